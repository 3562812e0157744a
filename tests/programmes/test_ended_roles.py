"""Who is still written down as leading an area, but holds no role in the alliance, reads and writes nothing there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from core import clock
from programmes.choices import UpdateState
from programmes.models import BusinessArea
from programmes.permissions import can_file_update, can_meet_requirement
from tests import factories as make
from tests.programmes.cycle import Cycle
from tests.programmes.way import Way


@pytest.fixture
def ended(cycle: Cycle) -> Cycle:
    """The cycle after the lead's role in the alliance ended; the lead of the area stands open."""
    grant = cycle.people["lead"].role_grants.get()
    grant.to_date = clock.today() - timedelta(days=1)
    make._save(grant)
    return cycle


def api(cycle: Cycle) -> APIClient:
    client = APIClient()
    client.force_authenticate(cycle.people["lead"])
    return client


@pytest.mark.parametrize("restricted", [True, False])
def test_a_former_member_reads_no_area_and_none_of_its_history(ended: Cycle, restricted: bool) -> None:
    area, lead = ended.area, ended.people["lead"]
    area.restricted = restricted
    make._save(area)
    assert not BusinessArea.objects.visible_to(lead).exists()
    assert not BusinessArea.objects.all().led_by(lead).exists()
    assert not BusinessArea.objects.all().history_visible_to(lead, BusinessArea.history.all()).exists()
    assert api(ended).get("/api/v1/areas/").json()["results"] == []
    assert api(ended).get(f"/api/v1/areas/{area.pk}/history/").status_code == 404
    assert ended.client("lead").get(f"/a/{ended.alliance.slug}/areas/{area.slug}/").status_code == 404


def test_a_former_member_changes_and_submits_no_update(ended: Cycle) -> None:
    update = ended.filed(state=UpdateState.DRAFT)
    address, read = f"/api/v1/updates/{update.pk}/", {"headers": {"If-Match": '"v1"'}}
    assert api(ended).patch(address, {"done": "Changed."}, **read).status_code == 404
    assert api(ended).post(f"{address}submit/", **read).status_code == 404
    assert not can_file_update(ended.people["lead"], ended.area)
    update.refresh_from_db()
    assert (update.state, update.done) == (UpdateState.DRAFT, "Moved in.")


def test_a_former_member_meets_no_requirement(way: Way) -> None:
    lead = make.make_lead(way.area)
    requirement = way.criterion
    assert can_meet_requirement(lead, requirement)
    grant = lead.role_grants.get()
    grant.to_date = clock.today() - timedelta(days=1)
    make._save(grant)
    assert not can_meet_requirement(lead, requirement)


def test_a_lead_whose_role_stands_still_reads_a_restricted_area(cycle: Cycle) -> None:
    cycle.area.restricted = True
    make._save(cycle.area)
    assert cycle.area in BusinessArea.objects.visible_to(cycle.people["lead"])
