"""A small alliance with a recorded position, for the documents' tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alliance.choices import Role
from alliance.models import Alliance
from tests import factories as make


@pytest.fixture
def alliance(db: Any) -> Alliance:
    """Three statuses, four areas of which one is restricted, and one key risk of each kind."""
    found = make.make_alliance("Northern Alliance", slug="northern", marking="OFFICIAL")
    design = make.make_status(found, "design", name="Design & Planning", order=1)
    approved = make.make_status(found, "approved", order=2)
    live = make.make_status(found, "live", order=3)
    for order, (name, status, restricted) in enumerate(
        [("Custody", design, False), ("Intelligence", approved, False), ("Dogs", live, False), ("Covert", live, True)]
    ):
        area = make.make_area(found, name, slug=name.lower(), restricted=restricted, order=order)
        make.make_area_status(area, status, order=order, from_date=make.day(2017, 1, 1))
    register = make.make_register(found)
    make.make_risk(register, text="Costs may rise.", is_key=True)
    make.make_risk(register, text="Something secret may fail.", is_key=True, restricted=True)
    return found


@pytest.fixture
def office(alliance: Alliance) -> Any:
    return make.make_member(alliance, Role.PROGRAMME_OFFICE, "Programme office")


@pytest.fixture
def on() -> date:
    return date(2017, 9, 22)
