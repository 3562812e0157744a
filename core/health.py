"""Whether the parts are alive: the web process and its database, the worker through the queue, the sandbox."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import clock, jobs
from core.models import Heartbeat, Job

SILENCE = timedelta(seconds=60)


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while this process can ask the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def healthz_worker(request: HttpRequest) -> JsonResponse:
    """200 while a worker has answered through the queue in the last minute; 503 once it is deaf.

    A worker whose processes all render hears no bell before a document ends; the leases it renews each second
    speak for it, and run out within half a minute when it has died.
    """
    at = clock.now()
    beat = Heartbeat.objects.filter(name="worker").first()
    oldest = jobs.runnable(at).order_by("not_before").values_list("not_before", flat=True).first()
    renders = Job.objects.filter(state=Job.State.RUNNING, lease_until__gt=at, lease_until__lte=at + 2 * jobs.lease())
    alive = renders.exists() or (beat is not None and at - beat.at <= SILENCE)
    return JsonResponse(
        {
            "status": "ok" if alive else "deaf",
            "seconds_since_tick": round((at - beat.at).total_seconds(), 1) if beat else None,
            "oldest_waiting_seconds": round((at - oldest).total_seconds(), 1) if oldest else 0,
        },
        status=200 if alive else 503,
    )
