"""An area on its way: a gate with what it asks for, and an account of every role. No expectation stands here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from alliance.choices import Role
from alliance.models import Alliance
from core.models import User
from programmes.actions import Authority
from programmes.models import BusinessArea, Gate, GateRequirement
from tests import factories as make

AT = timezone.make_aware(datetime(2017, 9, 20, 10, 30))
ON = date(2017, 9, 14)
OVERRIDE = Authority("override", "The boards agreed in a meeting that is not kept here.")
DECISION = Authority("decision", "Executive Board, decision 2017/12")


@dataclass
class Way:
    alliance: Alliance
    area: BusinessArea
    gate: Gate
    criterion: GateRequirement
    people: dict[str, User] = field(default_factory=dict)

    def by(self, row: Any, who: str = "sro", **more: Any) -> dict[str, Any]:
        """What every action takes."""
        return {"by": self.people[who], "at": AT, "expected": row.version, **more}

    def client(self, who: str = "sro") -> Client:
        client = Client()
        client.force_login(self.people[who])
        return client

    def post(self, who: str, kind: str, row: Any, verb: str, data: dict[str, Any]) -> Any:
        """A verb over the API, with the row's version."""
        row.refresh_from_db()
        return self.client(who).post(
            f"/api/v1/{kind}/{row.pk}/{verb}/",
            json.dumps(data),
            content_type="application/json",
            headers={"If-Match": f'"v{row.version}"'},
        )


def make_way() -> Way:
    alliance = make.make_alliance()
    area = make.make_area(alliance, "Fleet", slug="fleet")
    gate = make.make_gate(area, "Full business case")
    criterion = make.make_requirement(gate, "Equality analysis", kind="criterion")
    people = {role.value: make.make_member(alliance, role) for role in Role}
    people["lead"] = make.make_lead(area)
    people["stranger"] = make.make_member(make.make_alliance())
    return Way(alliance, area, gate, criterion, people)


def set_met(requirement: GateRequirement, on: date = date(2017, 9, 1)) -> GateRequirement:
    requirement.met_on, requirement.evidence = on, "Version 2 of the paper."
    return make._save(requirement)


def set_state(gate: Gate, state: str) -> Gate:
    """Put a gate in a state past the verbs."""
    passed = state in ("passed", "passed_with_conditions")
    gate.state = state
    gate.passed_on, gate.held_on = (make.day(2017, 9, 1) if passed else None), None
    if state in ("repeat", "stopped"):
        gate.held_on = make.day(2017, 9, 1)
    gate.authority, gate.authority_words = ("override", "As before.") if passed else ("", "")
    return make._save(gate)
