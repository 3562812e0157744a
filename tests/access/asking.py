"""How a cell of the access table is asked: the address, the client, what is sent. No expectation stands here."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from alliance.choices import Concept
from core.records.registry import all_records, record_for
from tests.access.lines import Line
from tests.access.table import ACTORS
from tests.access.world import ON, World

MISSING = 987654
KEYS = {"read_key", "write_key"}
HIDDEN_KINDS = (
    "areas",
    "area-statuses",
    "area-leads",
    "benefits",
    "benefit-entries",
    "risks",
    "agenda-items",
    "papers",
    "actions",
    "gates",
    "assessments",
    "area-phases",
    "gate-requirements",
    "milestones",
    "area-names",
    "area-partners",
    "area-roles",
    "area-statements",
    "area-successions",
    "assets",
    "key-figures",
    "engagements",
    "dependencies",
    "dependency-providers",
    "announcements",
    "boards",
    "board-members",
    "board-names",
    "reporting-lines",
    "meetings",
    "tolerances",
    "tolerance-readings",
    "change-requests",
    "business-cases",
    "case-versions",
    "case-options",
    "case-assents",
    "case-costs",
    "gate-reviews",
    "review-recommendations",
)
SOME_KINDS = ("areas", "risks", "boards")
FRESH: dict[str, Any] = {
    "slug": "fresh",
    "code": "fresh",
    "reference": "R-99",
    "concept": Concept.AREA,
    "measure": "approved",
    "number": "99",
}
"""What a new row must not share with the one it is copied from."""
FRESH_OF: dict[str, dict[str, Any]] = {
    "sharing-bases": {"measure": "percent"},
    "gates": {"name": "fresh"},
    "area-phases": {"name": "fresh"},
    "milestones": {"name": "fresh"},
    "assessments": {"assessed_on": "2017-10-01"},
    "scale-steps": {"value": 9},
    "agreement-versions": {"number": 2},
    "matrix-cells": {"likelihood": 2},
    "collaborations": {"name": "fresh"},
    "tolerance-readings": {"as_at": "1 October 2017"},
    "case-assents": {"stage": "implementation"},
    "case-costs": {"caption": "fresh"},
}
"""The same for kinds that tell their rows apart by something else."""
CHANGES = {"periods": {"title": "Tested"}, "updates": {"done": "Tested."}}
"""What is sent to change a row of a kind that takes no reason."""


def kinds_of(group: str) -> list[str]:
    """The slugs of the kinds of record that a line of the table speaks of."""
    scoped = [record.slug for record in all_records() if record.scope_path]
    unscoped = [record.slug for record in all_records() if not record.scope_path]
    return {
        "kept": [slug for slug in scoped if slug != "roles"],
        "hidden": list(HIDDEN_KINDS),
        "some": list(SOME_KINDS),
        "board": [""],
        "roles": ["roles"],
        "directory": [slug for slug in unscoped if slug != "alliances"],
        "alliances": ["alliances"],
    }.get(group, [group if group != "-" else ""])


@dataclass(frozen=True)
class Cell:
    """One question: this line, of this kind, asked by this actor."""

    line: Line
    kind: str
    actor: str

    @property
    def is_api(self) -> bool:
        """Whether a key works here; the API's own reference is a page."""
        return self.line.route.startswith("api:") and not self.line.route.startswith("api:reference")

    @property
    def column(self) -> str:
        if self.actor in KEYS and not self.is_api:
            return "out"
        return ACTORS[self.actor]

    @property
    def expected(self) -> set[int]:
        if self.actor == "read_key" and self.is_api and self.line.method != "GET":
            return {403}
        return self.line.statuses[self.column]


