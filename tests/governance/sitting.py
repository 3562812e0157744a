"""A board with meetings, and the people who work on them. No expectation stands here."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from alliance.choices import Role
from alliance.models import Alliance
from core.models import User
from core.uploads.receive import Checked
from governance.models import AgendaItem, Board, Meeting
from tests import factories as make

AT = timezone.make_aware(datetime(2017, 9, 20, 10, 30))


@dataclass
class Sitting:
    alliance: Alliance
    board: Board
    meeting: Meeting
    item: AgendaItem
    people: dict[str, User] = field(default_factory=dict)

    def client(self, who: str = "office") -> Client:
        client = Client()
        client.force_login(self.people[who])
        return client

    def url(self, of: str, row: Any, verb: str = "", **more: Any) -> str:
        """The address of a page of `meetings`, `papers`, `actions` or `agenda-items`."""
        return f"/a/{self.alliance.slug}/{of}/{row.pk}/" + (f"{verb}/" if verb else "")

    def by(self, row: Any, **more: Any) -> dict[str, Any]:
        """What every action takes."""
        return {"by": self.people["office"], "at": AT, "expected": row.version, **more}


def make_sitting() -> Sitting:
    alliance = make.make_alliance()
    board = make.make_board(alliance, name="Strategic Board")
    meeting = make.make_meeting(board, held_on=date(2017, 9, 14), code="2017-09")
    people = {
        "office": make.make_member(alliance),
        "auditor": make.make_member(alliance, Role.AUDITOR),
        "reader": make.make_member(alliance, Role.AREA_LEAD),
        "stranger": make.make_member(make.make_alliance()),
    }
    return Sitting(alliance, board, meeting, make.make_item(meeting, number="7b", title="Savings"), people)


def checked(content: bytes = b"%PDF-1.7 one", name: str = "Savings.pdf", pages: int = 1) -> Checked:
    """A file as the check of uploads gives it."""
    return Checked(name, "application/pdf", content, sha256(content).hexdigest(), len(content), pages)


def pdf(pages: int = 1, word: str = "") -> bytes:
    """A small true PDF."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    document.docinfo["/Title"] = word or "A paper"
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def sent(content: bytes | None = None, name: str = "Savings.pdf") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, pdf() if content is None else content, content_type="application/pdf")
