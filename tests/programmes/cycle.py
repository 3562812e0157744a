"""One alliance in the middle of its month, and the people who work on it. No expectation stands here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from alliance.choices import Role
from alliance.models import Alliance
from core.models import User
from programmes.choices import UpdateState
from programmes.models import BusinessArea, RagRating, ReportingPeriod, Update
from tests import factories as make

AT = timezone.make_aware(datetime(2017, 9, 14, 10, 30))


@dataclass
class Cycle:
    alliance: Alliance
    period: ReportingPeriod
    areas: list[BusinessArea]
    ratings: dict[str, RagRating]
    people: dict[str, User] = field(default_factory=dict)

    @property
    def area(self) -> BusinessArea:
        return self.areas[0]

    def client(self, who: str) -> Client:
        client = Client()
        client.force_login(self.people[who])
        return client

    def values(self, **changed: Any) -> dict[str, Any]:
        """What an action takes for a complete update."""
        return {"rag": self.ratings["green"], "done": "Moved in.", "next_steps": "Train the team.", **changed}

    def typed(self, **changed: Any) -> dict[str, Any]:
        """What a form or the API sends for a complete update."""
        return {
            "rag": self.ratings["green"].pk,
            "rag_reason": "",
            "done": "Moved in.",
            "next_steps": "Train the team.",
            "decision_asked": "",
            **changed,
        }

    def filed(self, area: BusinessArea | None = None, state: str = UpdateState.SUBMITTED, **fields: Any) -> Update:
        """An update in the state asked for."""
        known: dict[str, Any] = {"done": "Moved in.", "rag": self.ratings["green"], "state": state}
        if state != UpdateState.DRAFT:
            known |= {"submitted_by": self.people["lead"], "submitted_at": AT}
        if state == UpdateState.ACCEPTED:
            known |= {"accepted_by": self.people["office"], "accepted_at": AT}
        if state == UpdateState.RETURNED:
            known |= {"return_comment": "Say when."}
        return make.make_update(fields.pop("period", self.period), area or self.area, **known | fields)

    def page(self, verb: str = "", area: BusinessArea | None = None) -> str:
        """The address of an update's page or verb."""
        path = f"/a/{self.alliance.slug}/periods/{self.period.code}/updates/{(area or self.area).slug}/"
        return f"{path}{verb}/" if verb else path

    def period_page(self, verb: str = "") -> str:
        path = f"/a/{self.alliance.slug}/periods/{self.period.code}/"
        return f"{path}{verb}/" if verb else path


def make_cycle(areas: int = 3) -> Cycle:
    alliance = make.make_alliance("Devon & Cornwall and Dorset")
    live = make.make_status(alliance, "live", name="Live", order=3)
    rows = [make.make_area(alliance, f"Area {number:02}", order=number) for number in range(areas)]
    for row in rows:
        make.make_area_status(row, live)
    ratings = {code: make.make_rating(alliance, code, order=n) for n, code in enumerate(("green", "amber", "red"))}
    cycle = Cycle(alliance, make.make_period(alliance), rows, ratings)
    cycle.people = {
        "lead": make.make_lead(rows[0]),
        "other lead": make.make_lead(rows[-1]),
        "former lead": make.make_lead(rows[0], to_date=date(2017, 8, 31)),
        "office": make.make_member(alliance, Role.PROGRAMME_OFFICE),
        "sro": make.make_member(alliance, Role.SRO),
        "auditor": make.make_member(alliance, Role.AUDITOR),
        "stranger": make.make_member(make.make_alliance(), Role.PROGRAMME_OFFICE),
    }
    return cycle