class Asker:
    """Asks the cells in one world; what a request changed is undone after it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clients = {actor: self._client(actor) for actor in ACTORS}

    def _client(self, actor: str) -> Client:
        if actor in KEYS:
            return Client(headers={"Authorization": f"Bearer {self.world.keys[actor]}"}, raise_request_exception=False)
        client = Client(raise_request_exception=False)
        if actor != "anonymous":
            client.force_login(self.world.people[actor])
        return client

    def ask(self, cell: Cell, *, of: str = "") -> HttpResponse:
        """The answer to a cell, or to the same question about another row."""
        url = self.url(cell, of or cell.line.of)
        client, method = self.clients[cell.actor], cell.line.method
        with transaction.atomic():
            answer = self._send(client, method, url, cell)
            transaction.set_rollback(True)
        # A message for the next page would be read by the next question.
        client.cookies.pop("messages", None)
        return answer

    def _send(self, client: Client, method: str, url: str, cell: Cell) -> HttpResponse:
        if method == "GET":
            return client.get(url)
        if not cell.is_api:
            return client.post(url, {"sent": "yes"})
        data = self.payload(cell) if method == "POST" else CHANGES.get(cell.kind, {"change_reason": "tested"})
        headers = {"If-Match": f'"v{getattr(self.row(cell, cell.line.of), "version", 1)}"'}
        return client.generic(method, url, json.dumps(data), content_type="application/json", headers=headers)

    def row(self, cell: Cell, of: str) -> Any:
        category = "other" if of == "smuggled" else of
        return self.world.rows.get(cell.kind or "alliances", {}).get(category)

    def has_row(self, cell: Cell) -> bool:
        return cell.line.of in ("-", "missing") or self.row(cell, cell.line.of) is not None

    def url(self, cell: Cell, of: str) -> str:
        """The address of a cell: its alliance, its kind and its row, as far as the route has them."""
        route = cell.line.route
        row = self.row(cell, of)
        arguments: dict[str, Any] = {}
        names_a_row = cell.line.of != "-"
        if route.startswith(("records:", "api:*")):
            name = route.replace("*", cell.kind)
            if route.startswith("records:"):
                arguments["kind"] = cell.kind
            if route.startswith("records:") and "directory" not in route:
                arguments["alliance"] = self.slug_for(cell.line.of)
            if names_a_row:
                arguments["pk"] = row.pk if row is not None else MISSING
            scoped = route == "api:*-withdrawn" and record_for(cell.kind).scope_path
            named = f"?alliance={self.world.a.slug}" if scoped else ""
            return reverse(name, kwargs=arguments) + named
        return self.special(cell, of, row)

    def slug_for(self, of: str) -> str:
        return self.world.b.slug if of == "other" else self.world.a.slug

    def special(self, cell: Cell, of: str, row: Any) -> str:
        """The address of a page of its own, by the arguments its pattern names."""
        route, query = cell.line.route, QUERIES.get((cell.line.route, cell.line.kinds), "")
        known: dict[str, Any] = {
            "alliance": self.slug_for(cell.line.of),
            "pk": row.pk if row is not None else MISSING,
            "kind": cell.kind or "risks.risk",
            **self.named(cell, of, row),
        }
        for names in ((), ("pk",), ("alliance",), ("alliance", "pk"), *MORE_ARGUMENTS):
            try:
                return reverse(route, kwargs={name: known[name] for name in names}) + query
            except NoReverseMatch:
                continue
        raise LookupError(f"No address for {route} {of}")

    def named(self, cell: Cell, of: str, row: Any) -> dict[str, Any]:
        """Arguments that name a row by its words."""
        world = self.world
        category = {"smuggled": "other", "-": "plain", "missing": "plain"}.get(of, of)
        area = world.rows["areas"].get(category, world.rows["areas"]["plain"])
        return {
            "area": "no-such-area" if of == "missing" else area.slug,
            "code": "no-such" if of == "missing" and cell.kind == "periods" else world.rows["periods"]["plain"].code,
            "form": "zip",
            "number": 1,
            "group": "imports",
            "organisation": getattr(row, "slug", "no-such-body"),
            "post": getattr(row, "slug", "no-such-post"),
        }

    def payload(self, cell: Cell) -> dict[str, Any]:
        """A row that could be added: one that stands, with what must not stand twice made fresh."""
        if cell.line.route == "api:reports-list":
            return {"alliance": self.world.a.pk, "period": "2017-09", "edition": "open"}
        if cell.line.route == "api:*-bulk":
            return {}
        if cell.line.route.endswith(("-withdraw", "-put-back")):
            return {"reason": "Tested"}
        if cell.line.route == "api:imports-list":
            return {"alliance": self.world.a.slug}
        if cell.line.route.startswith("api:*") or cell.line.route in ("api:periods-list", "api:updates-list"):
            return self.copies[cell.kind]
        return {}

    @cached_property
    def copies(self) -> dict[str, dict[str, Any]]:
        """For each kind a row as the API gives it, made fresh."""
        found = {}
        office = self.clients["programme_office"]
        for kind in [*(record.slug for record in all_records()), "periods", "updates"]:
            rows = self.world.rows[kind]
            row = rows.get("plain") or rows["shared"]
            data = office.get(reverse(f"api:{kind}-detail", kwargs={"pk": row.pk})).json()
            data = {name: value for name, value in data.items() if name not in ("id", "version") and value is not None}
            data |= {name: value for name, value in FRESH.items() if name in data} | FRESH_OF.get(kind, {})
            if kind == "shares":
                data["organisation"] = self.world.rows["partners"]["plain"].organisation.pk
            if kind == "successions":
                data["predecessor"] = self.world.rows["partners"]["plain"].organisation.pk
            if kind == "signatures":
                data["organisation"] = self.world.rows["organisations"]["shared"].pk
            found[kind] = data
        return found


MORE_ARGUMENTS = (
    ("alliance", "area"),
    ("alliance", "code"),
    ("alliance", "code", "area"),
    ("alliance", "form"),
    ("form",),
    ("group",),
    ("organisation",),
    ("post",),
    ("pk", "form"),
    ("kind", "pk"),
    ("alliance", "pk", "number"),
)
QUERIES = {
    ("reporting:report_preview", "board"): "?edition=board",
    ("api:alliance-split", "-"): f"?amount=100.01&as_at={ON.isoformat()}",
}
"""Variants of an address: the line's second word names one."""


def text_of(answer: HttpResponse) -> str:
    """The words of an answer; of an archive, those of its files."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if answer.headers.get("Content-Type", "").startswith("application/zip"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return body.decode("utf-8", errors="replace")


def without_tokens(text: str) -> str:
    """A page without what differs each time: form tokens, and the numbers and words of its own address."""
    text = re.sub(r'value="[A-Za-z0-9_-]{20,}"', "", text)
    return re.sub(r"/[^\"' ]*", "/", text)
