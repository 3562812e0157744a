"""Comments and files of every category in the access world, beside rows of an alliance and of the shared directory."""

from __future__ import annotations

from typing import Any

from core import clock
from core.models import Attachment, Comment
from tests import factories as make
from tests.access.words import word


def remark_matter(world: Any) -> None:
    """What the programme offices said of rows and laid beside them: the plain and the other file in the directory."""
    office, other = world.people["programme_office"], world.people["other_member"]
    rows = world.rows
    for category in ("plain", "sealed", "led", "other", "buried"):
        subject = rows["areas" if category == "led" else "risks"][category]
        by = office if category in ("plain", "sealed", "led") else other
        text = word(category, "comments")
        world.put("comments", category, Comment(**_about(subject, by), text=text))
    shared = rows["organisations"]["shared"]
    beside = {"plain": shared, "sealed": rows["risks"]["sealed"], "other": shared}
    for category, subject in beside.items():
        by = other if category == "other" else office
        scope = (world.b if category == "other" else world.a).pk if subject is shared else 0
        title = word(category, "attachments")
        upload = make.make_upload(title.encode(), name=f"{title}.txt")
        row = Attachment(**_about(subject, by), scope_id=scope, title=title, upload=upload)
        world.put("attachments", category, row)


def _about(subject: Any, by: Any) -> dict[str, Any]:
    known = {"subject_kind": subject._meta.label_lower, "subject_id": subject.pk}
    return {**known, "said_by": by, "said_at": clock.now()}
