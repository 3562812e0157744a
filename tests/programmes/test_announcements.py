"""Announcements: restricted until released on a day and with a reason, which no form and no sheet can do."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alliance.choices import Role
from core import clock
from core.imports.actions import ImportRefused, import_at_once
from core.imports.exporting import export_records
from core.workflow import WrongState
from programmes.actions import release_announcement
from programmes.models import Announcement
from tests import factories as make
from tests.programmes.way import AT, ON, Way

pytestmark = pytest.mark.django_db


def announce(way: Way, **fields: Any) -> Announcement:
    row = Announcement(alliance=way.alliance, title="Merger", text="The partners explore a merger.", **fields)
    row.full_clean()
    return make._save(row)


def count(way: Way, who: str) -> int:
    return int(way.client(who).get("/api/v1/announcements/").json()["count"])


def test_b_32_only_the_cleared_know_of_it_until_it_is_released(way: Way) -> None:
    row = announce(way)
    assert (count(way, Role.AREA_LEAD), count(way, Role.AUDITOR)) == (0, 1)
    row.text = "Confidential draft."
    make._save(row)
    release_announcement(row, on=ON, reason="Agreed by the ministry.", **way.by(row))
    row.refresh_from_db()
    assert (str(row.released_on), row.restricted) == ("14 September 2017", False)
    assert count(way, Role.AREA_LEAD) == 1
    assert row.history.first().history_change_reason == "programmes.announcement_released: Agreed by the ministry."
    page = f"/a/{way.alliance.slug}/records/announcements/{row.pk}/history/"
    assert "The partners explore a merger." not in way.client(Role.AREA_LEAD).get(page).content.decode()
    assert "The partners explore a merger." in way.client(Role.AUDITOR).get(page).content.decode()


def test_it_is_not_released_before_its_embargo_ends_nor_without_a_reason(way: Way) -> None:
    today = timezone.localdate(AT)
    row = announce(way, embargo_until=today, embargo_time=time(11, 0))
    with pytest.raises(ValidationError) as refusal:
        release_announcement(row, on=today, reason=" ", **way.by(row))
    assert set(refusal.value.message_dict) == {"reason", "on"}
    assert "under embargo until 20 September 2017, 11:00" in str(refusal.value)
    row.refresh_from_db()
    with pytest.raises(ValidationError, match="in the future"):
        release_announcement(row, on=today + timedelta(days=1), reason="Now", **way.by(row))
    row.refresh_from_db()
    with pytest.raises(ValidationError, match="under embargo"):
        release_announcement(row, on=today - timedelta(days=1), reason="Now", **way.by(row, at=AT + timedelta(hours=2)))
    row.refresh_from_db()
    release_announcement(row, on=today, reason="Now", **way.by(row, at=AT + timedelta(hours=2)))
    with pytest.raises(WrongState, match="stays so"):
        release_announcement(row, on=today, reason="Again", **way.by(row, at=AT + timedelta(hours=3)))


def test_neither_a_form_nor_the_api_nor_a_sheet_releases_one_that_stands(way: Way) -> None:
    row = announce(way)
    sent = way.client(Role.PROGRAMME_OFFICE).patch(
        f"/api/v1/announcements/{row.pk}/",
        {"restricted": False, "change_reason": "x"},
        content_type="application/json",
        headers={"If-Match": f'"v{row.version}"'},
    )
    assert (sent.status_code, sent.json()["released_on"]) == (200, None)
    texts = export_records(scope=way.alliance, by=None, at=clock.now(), route="test")
    head, line = texts["announcements"].strip().splitlines()
    place = head.split(",").index("Released")
    cells = line.split(",")
    cells[place] = "6 September 2017"
    files = [("alliance.csv", texts["alliance"].encode()), ("announcements.csv", f"{head}\n{','.join(cells)}".encode())]
    with pytest.raises(ImportRefused, match="on its own page"):
        import_at_once(files=files, check_only=False, actor="system:test")
    row.refresh_from_db()
    assert row.restricted is True


def test_one_of_the_past_comes_in_as_released(way: Way) -> None:
    texts = export_records(scope=way.alliance, by=None, at=clock.now(), route="test")
    past = "Title,Text,Released\nMerger,We explore a merger,6 September 2017\nSecret,Not yet,\n"
    files = [("alliance.csv", texts["alliance"].encode()), ("announcements.csv", past.encode())]
    import_at_once(files=files, check_only=False, actor="system:test")
    assert dict(Announcement.objects.values_list("title", "restricted")) == {"Merger": False, "Secret": True}


def test_the_page_and_the_api_release_it(way: Way) -> None:
    row, other = announce(way), announce(way)
    url = f"/a/{way.alliance.slug}/announcements/{row.pk}/release/"
    assert url in way.client("sro").get(f"/a/{way.alliance.slug}/records/announcements/{row.pk}/").content.decode()
    day = {"on_0": "6", "on_1": "9", "on_2": "2017"}
    answer = way.client("sro").post(url, {"version": row.version, "reason": "Agreed", **day})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.released_on is not None
    assert row.released_on.start == date(2017, 9, 6)
    assert url not in way.client("sro").get(f"/a/{way.alliance.slug}/records/announcements/{row.pk}/").content.decode()
    sent = way.post("sro", "announcements", other, "release", {"on": "2017-09-06", "reason": "Agreed"})
    assert (sent.status_code, sent.json()["released_on"]["words"]) == (200, "6 September 2017")
    refused = way.post("officer", "announcements", other, "release", {"on": "2017-09-06", "reason": "Agreed"})
    assert refused.status_code == 403
