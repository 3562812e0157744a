"""The page that merges a duplicate into a record: choose it, see what moves, then do it. One action call."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.merging import merge, plan, refusals, shown
from core.records.addresses import address
from core.records.found import frame, kind_or_404, row_to_change
from core.records.rows import visible_rows
from core.records.withdrawal_views import STALE
from core.signed_in import account_of
from core.versions import StaleVersion
from core.workflow import WrongState


@require_http_methods(["GET", "POST"])
def record_merge(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    record = kind_or_404(kind, None)
    if record.merging is None:
        raise Http404
    kept = row_to_change(request, record, None, pk)
    others = visible_rows(record, request.user).exclude(pk=kept.pk)
    sent = request.POST if request.method == "POST" else request.GET
    asked = sent.get("other", "")
    other = others.filter(pk=asked).first() if asked.isdecimal() else None
    errors: list[str] = [] if other or not asked else [f"Choose {record.name} from the list."]
    context: dict[str, Any] = {"row": kept, "others": others, "other": other}
    if other is not None:
        context |= {
            "moving": shown(plan(kept, other), request.user),
            "refused": refusals(record, kept, other, request.user),
        }
    if request.method == "POST" and other is not None:
        try:
            _merge(request, record, kept, other)
        except ValidationError as error:
            errors = error.messages
        else:
            messages.success(request, f"“{other}” is merged into “{kept}”.")
            return redirect(address("detail", record, None, pk=kept.pk))
    context["errors"] = errors
    return render(request, "core/record_merge.html", frame(record, None, **context), status=422 if errors else 200)


def _merge(request: HttpRequest, record: Any, kept: Any, other: Any) -> None:
    versions = [request.POST.get(name, "") for name in ("version", "other_version")]
    if not all(each.isdecimal() for each in versions):
        raise WrongState(STALE)
    read = (int(versions[0]), int(versions[1]))
    why = request.POST.get("reason", "")
    try:
        merge(kept, other, record, by=account_of(request), at=clock.now(), why=why, versions=read)
    except StaleVersion:
        raise WrongState(STALE) from None
