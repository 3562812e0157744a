"""The Celery application and the only timetable of the product. Tasks themselves live in the apps.

Every message expires or may be lost: what has to be done stands in rows, and the sweeper rings for them again.
"""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.beat import PersistentScheduler, ScheduleEntry
from celery.signals import worker_ready
from kombu.transport import TRANSPORT_ALIASES

from core import bells

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

SWEEP_SECONDS, TICK_SECONDS, SHELF_SECONDS = 10.0, 15.0, 3600.0
MOST_WAITING = 20
"""Beyond this many unheard bells no worker is listening, and a broker that keeps expired ones must not fill up."""

TRANSPORT_ALIASES["filesystem"] = "core.filesystem_broker:Transport"
app = Celery("concordat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def _every(seconds: float, task: str) -> dict[str, Any]:
    """A bell that means nothing once the next one has rung."""
    return {"task": task, "schedule": seconds, "options": {"queue": bells.SHORT, "expires": seconds}}


app.conf.beat_schedule = {
    "sweep": _every(SWEEP_SECONDS, "core.sweep"),
    "tick": _every(TICK_SECONDS, "core.tick"),
    "clear-shelf": _every(SHELF_SECONDS, "reporting.clear_shelf"),
}
app.conf.beat_scheduler = "config.celery:Timetable"


class Timetable(PersistentScheduler):  # type: ignore[misc]
    """Celery's own scheduler, which falls silent while nobody takes its messages."""

    def apply_async(self, entry: ScheduleEntry, **options: Any) -> Any:
        """Send the entry's message unless enough of them wait already."""
        queue = entry.options.get("queue", bells.SHORT)
        if bells.waiting(queue) >= MOST_WAITING:
            return None
        return super().apply_async(entry, **options)


@worker_ready.connect
def first_bells(**_: Any) -> None:
    """A worker that has just started says so through the queue, and looks for what a dead one left behind."""
    for task in ("core.tick", "core.sweep"):
        bells.ring(task, queue=bells.SHORT, expires=TICK_SECONDS)
