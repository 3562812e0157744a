"""Everything about one area on the reader's date, from all apps: who takes part, what it needs and gives, what may
happen to it, what it brings, what is said of it. The number of queries does not grow with the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, prefetch_related_objects

from alliance.models import Appointment, Partner
from core.as_at import Moment
from governance.models import Action, Board, Meeting, Paper
from programmes.models import (
    Announcement,
    AreaName,
    AreaPartner,
    AreaRole,
    AreaStatement,
    AreaSuccession,
    Asset,
    Benefit,
    BenefitEntry,
    BusinessArea,
    Dependency,
    DependencyProvider,
    Engagement,
    KeyFigure,
    slippage_in_words,
)
from programmes.models.baseline import NOT_COMPARED
from programmes.readings import AreaFacts, area_facts
from programmes.readings.then import known_then
from risks.models import Risk

PAPERS = 5
"""How many papers of its boards stand on its page, the newest first."""


@dataclass(frozen=True)
class RoleLine:
    """A part in the area with its post or person, and who holds the post on the day."""

    role: AreaRole
    holder: str


@dataclass(frozen=True)
class DependencyLine:
    """One dependency seen from this area: who is at the other end, and how it stands on the day."""

    dependency: Dependency
    others: tuple[DependencyProvider, ...]
    """Who gives it on the day; empty where this area does, or nobody is named."""
    earlier: tuple[DependencyProvider, ...]
    is_late: bool

    @property
    def against_need(self) -> str:
        """When it came or is promised for, against when it is needed; empty where the dates do not say."""
        words = slippage_in_words(self.dependency.needed_by, self.dependency.met_on or self.dependency.promised_by)
        return "" if words == NOT_COMPARED else words


@dataclass(frozen=True)
class AreaPage:
    """What the page of an area shows, and its twin over the API."""

    facts: AreaFacts
    partners: list[Any]
    has_own_partners: bool
    former_partners: list[AreaPartner]
    roles: list[RoleLine]
    names: list[AreaName]
    statements: list[AreaStatement]
    assets: list[Asset]
    became: list[AreaSuccession]
    came_from: list[AreaSuccession]
    receives: list[DependencyLine]
    gives: list[DependencyLine]
    engagements: list[Engagement]
    announcements: list[Announcement]
    key_figures: list[KeyFigure]
    benefit_entries: list[BenefitEntry]
    risks: list[Risk]
    boards: list[Board]
    meetings: list[Meeting]
    """Of its boards: those to come after the day, the next first."""
    papers: list[Paper]
    actions: list[Action]

    @property
    def open_needs(self) -> int:
        return sum(line.dependency.is_open for line in self.receives)

    @property
    def late_needs(self) -> int:
        return sum(line.is_late for line in self.receives)


def area_page(area: BusinessArea, user: Any, moment: Moment) -> AreaPage:
    """The page of an area that the reader may see, as at their day or as the record stood then."""
    rows = _Rows(area, user, moment)
    partners = rows.of(AreaPartner, "organisation")
    standing = [row for row in partners if row.in_force(moment.on)]
    receives, gives = _dependencies(rows)
    return AreaPage(
        facts=area_facts(area, user, moment),
        partners=standing if partners else rows.of_alliance(Partner, "organisation"),
        has_own_partners=bool(partners),
        former_partners=[row for row in partners if row.to_date is not None and row.to_date.is_before(moment.on)],
        roles=_roles(rows),
        names=rows.in_force(AreaName),
        statements=[row for row in rows.of(AreaStatement) if _by_then(row.as_at, moment)],
        assets=rows.in_force(Asset, "stands_at"),
        became=[row for row in rows.of(AreaSuccession, "successor__alliance") if _by_then(row.happened_on, moment)],
        came_from=[
            row
            for row in rows.of(AreaSuccession, "area__alliance", by="successor")
            if _by_then(row.happened_on, moment)
        ],
        receives=receives,
        gives=gives,
        engagements=rows.in_force(Engagement, "stakeholder", "organisation"),
        announcements=rows.of(Announcement),
        key_figures=[row for row in rows.of(KeyFigure) if _by_then(row.as_at, moment)],
        benefit_entries=_entries(rows),
        risks=_risks(rows),
        **_governance(rows),
    )


def _by_then(when: Any, moment: Moment) -> bool:
    """Whether something dated so was true by the day; what has no date was."""
    return when is None or when.start is None or when.start <= moment.on


class _Rows:
    """The rows of an area of each kind, as now known or as the record stood, with what they point at."""

    def __init__(self, area: BusinessArea, user: Any, moment: Moment) -> None:
        self.area, self.user, self.moment = area, user, moment

    def of(self, model: Any, *related: str, by: str = "area") -> list[Any]:
        """Those that name the area by a field; in the order of their kind."""
        return self.read(model, *related, **{by: self.area.pk})

    def read(self, model: Any, *related: str, **which: Any) -> list[Any]:
        if self.moment.known_on is None:
            found = list(model.objects.visible_to(self.user).filter(**which).select_related(*related))
        else:
            seen = known_then(model, self.user, self.moment).filter(**which)
            found = sorted(seen, key=lambda row: (getattr(row, "order", 0), row.pk))
        for row in found:
            self._tie(row)
        if self.moment.known_on is not None:
            prefetch_related_objects(found, *related)
        return found

    def _tie(self, row: Any) -> None:
        """Give a row the area and the alliance that are at hand, so that its address needs no query."""
        if getattr(row, "area_id", None) == self.area.pk:
            row.area = self.area
        if getattr(row, "alliance_id", None) == self.area.alliance_id:
            row.alliance = self.area.alliance

    def in_force(self, model: Any, *related: str) -> list[Any]:
        return [row for row in self.of(model, *related) if row.in_force(self.moment.on)]

    def of_alliance(self, model: Any, *related: str) -> list[Any]:
        rows = self.read(model, *related, alliance=self.area.alliance_id)
        return [row for row in rows if row.in_force(self.moment.on)]


def _roles(rows: _Rows) -> list[RoleLine]:
    roles = rows.in_force(AreaRole, "post__organisation", "person", "organisation")
    posts = {role.post_id for role in roles if role.post_id}
    held = Appointment.objects.visible_to(rows.user).as_at(rows.moment.on).filter(post__in=posts)
    holders: dict[int, list[str]] = {}
    for each in held.select_related("post", "person"):
        prefix = f"{each.get_standing_display()}: " if each.standing != Appointment.Standing.SUBSTANTIVE else ""
        holders.setdefault(each.post_id, []).append(f"{prefix}{each.person.name}")
    return [RoleLine(role, "; ".join(holders.get(role.post_id, []))) for role in roles]


def _dependencies(rows: _Rows) -> tuple[list[DependencyLine], list[DependencyLine]]:
    """What the area receives and what it gives on the day; a former giver no longer has it among what it gives."""
    area, on = rows.area, rows.moment.on
    given = {row.dependency_id for row in rows.of(DependencyProvider) if row.in_force(on)}
    received = rows.of(Dependency, "receiver__alliance", by="receiver")
    others = rows.read(Dependency, "receiver__alliance", id__in=given - {row.pk for row in received})
    keys = [row.pk for row in [*received, *others]]
    providers = rows.read(DependencyProvider, "area__alliance", "organisation", dependency__in=keys)
    by_dependency: dict[int, list[DependencyProvider]] = {}
    for each in providers:
        by_dependency.setdefault(each.dependency_id, []).append(each)

    def line(row: Dependency) -> DependencyLine:
        mine = [each for each in by_dependency.get(row.pk, []) if each.area_id != area.pk]
        standing = tuple(each for each in mine if each.in_force(on))
        over = tuple(each for each in mine if each.to_date is not None and each.to_date.is_before(on))
        return DependencyLine(row, standing, over, row.is_late(on))

    return [line(row) for row in received], [line(row) for row in others]


def _governance(rows: _Rows) -> dict[str, Any]:
    """The boards of the area with what they meet for, the newest papers put to them and what they asked for."""
    boards = rows.of(Board)
    keys = [board.pk for board in boards]
    on = rows.moment.on
    if rows.moment.known_on is not None:
        return {"boards": boards, "meetings": [], "papers": [], "actions": []}
    meetings = Meeting.objects.visible_to(rows.user).filter(board__in=keys, held_on__gte=on)
    papers = Paper.objects.visible_to(rows.user).filter(item__meeting__board__in=keys, item__meeting__held_on__lte=on)
    actions = Action.objects.visible_to(rows.user).filter(meeting__board__in=keys, meeting__held_on__lte=on)
    still_open = Q(done_on__isnull=True) | Q(done_on__gt=on)
    return {
        "boards": boards,
        "meetings": list(meetings.select_related("board__alliance").order_by("held_on", "pk")),
        "papers": list(
            papers.select_related("item__meeting__board__alliance").order_by("-item__meeting__held_on", "pk")[:PAPERS]
        ),
        "actions": list(actions.filter(still_open).select_related("meeting__board__alliance").order_by("due_on", "pk")),
    }


def _entries(rows: _Rows) -> list[BenefitEntry]:
    """The figures of its benefits that were stated by the day, benefit by benefit."""
    benefits = rows.of(Benefit)
    found = rows.read(BenefitEntry, "benefit__alliance", benefit__in=[row.pk for row in benefits])
    found = [row for row in found if _by_then(row.as_at, rows.moment)]
    return sorted(found, key=lambda row: (row.benefit.order, row.benefit_id, row.order, row.pk))


def _risks(rows: _Rows) -> list[Risk]:
    """The open risks about it, the worst first; as the record stood, in the order of their registers."""
    on = rows.moment.on
    if rows.moment.known_on is None:
        seen = (
            Risk.objects.visible_to(rows.user)
            .filter(area=rows.area.pk)
            .open_on(on)
            .select_related("register__alliance")
        )
        return list(seen.with_scores(on).worst_first(on))
    known = [row for row in rows.of(Risk, "register__alliance") if row.state == "open"]
    Risk.objects.visible_to(rows.user).complete_known(known, on, rows.moment.known_on)
    return known
