"""The rows of one reading on one desk: fetched once by whoever may read them, with names and holders as on the day.

The number of queries does not grow with the rows. What is made of the rows stands in the modules beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects

from alliance.models import (
    Agreement,
    AgreementVersion,
    Alliance,
    AllianceLead,
    CharterLine,
    Collaboration,
    DelegatedPower,
    Event,
    Organisation,
    Partner,
    Post,
    Share,
    SharingBasis,
    Signature,
    Stakeholder,
    Statement,
)
from core.dated import DatedFact
from core.imprecise_dates import ImpreciseDate
from core.records.addresses import page_of
from core.records.registry import path_to_scope
from governance.models import Board, BoardMember, ReportingLine
from programmes.models import (
    Announcement,
    AreaName,
    AreaPartner,
    AreaPhase,
    AreaRole,
    AreaStatus,
    BenefitEntry,
    BusinessArea,
    Engagement,
    KeyFigure,
    Lifecycle,
    LifecyclePhase,
    PositionStatus,
    ReportedCount,
)
from reporting.profile.names import Named
from reporting.profile.shapes import Office

Rows = Callable[[type[Model]], QuerySet[Any]]
"""The rows of a kind, of one alliance, that the reading may take."""

WANTED: dict[type[Model], tuple[str, ...]] = {
    Partner: ("organisation",),
    AllianceLead: ("post__organisation",),
    Event: (),
    Statement: (),
    CharterLine: (),
    Collaboration: (),
    Agreement: ("led_by",),
    AgreementVersion: (),
    Signature: ("organisation", "person", "post__organisation"),
    DelegatedPower: ("organisation", "post__organisation"),
    SharingBasis: (),
    Share: ("organisation",),
    Stakeholder: (),
    Board: (),
    BoardMember: ("organisation", "post__organisation"),
    ReportingLine: (),
    Engagement: ("area", "stakeholder", "organisation"),
    Announcement: ("area",),
    Lifecycle: (),
    LifecyclePhase: (),
    BusinessArea: ("kind",),
    AreaPhase: ("area",),
    AreaStatus: ("area", "status"),
    AreaName: (),
    AreaPartner: ("organisation",),
    AreaRole: ("post__organisation", "person", "organisation"),
    KeyFigure: (),
    BenefitEntry: ("benefit",),
    PositionStatus: (),
    ReportedCount: (),
}
"""Each kind of row that a profile is made of, with what is fetched together with it."""


def seen_by(alliance: Alliance, user: Any) -> Rows:
    """The rows that a reader may see."""

    def rows(model: Any) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.visible_to(user).filter(**{path_to_scope(model): alliance})
        return found

    return rows


def held_in(alliance: Alliance, *, with_restricted: bool) -> Rows:
    """The rows that an edition may hold."""

    def rows(model: Any) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.in_edition(alliance, with_restricted=with_restricted)
        return found

    return rows


@dataclass(frozen=True)
class Desk:
    """What was fetched, and how names, posts and holders of the day are read from it."""

    alliance: Alliance
    on: date
    with_addresses: bool
    fetched: dict[type[Model], list[Any]]
    _under: dict[tuple[type[Model], str], dict[int, list[Any]]] = field(default_factory=dict, repr=False)

    def all(self, model: type[Model]) -> list[Any]:
        return self.fetched[model]

    @property
    def areas(self) -> list[BusinessArea]:
        return self.fetched[BusinessArea]

    def in_force(self, model: type[DatedFact]) -> list[Any]:
        return [row for row in self.fetched[model] if row.in_force(self.on)]

    def under(self, model: type[Model], link: str, row: Any) -> list[Any]:
        """The rows of a kind that `link` leads from to `row`."""
        key = (model, link)
        if key not in self._under:
            found: dict[int, list[Any]] = defaultdict(list)
            for each in self.fetched[model]:
                found[getattr(each, f"{link}_id")].append(each)
            self._under[key] = found
        return self._under[key].get(row.pk, [])

    def begun(self, row: DatedFact) -> bool:
        return row.from_date is None or self.come(row.from_date)

    def come(self, when: ImpreciseDate | None) -> bool:
        """Whether a date has come by the day, read from the first day that it may mean."""
        return when is not None and when.start is not None and when.start <= self.on

    def over(self, row: DatedFact) -> bool:
        return row.to_date is not None and row.to_date.is_before(self.on)

    def address(self, row: Any) -> str:
        return page_of(row) if self.with_addresses else ""

    def body(self, organisation: Organisation, on: date | None = None) -> Named:
        """A body by the name it bore on the day (rule X-04)."""
        return Named(organisation.name_on(on or self.on), self.address(organisation))

    def office(self, post: Any, on: date | None = None) -> Office:
        """A post that was fetched with its holders, as on the day."""
        on = on or self.on
        held = [str(row) for row in post.held if row.in_force(on)]
        return Office(Named(post.title, self.address(post)), self.body(post.organisation, on), ", ".join(held))


def lay_out(alliance: Alliance, on: date, rows: Rows, *, with_addresses: bool) -> Desk:
    """Fetch every kind once, then the names of all bodies and the holders of all posts that they speak of."""
    fetched = {model: list(rows(model).select_related(*related)) for model, related in WANTED.items()}
    for rows_of_kind in fetched.values():
        for row in rows_of_kind:
            # Its address asks for its alliance, which is this one for every row.
            if hasattr(type(row), "alliance_id"):
                row.alliance = alliance
    bodies, posts = _directory(fetched)
    prefetch_related_objects(
        [row.organisation for row in fetched[Partner]],
        Prefetch("deciding_bodies", to_attr="served_by"),
        "served_by__names",
        *_posts_of("served_by__"),
        Prefetch("shared_posts", to_attr="sharing"),
        *_holders_of("sharing__"),
        "sharing__organisation__names",
        "sharing__shared_by__names",
    )
    deciding = [row.organisation for model in (Partner, BoardMember) for row in fetched[model]]
    prefetch_related_objects(deciding, *_posts_of())
    prefetch_related_objects(bodies, "names")
    prefetch_related_objects(posts, *_holders_of())
    prefetch_related_objects(fetched[Board], "names")
    prefetch_related_objects(fetched[Collaboration], "organisations__names")
    prefetch_related_objects(fetched[SharingBasis], "shares__organisation__names")
    return Desk(alliance, on, with_addresses, fetched)


def _holders_of(path: str = "") -> tuple[Prefetch[str], str]:
    """What fetches the holders of posts as `held`."""
    return Prefetch(f"{path}appointments", to_attr="held"), f"{path}held__person"


def _posts_of(path: str = "") -> tuple[Prefetch[str] | str, ...]:
    """What fetches the posts of bodies as `offices`, with their holders."""
    return Prefetch(f"{path}posts", to_attr="offices"), *_holders_of(f"{path}offices__")


def deciding_posts(organisation: Any) -> list[Post]:
    """The posts whose holders decide for a body that was fetched with its posts."""
    return [post for post in organisation.offices if post.decides]


def _directory(fetched: dict[type[Model], list[Any]]) -> tuple[list[Organisation], list[Post]]:
    """Every body and post to which a fetched row leads."""
    bodies: list[Organisation] = []
    posts: list[Post] = []
    for model, related in WANTED.items():
        for row in fetched[model]:
            for found in _led_to(row, related):
                if isinstance(found, Organisation):
                    bodies.append(found)
                elif isinstance(found, Post):
                    posts.append(found)
    return bodies, posts


def _led_to(row: Any, related: Iterable[str]) -> Iterable[Any]:
    for path in related:
        found = row
        for step in path.split("__"):
            found = getattr(found, step)
            if found is None:
                break
            yield found
