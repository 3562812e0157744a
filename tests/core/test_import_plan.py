"""An import is checked, planned and applied all or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from alliance.choices import Role
from alliance.models import Alliance, Organisation, Statement
from core import clock
from core.imports.actions import ImportRefused, apply_import, check_import, import_at_once
from core.imports.planning import Plan
from core.models import ImportRun
from core.permissions import NotAllowed
from core.workflow import WrongState
from programmes.models import BusinessArea, GateDecider, ReportingPeriod
from risks.models import Risk
from tests.factories import (
    give_role,
    make_alliance,
    make_area,
    make_member,
    make_organisation,
    make_period,
    make_register,
    make_user,
)

pytestmark = pytest.mark.django_db
ALLIANCE = ("alliance.csv", "Short name for addresses,Name,Short name\nnorth,North Alliance,North\n")
AREAS = "Short name,Name,Part of,Order\nict,ICT,,1\n"


def files(*sheets: tuple[str, str]) -> list[tuple[str, bytes]]:
    return [(name, text.encode()) for name, text in sheets]


def run_in(*sheets: tuple[str, str], check: bool = False) -> Plan:
    return import_at_once(files=files(*sheets), check_only=check, actor="system:import")


def refused(*sheets: tuple[str, str]) -> list[str]:
    with pytest.raises(ImportRefused) as caught:
        run_in(*sheets)
    return [str(problem) for problem in caught.value.problems]


def sent(alliance: Any, user: Any, *sheets: tuple[str, str]) -> ImportRun:
    return check_import(files=files(*sheets), scope=alliance, by=user, at=clock.now())


def test_a_new_alliance_is_made_with_rows_that_name_each_other() -> None:
    run_in(ALLIANCE, ("areas.csv", "Short name,Name,Part of\nict-1,ICT (phase 1),ict\nict,ICT,\n"))
    north = Alliance.objects.get(slug="north")
    assert BusinessArea.objects.get(slug="ict-1").parent == BusinessArea.objects.get(alliance=north, slug="ict")


def test_importing_the_same_twice_changes_nothing_and_writes_no_history() -> None:
    run_in(ALLIANCE, ("areas.csv", AREAS))
    before = BusinessArea.history.count(), Alliance.history.count()
    plan = run_in(ALLIANCE, ("areas.csv", AREAS))
    assert plan.rows == []
    assert (BusinessArea.history.count(), Alliance.history.count()) == before


def test_a_row_left_out_stays_and_a_column_left_out_is_untouched() -> None:
    run_in(ALLIANCE, ("areas.csv", "Short name,Name,Description\nict,ICT,Computers\ndogs,Dogs,\n"))
    run_in(ALLIANCE, ("areas.csv", "Short name,Name\nict,ICT services\n"))
    assert set(BusinessArea.objects.values_list("slug", "name", "description")) == {
        ("ict", "ICT services", "Computers"),
        ("dogs", "Dogs", ""),
    }


def test_the_history_names_the_importer_and_the_reason() -> None:
    run_in(ALLIANCE, ("areas.csv", AREAS))
    line = BusinessArea.history.get()
    assert (line.history_actor, line.history_user) == ("system:import", None)
    assert line.history_change_reason == "core.import: from the command line"


def test_a_change_raises_the_version_and_shows_old_and_new() -> None:
    run_in(ALLIANCE, ("areas.csv", AREAS))
    plan = run_in(ALLIANCE, ("areas.csv", AREAS.replace("ICT,", "ICT services,")))
    assert plan.as_json()["sheets"][1] == {
        "name": "areas",
        "add": [],
        "change": [{"row": 2, "title": "ict", "fields": [{"column": "Name", "old": "ICT", "new": "ICT services"}]}],
        "same": 0,
    }
    assert BusinessArea.objects.get().version == 2


def test_a_check_changes_nothing() -> None:
    assert len(run_in(ALLIANCE, ("areas.csv", AREAS), check=True).rows) == 2
    assert not Alliance.objects.exists()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("areas.csv", "Short name,Nmae,Name\nict,x,ICT\n", "areas.csv, row 1, column 'Nmae': this column is not known"),
        ("areas.csv", "Short name\nict\n", "row 1, column 'Name': the column is missing"),
        ("areas.csv", "Short name,Name\nict,\n", "row 2, column 'Name': the cell is empty"),
        ("areas.csv", "Short name,Name\nict,ICT\n\nict,More\n", "row 4: “ict” stands in row 2 already"),
        (
            "areas.csv",
            "Short name,Name,Order\nict,ICT,first\n",
            "column 'Order': found “first”; expected a whole number",
        ),
        (
            "areas.csv",
            "Short name,Name,Part of\nict,ICT,nowhere\n",
            "column 'Part of': found “nowhere”, but there is no such row",
        ),
        (
            "areas.csv",
            "Short name,Name,Part of\na,A,b\nb,B,a\n",
            "row 2, column 'Part of': the row comes back to itself",
        ),
        ("areas.csv", "Short name,Name\nnot a slug,ICT\n", "column 'Short name': found “not a slug”: Enter a valid"),
        ("partners.csv", "Organisation\nnobody\n", "column 'Organisation': found “nobody”, but there is no such row"),
        ("leaders.csv", "Name\nx\n", "there is no sheet called “leaders”; expected one of: organisations"),
        (
            "key-figures.csv",
            "Caption,Amount,High end,As at\nPeople,5,4,2017\n",
            "row 2, column 'High end': found “4”: The high end must not be below",
        ),
    ],
)
def test_what_is_wrong_is_named_by_file_row_and_column(name: str, text: str, words: str) -> None:
    problems = refused(ALLIANCE, (name, text))
    assert any(words in problem for problem in problems), problems
    assert not Alliance.objects.exists()


def test_every_fault_is_reported_at_once() -> None:
    assert len(refused(ALLIANCE, ("areas.csv", "Short name,Name,Order\na,,1\nb,B,x\n"), ("leaders.csv", "x\ny\n"))) == 3


@pytest.mark.parametrize("text", ["Short name for addresses,Name,Short name\n", ALLIANCE[1] + "south,S,S\n"])
def test_the_alliance_sheet_has_exactly_one_row(text: str) -> None:
    assert "expected exactly one" in refused(("alliance.csv", text))[0]


def test_rows_without_their_alliance_are_refused() -> None:
    assert "the sheet 'alliance' is missing" in refused(("areas.csv", AREAS))[0]


def test_several_references_are_set_and_found_again() -> None:
    alliance = make_alliance(slug="north", name="North Alliance")
    for slug in ("a", "b"):
        make_organisation(slug=slug)
    make_register(alliance)
    register = alliance.risk_registers.get()  # type: ignore[attr-defined]
    text = f"Register,Reference,As written,Partners affected\n{register.slug},R-1,It may fail.,b; a\n"
    sheet = ("alliance.csv", f"Short name for addresses,Name,Short name\nnorth,North Alliance,{alliance.short_name}\n")
    run_in(sheet, ("risks.csv", text))
    assert set(Risk.objects.get().affected.values_list("slug", flat=True)) == {"a", "b"}
    assert run_in(sheet, ("risks.csv", text)).rows == []


def test_a_reference_never_reaches_into_another_alliance() -> None:
    make_area(make_alliance(slug="south"), slug="theirs")
    assert "no such row" in refused(ALLIANCE, ("areas.csv", "Short name,Name,Part of\nict,ICT,theirs\n"))[0]


def test_a_signed_off_period_is_not_changed() -> None:
    alliance = make_alliance(slug="north")
    office = make_member(alliance)
    period = make_period(alliance)
    ReportingPeriod.objects.filter(pk=period.pk).update(state="signed_off", signed_off_at=clock.now())
    head = "Code,Title,Starts,Ends,Updates due,As at\n"
    run = sent(alliance, office, ("periods.csv", head + "2017-09,Another,1/9/2017,30/9/2017,15/9/2017,22/9/2017\n"))
    assert [each["message"] for each in run.problems] == ["September 2017 is signed off. Expected no change to it."]


def test_the_programme_office_imports_into_its_own_alliance() -> None:
    alliance = make_alliance(slug="north")
    office = make_member(alliance, name="Office")
    run = sent(alliance, office, ("areas.csv", AREAS))
    assert (run.state, run.additions) == ("checked", 1)
    apply_import(run=run, by=office, at=clock.now())
    line = BusinessArea.history.get()
    assert line.history_user == office
    assert line.history_change_reason == f"core.import: spreadsheet import {run.pk}"
    assert ImportRun.objects.get().state == "applied"


@pytest.mark.parametrize("role", [each for each in Role.values if each != Role.PROGRAMME_OFFICE])
def test_no_other_role_imports(role: str) -> None:
    alliance = make_alliance()
    with pytest.raises(NotAllowed):
        sent(alliance, make_member(alliance, role), ("areas.csv", AREAS))


def test_only_a_service_administrator_imports_a_new_alliance() -> None:
    office = make_member(make_alliance())
    with pytest.raises(NotAllowed, match="service administrator"):
        sent(None, office, ALLIANCE)
    chief = make_user(is_service_administrator=True)
    run = sent(None, chief, ALLIANCE, ("areas.csv", AREAS))
    apply_import(run=run, by=chief, at=clock.now())
    assert BusinessArea.objects.get().alliance.slug == "north"


def test_a_service_administrator_does_not_import_into_an_alliance_of_others() -> None:
    make_alliance(slug="north")
    with pytest.raises(NotAllowed, match="programme office"):
        sent(None, make_user(is_service_administrator=True), ALLIANCE, ("areas.csv", AREAS))


def test_the_sheet_of_another_alliance_is_refused_here() -> None:
    alliance = make_alliance(slug="south")
    run = sent(alliance, make_member(alliance), ALLIANCE)
    assert "expected 'south', into which you import" in run.problems[0]["message"]


def test_records_that_moved_on_since_the_check_are_planned_again_and_not_overwritten() -> None:
    alliance = make_alliance(slug="north")
    office = make_member(alliance)
    run = sent(alliance, office, ("areas.csv", AREAS))
    make_area(alliance, "Information technology", slug="ict", order=1)
    with pytest.raises(WrongState, match="have changed since"):
        apply_import(run=run, by=office, at=clock.now())
    run.refresh_from_db()
    assert (run.state, run.additions, run.changes) == ("checked", 0, 1)
    apply_import(run=run, by=office, at=clock.now())
    assert BusinessArea.objects.get().name == "ICT"


def test_an_import_is_applied_once() -> None:
    alliance = make_alliance(slug="north")
    office = make_member(alliance)
    run = sent(alliance, office, ("areas.csv", AREAS))
    apply_import(run=run, by=office, at=clock.now())
    with pytest.raises(WrongState, match="applied already"):
        apply_import(run=run, by=office, at=clock.now())


def test_an_import_with_errors_keeps_what_was_sent_and_cannot_be_applied() -> None:
    alliance = make_alliance(slug="north")
    office = make_member(alliance)
    run = sent(alliance, office, ("areas.csv", "Short name,Name\nict,\n"))
    assert run.sheets == {"areas": "Short name,Name\nict,\n"}
    with pytest.raises(WrongState, match="has errors"):
        apply_import(run=run, by=office, at=clock.now())


def test_a_permission_that_ended_since_the_check_ends_the_import() -> None:
    alliance = make_alliance(slug="north")
    office = make_member(alliance)
    run = sent(alliance, office, ("areas.csv", AREAS))
    office.role_grants.update(role=Role.AUDITOR)  # type: ignore[attr-defined]
    with pytest.raises(NotAllowed):
        apply_import(run=run, by=office, at=clock.now())
    assert not BusinessArea.objects.exists()


def test_only_its_sender_sees_an_import() -> None:
    alliance = make_alliance(slug="north")
    office, colleague = make_member(alliance), make_member(alliance)
    run = sent(alliance, office, ("areas.csv", AREAS))
    give_role(colleague, alliance, Role.ADMINISTRATOR)
    assert list(ImportRun.objects.visible_to(office)) == [run]
    assert not ImportRun.objects.visible_to(colleague).exists()


def test_a_fault_half_way_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(self: Any, *args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(Statement, "save", break_down)
    statement = ("statements.csv", "Topic,As written,As at,Source\nT,Words.,2017,Paper\n")
    with pytest.raises(RuntimeError):
        run_in(("organisations.csv", "Short name,Name,Kind\nx,X,Council\n"), ALLIANCE, statement)
    assert not Organisation.objects.exists()
    assert not Alliance.objects.exists()


def test_two_recorded_rows_of_one_key_are_not_guessed_between() -> None:
    for _ in range(2):
        run_in(ALLIANCE)
    alliance = Alliance.objects.get()
    office = make_member(alliance)
    line = "Topic,As written,As at,Source\nT,Words.,2017,Paper\n"
    apply_import(run=sent(alliance, office, ("statements.csv", line)), by=office, at=clock.now())
    twin = Statement.objects.get()
    twin.pk = None
    Statement.objects.bulk_create([twin])
    assert "2 recorded rows are called" in sent(alliance, office, ("statements.csv", line)).problems[0]["message"]


def test_rows_keep_the_order_in_which_they_were_sent_but_for_those_that_others_name() -> None:
    bodies = ("organisations.csv", "Short name,Name,Kind\nx,X,Council\n")
    text = "Code,Name,Bodies\nlast,Last of all,x\nfirst,First of all,\n"
    run_in(ALLIANCE, bodies, ("gate-deciders.csv", text), ("areas.csv", "Short name,Name,Part of\nb,B,a\nc,C,\na,A,\n"))
    assert list(GateDecider.objects.order_by("pk").values_list("code", flat=True)) == ["last", "first"]
    assert list(BusinessArea.objects.order_by("pk").values_list("slug", flat=True)) == ["a", "b", "c"]
