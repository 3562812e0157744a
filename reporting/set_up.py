"""What an alliance is set up with, by subject: how much of it stands there, what is empty, and what comes next.

Which kinds belong to which subject stands here; what a kind is, and who may keep it, stands in its record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, QuerySet, Value

from alliance.choices import Role
from alliance.permissions import has_role
from core.records.addresses import address
from core.records.registry import Record, all_records
from core.records.rows import visible_rows


@dataclass(frozen=True)
class Subject:
    """Some kinds of record that are set up together. `needed` are those without which the rest cannot work."""

    code: str
    title: str
    about: str
    kinds: tuple[str, ...]
    needed: tuple[str, ...] = ()


SUBJECTS: Final = (
    Subject(
        "who",
        "Who",
        "The organisations in the alliance, who leads it, who has a stake in it, and who may do what here.",
        ("partners", "leads", "roles", "stakeholders", "contacts"),
        ("partners", "leads", "roles"),
    ),
    Subject(
        "what-for",
        "What it is for",
        "How the alliance began, what binds it, what it sets out to do, and what was said of it.",
        ("charter-lines", "collaborations", "events", "statements", "engagements", "announcements"),
    ),
    Subject(
        "agreements",
        "Agreements and shares",
        "What the partners signed, what each body may decide, and by which shares costs and savings are divided.",
        ("agreements", "agreement-versions", "signatures", "delegated-powers", "sharing-bases", "shares"),
        ("agreements", "sharing-bases", "shares"),
    ),
    Subject(
        "words",
        "Words and kinds",
        "What things are called here: the alliance's own words, the kinds of its areas, its statuses and its ratings.",
        ("words", "area-kinds", "position-statuses", "rag-ratings"),
        ("position-statuses", "rag-ratings"),
    ),
    Subject(
        "lifecycles",
        "Lifecycles and gates",
        "The ways that work goes: phases in order, the gates between them, who decides each, and what it asks for.",
        (
            "lifecycles",
            "lifecycle-phases",
            "gate-deciders",
            "lifecycle-gates",
            "gate-branches",
            "lifecycle-requirements",
        ),
        ("lifecycles", "lifecycle-phases", "gate-deciders", "lifecycle-gates"),
    ),
    Subject(
        "areas",
        "Areas",
        "What the alliance changes, who has which part in it, and where each area stands.",
        (
            "areas",
            "area-statuses",
            "area-leads",
            "area-partners",
            "area-roles",
            "area-names",
            "area-statements",
            "area-successions",
            "area-phases",
            "gates",
            "gate-requirements",
            "milestones",
            "dependencies",
            "dependency-providers",
            "assets",
            "reported-counts",
        ),
        ("areas", "area-statuses", "area-leads"),
    ),
    Subject(
        "boards",
        "Boards",
        "Who steers, decides and scrutinises, who sits there, and what is reported to them.",
        ("boards", "board-members", "board-names", "reporting-lines"),
        ("boards", "board-members"),
    ),
    Subject(
        "risk",
        "Risk framework",
        "How risks are scored, what a score means, and at which levels risks are kept.",
        ("risk-frameworks", "scale-steps", "risk-bands", "matrix-cells", "risk-registers"),
        ("risk-frameworks", "scale-steps", "risk-bands", "matrix-cells", "risk-registers"),
    ),
    Subject(
        "control",
        "Tolerances and confidence",
        "How far time, cost and the rest may stray before it is said, and the scales that independent reviews use.",
        ("tolerances", "tolerance-readings", "confidence-scales", "confidence-ratings"),
    ),
    Subject(
        "figures",
        "Benefits and figures",
        "What the programme is to bring, and the numbers that its documents quote.",
        ("benefits", "benefit-entries", "key-figures", "programme-rags"),
        ("benefits",),
    ),
)
ELSEWHERE: Final = (
    "risks",
    "assessments",
    "meetings",
    "agenda-items",
    "papers",
    "actions",
    "change-requests",
    "business-cases",
    "case-versions",
    "case-options",
    "case-assents",
    "case-costs",
    "gate-reviews",
    "review-recommendations",
)
"""The kinds that are kept from day to day on pages of their own, and are no part of setting up."""


@dataclass(frozen=True)
class Kind:
    """One kind of record on the page. `count` is None where the reader may not know."""

    record: Record
    count: int | None
    is_needed: bool
    url: str
    add_url: str
    """Where the reader may add a row; empty where they may not."""

    @property
    def is_missing(self) -> bool:
        return self.is_needed and self.count == 0


@dataclass(frozen=True)
class Part:
    """A subject with its kinds."""

    subject: Subject
    kinds: tuple[Kind, ...]

    @property
    def missing(self) -> list[Kind]:
        return [kind for kind in self.kinds if kind.is_missing]

    @property
    def following(self) -> Kind | None:
        """What is needed, still empty, and the reader's to add."""
        return next((kind for kind in self.missing if kind.add_url), None)

    @property
    def count(self) -> int | None:
        known = [kind.count for kind in self.kinds if kind.count is not None]
        return sum(known) if known else None


def parts_of(alliance: Any, user: Any) -> list[Part]:
    """Every subject of the alliance as `user` sees it, in the order of setting up. One query."""
    records = {record.slug: record for record in all_records() if record.scope_path and record.slug not in ELSEWHERE}
    counts = _counts(records, alliance, user)
    # Who only sees that the alliance exists may know of none of its records but who holds a role.
    is_outside = not has_role(user, alliance, *Role.values)

    def kind(slug: str, needed: tuple[str, ...]) -> Kind:
        record = records[slug]
        add_url = address("add", record, alliance) if record.may_change(user, alliance) else ""
        count = None if is_outside and slug != "roles" else counts[slug]
        return Kind(record, count, slug in needed, address("list", record, alliance), add_url)

    found = [
        Part(each, tuple(kind(slug, each.needed) for slug in each.kinds if slug in records))
        for each in _subjects(records)
    ]
    return [part for part in found if part.kinds]


def _subjects(records: dict[str, Record]) -> Iterator[Subject]:
    """The subjects, and one for the kinds that none of them names."""
    yield from SUBJECTS
    named = {slug for each in SUBJECTS for slug in each.kinds}
    rest = tuple(slug for slug in records if slug not in named and slug != "alliances")
    yield Subject("more", "More records", "Other kinds of record that are kept here.", rest)


def _counts(records: dict[str, Record], alliance: Any, user: Any) -> dict[str, int]:
    rows: list[QuerySet[Any]] = [
        visible_rows(record, user, alliance)
        .order_by()
        .select_related(None)
        .prefetch_related(None)
        .annotate(kept_as=Value(slug))
        .values("kept_as")
        .annotate(held=Count("pk", distinct=True))
        .values_list("kept_as", "held")
        for slug, record in records.items()
    ]
    first, *others = rows
    found: Any = first.union(*others, all=True)
    return dict.fromkeys(records, 0) | dict(found)
