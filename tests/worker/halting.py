"""The product's own worker, in which named jobs stand still at a named moment until they are killed.

HALTS is a JSON object of job number to [stage, moment]: "entered", the row has just said so; "part", one part less
than all that this job makes was put on the shelf; "front", all were; "file", the pack's file was stored and its row was
not. Named to Celery in place of `config.celery`; nothing of it is shipped.
"""

from __future__ import annotations

import json
import os
import signal
from typing import Any

import django

django.setup()

from config.celery import app  # noqa: E402, F401
from core import files  # noqa: E402
from core.jobs import Hold  # noqa: E402
from reporting.packs import shelf  # noqa: E402

HALTS: dict[str, list[str]] = json.loads(os.environ["HALTS"])
PARTS_BEFORE = {"part": 2, "front": 5}
now: dict[str, Any] = {"job": "", "stage": "", "parts": 0}
renew, put, store = Hold.renew, shelf.put, files.store


def reached(moment: str) -> None:
    """Stand still when this is where the job is to be killed: the whole process, all its threads."""
    if HALTS.get(now["job"]) == [now["stage"], moment]:
        os.kill(os.getpid(), signal.SIGSTOP)


def renew_and_look(hold: Hold, *arguments: Any, **progress: Any) -> None:
    renew(hold, *arguments, **progress)
    if now["job"] != str(hold.job_id):
        now.update(job=str(hold.job_id), stage="", parts=0)
    if "stage" in progress:
        now["stage"] = progress["stage"]
        reached("entered")


def put_and_look(*arguments: Any, **options: Any) -> Any:
    row = put(*arguments, **options)
    now["parts"] += 1
    for moment, parts in PARTS_BEFORE.items():
        if now["parts"] == parts:
            reached(moment)
    return row


def store_and_look(content: bytes) -> str:
    digest = store(content)
    reached("file")
    return digest


Hold.renew = renew_and_look  # type: ignore[method-assign]
shelf.put = put_and_look
files.store = store_and_look
