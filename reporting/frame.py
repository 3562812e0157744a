"""What every page's frame shows: the alliances, the navigation and the date the page speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from alliance.choices import Role
from alliance.models import Alliance
from alliance.permissions import has_role
from alliance.readings import alliances_of
from core import as_at
from core.notices import unread_of
from core.records.addresses import address
from core.records.registry import record_for

SECTIONS = {
    "reporting:overview": "overview",
    "reporting:position": "overview",
    "reporting:plan": "areas",
    "reporting:area_detail": "areas",
    "reporting:changes": "overview",
    "reporting:who_we_are": "overview",
    "reporting:organisation": "directory",
    "reporting:post": "directory",
    "reporting:report_list": "documents",
    "reporting:report_add": "documents",
    "reporting:report_detail": "documents",
    "reporting:set_up": "set-up",
    "programmes:announcement_release": "set-up",
}
DATED_PAGES = {
    "reporting:overview": "the overview",
    "reporting:position": "the position",
    "reporting:plan": "the plan",
    "reporting:who_we_are": "who the alliance is",
    "programmes:area_list": "the list of areas",
    "reporting:area_detail": "the area",
    "programmes:breach_list": "what is beyond its tolerance",
    "governance:meeting_list": "the calendar of meetings",
    "governance:meeting_detail": "the meeting",
    "governance:paper_detail": "the paper",
}
"""The pages that can be asked as at a date, as they are called in a sentence."""
OF_AREAS = {
    "area",
    "phase",
    "gate",
    "requirement",
    "milestone",
    "breach",
    "change",
    "case",
    "review",
    "recommendation",
}
"""The first words of the names of pages that belong to business areas."""
PARTS_OF_AREAS = {
    "areas",
    "area",
    "area-leads",
    "area-names",
    "area-partners",
    "area-roles",
    "area-statements",
    "area-statuses",
    "area-successions",
    "assets",
    "reported-counts",
}
PAGES_WITHIN: dict[str, list[tuple[str, str, set[str]]]] = {
    "overview": [
        ("Overview", "reporting:overview", {"overview"}),
        ("Position", "reporting:position", {"position"}),
        ("Who we are", "reporting:who_we_are", {"who"}),
        ("What changed", "reporting:changes", {"changes"}),
    ],
    "areas": [
        ("All areas", "programmes:area_list", PARTS_OF_AREAS),
        ("Plan", "reporting:plan", {"plan"}),
        ("Phases", "area-phases", {"area-phases", "phase"}),
        ("Gates", "gates", {"gates", "gate-requirements", "gate", "requirement"}),
        ("Milestones", "milestones", {"milestones", "milestone"}),
        ("Dependencies", "dependencies", {"dependencies", "dependency-providers"}),
        ("Tolerances", "programmes:breach_list", {"breach", "tolerances", "tolerance-readings"}),
        ("Changes", "change-requests", {"change-requests", "change"}),
        (
            "Business cases",
            "business-cases",
            {"business-cases", "case", "case-versions", "case-options", "case-assents", "case-costs"},
        ),
        ("Reviews", "gate-reviews", {"gate-reviews", "review-recommendations", "review", "recommendation"}),
    ],
    "governance": [
        ("Boards", "boards", {"boards", "board-members", "reporting-lines"}),
        ("Meetings", "governance:meeting_list", {"meetings", "agenda-items", "meeting", "item"}),
        ("Papers", "papers", {"papers", "paper"}),
        ("Actions", "actions", {"actions", "action"}),
    ],
}
"""The parts of a section: label, page (by its name, or a kind of record), and what belongs there: kinds, and the
first words of the names of pages."""


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False
    count: int = 0


@dataclass
class Frame:
    """The frame of one page; what needs a query is read only when the template asks for it."""

    request: HttpRequest
    version: str = settings.VERSION
    match: Any = field(init=False)
    as_at_error: str = ""

    def __post_init__(self) -> None:
        self.match = self.request.resolver_match

    @property
    def user(self) -> Any:
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def alliances(self) -> list[Alliance]:
        return alliances_of(self.request) if self.user else []

    @cached_property
    def alliance(self) -> Alliance | None:
        slug = self.match.kwargs.get("alliance") if self.match else None
        return next((each for each in self.alliances if each.slug == slug), None)

    @property
    def fictional(self) -> bool:
        return self.alliance is not None and self.alliance.is_fictional

    @cached_property
    def _moment(self) -> as_at.Moment:
        """The date asked for; today, with `as_at_error` set, when what was asked for is no date."""
        try:
            return as_at.read(self.request.GET)
        except as_at.BadDate as problem:
            self.as_at_error = str(problem)
            return as_at.read({})

    @property
    def _is_dated(self) -> bool:
        if self.match is None:
            return False
        if self.match.view_name == "records:list":
            return record_for(self.match.kwargs["kind"]).is_dated
        return self.match.view_name in DATED_PAGES

    @property
    def page_name(self) -> str:
        """What a dated page is called in a sentence."""
        if self.match is not None and self.match.view_name == "records:list":
            return f"the list of {record_for(self.match.kwargs['kind']).plural}"
        return DATED_PAGES.get(self.match.view_name if self.match else "", "the page")

    @property
    def is_outside(self) -> bool:
        """Whether the reader sees that this alliance exists, and none of its records."""
        return self.alliance is not None and not has_role(self.user, self.alliance, *Role.values)

    @property
    def as_at(self) -> date | None:
        return self._moment.on if self._is_dated else None

    @property
    def as_at_is_today(self) -> bool:
        return self._moment.is_today

    @property
    def as_at_is_optional(self) -> bool:
        """Whether the page shows all its rows until a date is asked for, as every list of records does."""
        return self.match is not None and self.match.view_name == "records:list"

    @property
    def is_of_all_dates(self) -> bool:
        """Whether the rows of all dates are shown, because no date was asked for."""
        return self.as_at_is_optional and not self._moment.is_asked and self._moment.known_on is None

    @property
    def known_on(self) -> datetime | None:
        return self._moment.known_on

    @property
    def section(self) -> str:
        if self.match is None:
            return ""
        if "kind" in self.match.kwargs:
            try:
                return record_for(self.match.kwargs["kind"]).section
            except LookupError:
                return ""
        if self.match.namespace == "programmes" and (self.match.url_name or "").partition("_")[0] in OF_AREAS:
            return "areas"
        default = {
            "programmes": "reporting",
            "governance": "governance",
            "reporting": "documents",
            "core": "",
            "alliance": "set-up",
            "imports": "set-up",
        }.get(self.match.namespace, "")
        return SECTIONS.get(self.match.view_name, default)

    @cached_property
    def nav(self) -> list[Link]:
        """The sections of the alliance, each keeping the date that the reader asked for."""
        if self.alliance is None:
            return []
        slug = {"alliance": self.alliance.slug}
        query = self._moment.query
        pages = [
            ("overview", "Overview", reverse("reporting:overview", kwargs=slug)),
            ("areas", capfirst(self.alliance.area_words[1]), reverse("programmes:area_list", kwargs=slug)),
            ("reporting", "Reporting", reverse("programmes:period_list", kwargs=slug)),
            ("governance", "Governance", address("list", record_for("boards"), self.alliance)),
            ("risks", "Risks", address("list", record_for("risks"), self.alliance)),
            ("benefits", "Benefits", address("list", record_for("benefits"), self.alliance)),
            ("documents", "Documents", reverse("reporting:report_list", kwargs=slug)),
            ("set-up", "Set-up", reverse("reporting:set_up", kwargs=slug)),
        ]
        dated = {"overview", "areas", "risks"}
        return [
            Link(label, f"{url}?{query}" if query and code in dated else url, code == self.section)
            for code, label, url in pages
        ]

    @cached_property
    def subnav(self) -> list[Link]:
        """The parts of the section that the page is in, where it has several."""
        if self.alliance is None or self.match is None:
            return []
        here = self.match.kwargs.get("kind") or (self.match.url_name or "").partition("_")[0]
        links = []
        for label, page, parts in PAGES_WITHIN.get(self.section, []):
            if ":" in page:
                url = reverse(page, kwargs={"alliance": self.alliance.slug})
            else:
                url = address("list", record_for(page), self.alliance)
            links.append(Link(label, url, here in parts))
        return links

    @cached_property
    def service_nav(self) -> list[Link]:
        if self.user is None:
            return []
        view = self.match.view_name if self.match is not None else ""
        links = [
            Link("My work", reverse("reporting:my_work"), view == "reporting:my_work"),
            Link(
                "Notices",
                reverse("core:notice_list"),
                view == "core:notice_list",
                unread_of(self.user),
            ),
        ]
        links.append(Link("Directory", address("list", record_for("organisations"), None), self.section == "directory"))
        links.append(
            Link(
                "Your account",
                reverse("core:account"),
                view == "core:account",
            )
        )
        return links


def frame(request: HttpRequest) -> dict[str, Any]:
    return {"frame": Frame(request)}
