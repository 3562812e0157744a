"""Whom the reporting cycle tells what, and that a notice goes with the sight of its record and its transaction."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from alliance.choices import Role
from core import clock, notices
from core.models import Notice
from core.workflow import WrongState
from programmes.actions import accept_update, return_update, save_period, submit_update
from programmes.models import ReportingPeriod
from tests import factories as make
from tests.programmes.cycle import AT, Cycle


def told(cycle: Cycle, who: str) -> list[str]:
    return [notice.text for notice in Notice.objects.visible_to(cycle.people[who])]


def submit(cycle: Cycle) -> Any:
    return submit_update(cycle.period, cycle.area, values=cycle.values(), by=cycle.people["lead"], at=AT, expected=None)


def test_a_filed_update_is_told_to_the_programme_office_alone(cycle: Cycle) -> None:
    submit(cycle)
    assert told(cycle, "office") == [f"{cycle.area.name}: update for {cycle.period.title} filed, to accept"]
    notice = Notice.objects.get()
    assert (notice.kind, notice.url, notice.read_at) == ("update-submitted", cycle.page(), None)
    assert notice.made_at == AT


def test_accepting_and_returning_is_told_to_the_lead_once(cycle: Cycle) -> None:
    update = submit(cycle)
    accept_update(update, by=cycle.people["office"], at=AT, expected=1)
    assert told(cycle, "lead") == [f"{cycle.area.name}: update for {cycle.period.title} accepted"]
    return_update(update, comment="Say when.", by=cycle.people["office"], at=AT + timedelta(hours=1), expected=2)
    assert told(cycle, "lead")[0] == f"{cycle.area.name}: update for {cycle.period.title} returned: Say when."
    assert told(cycle, "other lead") == []


def test_what_was_refused_is_told_to_nobody(cycle: Cycle) -> None:
    cycle.filed()
    with pytest.raises(WrongState):
        submit_update(cycle.period, cycle.area, values=cycle.values(), by=cycle.people["lead"], at=AT, expected=1)
    assert not Notice.objects.exists()


def test_an_opened_period_is_told_to_those_who_lead_today(cycle: Cycle) -> None:
    period = ReportingPeriod(
        alliance=cycle.alliance,
        code="2017-10",
        title="October 2017",
        starts_on=date(2017, 10, 1),
        ends_on=date(2017, 10, 31),
        due_on=date(2017, 10, 13),
        as_at=date(2017, 10, 20),
    )
    save_period(period, by=cycle.people["office"], at=AT)
    words = ["October 2017 is open for updates, due by 13 October 2017"]
    assert (told(cycle, "lead"), told(cycle, "other lead")) == (words, words)
    assert told(cycle, "former lead") == told(cycle, "office") == []
    period.title = "Another title"
    save_period(period, by=cycle.people["office"], at=AT, expected=1)
    assert told(cycle, "lead") == words


def test_a_notice_about_what_its_reader_may_no_longer_see_is_not_shown(cycle: Cycle) -> None:
    submit(cycle)
    office = cycle.people["office"]
    grant = office.role_grants.get()
    grant.to_date = clock.today() - timedelta(days=1)
    make._save(grant)
    assert told(cycle, "office") == []
    client = cycle.client("office")
    assert cycle.area.name not in client.get("/notices/").content.decode()
    assert client.get("/api/v1/notices/").json()["count"] == 0
    assert client.post(f"/notices/{Notice.objects.get().pk}/read/").status_code == 404
    assert notices.mark_all_read(by=office, at=AT) == 0


class TestThePage:
    def test_shows_counts_and_marks(self, cycle: Cycle) -> None:
        submit(cycle)
        client = cycle.client("office")
        html = client.get("/notices/").content.decode()
        assert f'href="{cycle.page()}"' in html
        assert '<span class="count">1<span class="govuk-visually-hidden"> unread</span></span>' in html
        answer = client.post(f"/notices/{Notice.objects.get().pk}/read/", follow=True)
        assert "All read" in answer.content.decode()
        assert 'class="count"' not in answer.content.decode()
        first = Notice.objects.get().read_at
        client.post(f"/notices/{Notice.objects.get().pk}/read/")
        assert Notice.objects.get().read_at == first is not None

    def test_marks_all_of_the_reader_s_own(self, cycle: Cycle) -> None:
        submit(cycle)
        colleague = make.make_member(cycle.alliance, Role.PROGRAMME_OFFICE)
        notices.tell([colleague], kind="x", text="Other", url="/", about=cycle.period, by=None, at=AT)
        answer = cycle.client("office").post("/notices/read-all/", follow=True)
        assert "1 notice marked as read." in answer.content.decode()
        assert [each.text for each in Notice.objects.unread()] == ["Other"]

    def test_can_be_narrowed_to_the_unread_on_the_page_and_in_the_api(self, cycle: Cycle) -> None:
        submit(cycle)
        office = cycle.people["office"]
        notices.tell([office], kind="x", text="Old", url="/", about=cycle.period, by=None, at=AT)
        notices.mark_read(Notice.objects.get(text="Old"), at=AT)
        client = cycle.client("office")
        assert ">Old<" not in client.get("/notices/?unread=true").content.decode()
        assert ">Old<" in client.get("/notices/?unread=false").content.decode()
        rows = client.get("/api/v1/notices/?unread=true").json()["results"]
        assert [(row["about"], row["kind"]) for row in rows] == [("programmes.update", "update-submitted")]
        assert client.post(f"/api/v1/notices/{rows[0]['id']}/read/").json()["read_at"]
        assert client.post("/api/v1/notices/read-all/").json() == {"marked": 0}


class TestKeeping:
    def test_forgets_what_was_read_long_ago_and_all_that_is_very_old(self, cycle: Cycle) -> None:
        now = timezone.make_aware(datetime(2017, 12, 31))
        for text, age, read in (("new", 1, None), ("read", 100, 95), ("just read", 100, 5), ("old", 401, None)):
            known: dict[str, Any] = {"kind": "x", "url": "/", "about": cycle.period, "by": None}
            notices.tell([cycle.people["lead"]], text=text, at=now - timedelta(days=age), **known)
            if read is not None:
                notices.mark_read(Notice.objects.get(text=text), at=now - timedelta(days=read))
        assert notices.purge(now) == 2
        assert {notice.text for notice in Notice.objects.all()} == {"new", "just read"}

    def test_refuses_what_nothing_could_hide(self, cycle: Cycle) -> None:
        with pytest.raises(LookupError, match=r"Name core\.User in NOTICED"):
            notices.tell([], kind="x", text="x", url="/", about=cycle.people["lead"], by=None, at=AT)

    def test_tells_neither_the_disabled_nor_who_did_it(self, cycle: Cycle) -> None:
        gone = make.make_member(cycle.alliance, Role.PROGRAMME_OFFICE, is_active=False)
        office = cycle.people["office"]
        notices.tell([gone, office], kind="x", text="x" * 400, url="/", about=cycle.period, by=office, at=AT)
        assert not Notice.objects.exists()
        notices.tell([office, office], kind="x", text="x" * 400, url="/", about=cycle.period, by=None, at=AT)
        assert len(Notice.objects.get().text) == 300
