"""What is wrong with one line, heading or sheet hides nothing else: all that can be judged is reported in one go."""

from __future__ import annotations

from typing import Any

import pytest

from alliance.models import Alliance
from core import clock
from core.imports.actions import check_import
from core.models import ImportRun
from tests.core.test_import_plan import ALLIANCE, files, refused
from tests.factories import make_alliance, make_area, make_member

pytestmark = pytest.mark.django_db


def test_a_short_row_hides_no_fault_of_the_other_rows() -> None:
    found = refused(ALLIANCE, ("areas.csv", "Short name,Name,Order\nict,ICT\ndogs,Dogs,many\nhr,,1\n"))
    assert [words.partition(":")[0] for words in found] == [
        "areas.csv, row 2",
        "areas.csv, row 3, column 'Order'",
        "areas.csv, row 4, column 'Name'",
    ]


def test_an_unknown_column_hides_no_fault_of_the_rows() -> None:
    found = refused(ALLIANCE, ("areas.csv", "Short name,Name,Colour,Order\nict,ICT,red,many\ndogs,,blue,1\n"))
    assert [words.partition(":")[0] for words in found] == [
        "areas.csv, row 1, column 'Colour'",
        "areas.csv, row 2, column 'Order'",
        "areas.csv, row 3, column 'Name'",
    ]


def test_a_missing_column_hides_no_fault_either() -> None:
    found = refused(ALLIANCE, ("areas.csv", "Short name,Order\nict,many\n"))
    assert [words.partition(":")[0] for words in found] == [
        "areas.csv, row 1, column 'Name'",
        "areas.csv, row 2, column 'Order'",
    ]


def test_a_heading_that_stands_twice_is_said_once_and_the_rows_are_judged() -> None:
    found = refused(ALLIANCE, ("areas.csv", "Short name,Name,Name,Order\nict,ICT,ICT,many\n"))
    assert [words.partition(":")[0] for words in found] == [
        "areas.csv, row 1, column 'Name'",
        "areas.csv, row 2, column 'Order'",
    ]


def test_what_is_wrong_with_one_sheet_hides_no_rule_of_another() -> None:
    """A row that names one of the refused sheet may be right; one that names a row of a whole sheet is not."""
    areas = "Short name,Name,Order\nict,ICT\ndogs,Dogs,1\n"
    benefits = "Short name,Title,Area\nless,Less paper,ict\nfewer,Fewer dogs,dogs\n"
    leads = "Organisation,Part\nnowhere,full partner\n"
    found = refused(ALLIANCE, ("areas.csv", areas), ("benefits.csv", benefits), ("partners.csv", leads))
    assert [words.partition(":")[0] for words in found if words.startswith("areas")] == ["areas.csv, row 2"]
    assert any(words.startswith("partners.csv, row 2, column 'Organisation': found “nowhere”") for words in found)
    assert not any("ict" in words and "benefits.csv" in words for words in found)


def test_nothing_is_applied_and_nothing_told_to_who_may_not_change_these_rows() -> None:
    north: Alliance = make_alliance(slug="north")
    area = make_area(north, slug="ict", name="Secret name")
    reader: Any = make_member(north, "programme_office")
    sheets = (("areas.csv", f"Short name,Name,Order\n{area.slug},Other,many\nx,X\n"),)
    run = check_import(files=files(*sheets), scope=north, by=reader, at=clock.now())
    plan: dict[str, Any] = run.plan
    assert (run.state, plan["sheets"], len(plan["problems"])) == (ImportRun.State.REFUSED, [], 2)
    area.refresh_from_db()
    assert area.name == "Secret name"
