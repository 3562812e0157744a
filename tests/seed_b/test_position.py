"""Where the business areas stood, as the panel report of 22 September 2017 printed it."""

from __future__ import annotations

from datetime import date, timedelta

from alliance.models import Alliance, Statement
from programmes.models import AreaStatus, BusinessArea, PositionStatus, ReportedCount
from reporting.position import position
from tests.seed import rows_of

REPORT_DAY = date(2017, 9, 22)
DESIGN_AND_PLANNING = [
    "Corporate communications",
    "Criminal justice",
    "Custody",
    "Cameras and tickets",
    "Victims and witnesses",
    "Call handling / Command and control",
    "Information management (phase 3)",
    "Estates and building",
    "Evidential property",
]
APPROVED = [
    "Firearms licensing",
    "Intelligence",
    "Professional standards",
    "Major crime",
    "Resource management",
    "Business change",
    "Corporate development",
    "Force support group / Emergency planning",
    "Specialist Firearms",
    "Alcohol Licensing",
]
LIVE = [
    "Operational support command",
    "ANPR",
    "Admin services",
    "Audit, insurance and strategic risk mgmt",
    "Dogs",
    "Finance",
    "IOM",
    "Prevention",
    "Information management (phase 1)",
    "Fleet services",
    "Roads policing",
    "Operations planning",
    "Firearms",
    "ICT",
    "People / HR",
    "Business support services",
    "Information management (phase 2)",
]


def column(seed_b: Alliance, name: str, on: date = REPORT_DAY) -> list[str]:
    rows = rows_of(AreaStatus, seed_b).position(on).filter(status__name=name)
    return [row.area.name for row in rows.select_related("area")]


def test_b_04_the_three_columns_stand_in_their_authored_order(seed_b: Alliance) -> None:
    assert list(seed_b.position_statuses.values_list("name", flat=True)) == ["Design & Planning", "Approved", "Live"]
    assert column(seed_b, "Design & Planning") == DESIGN_AND_PLANNING
    assert column(seed_b, "Approved") == APPROVED
    assert column(seed_b, "Live") == LIVE


def test_b_05_the_columns_hold_9_and_10_and_17_rows_of_which_27_are_approved(seed_b: Alliance) -> None:
    rows = rows_of(AreaStatus, seed_b).position(REPORT_DAY)
    assert [rows.filter(status__order=place).count() for place in (1, 2, 3)] == [9, 10, 17]
    assert rows.filter(status__means_approved=True).count() == 27
    assert rows.filter(status__means_live=True).count() == 17


def test_b_06_the_two_meanings_of_approved_come_from_the_same_rows(seed_b: Alliance) -> None:
    rows = rows_of(AreaStatus, seed_b).position(REPORT_DAY)
    live = rows.filter(status__means_live=True).count()
    approved_only = rows.filter(status__means_approved=True, status__means_live=False).count()
    said = rows_of(Statement, seed_b)
    assert said.get(topic="Position").text == (
        f"Currently, {approved_only + live} business areas have been approved, with {live} now having gone live."
    )
    sentence = f"with {live} business areas having now gone live with a further {approved_only} approved"
    assert sentence in said.get(topic="Progress of the Strategic Alliance").text


def test_b_07_september_2016_is_held_as_reported_and_by_no_area(seed_b: Alliance) -> None:
    counts = rows_of(ReportedCount, seed_b)
    assert {(row.measure, row.value, str(row.as_at)) for row in counts} == {
        ("approved", 23, "September 2016"),
        ("live", 11, "September 2016"),
    }
    for row in counts:
        assert row.words == "As at September 2016, 23 business areas had been approved, 11 of which had gone live."
        assert row.source.endswith("paragraph 2.1")
    assert not rows_of(AreaStatus, seed_b).position(date(2016, 9, 30)).exists()


def test_b_08_one_area_stands_in_three_phases_that_each_count(seed_b: Alliance) -> None:
    whole = rows_of(BusinessArea, seed_b).get(slug="information-management")
    assert (whole.counts, whole.statuses.count()) == (False, 0)
    standing = {row.area.name: row.status.name for row in AreaStatus.objects.filter(area__parent=whole)}
    assert standing == {
        "Information management (phase 1)": "Live",
        "Information management (phase 2)": "Live",
        "Information management (phase 3)": "Design & Planning",
    }


def test_b_09_areas_of_nearly_the_same_name_are_different_areas(seed_b: Alliance) -> None:
    names = [
        "Firearms",
        "Specialist Firearms",
        "Firearms licensing",
        "Alcohol Licensing",
        "Operational support command",
        "Operations planning",
        "Business change",
        "Business support services",
    ]
    found = rows_of(BusinessArea, seed_b).filter(name__in=names)
    assert sorted(found.values_list("name", flat=True)) == sorted(names)


def test_b_10_a_name_with_a_slash_is_one_area(seed_b: Alliance) -> None:
    slashed = rows_of(BusinessArea, seed_b).filter(name__contains="/").values_list("name", flat=True)
    assert sorted(slashed) == [
        "Call handling / Command and control",
        "Force support group / Emergency planning",
        "People / HR",
    ]


def test_b_11_the_words_for_a_position_are_rows_of_the_alliance(seed_b: Alliance) -> None:
    statuses = rows_of(PositionStatus, seed_b).values_list("name", "means_approved", "means_live")
    assert list(statuses) == [
        ("Design & Planning", False, False),
        ("Approved", True, False),
        ("Live", True, True),
    ]
    assert set(rows_of(AreaStatus, seed_b).values_list("act", flat=True)) == {""}


def test_no_area_has_a_date_or_status_that_the_report_does_not_give(seed_b: Alliance) -> None:
    rows = rows_of(AreaStatus, seed_b)
    assert rows.count() == 36
    assert {(str(row.from_date), row.to_date) for row in rows} == {("by 22 September 2017", None)}
    assert {row.source for row in rows} == {"Police and Crime Panel, 22 September 2017, agenda item 7, paragraph 2.2"}


def test_x_05_a_status_is_a_history_that_can_be_asked_as_at_a_day(seed_b: Alliance) -> None:
    day_before = REPORT_DAY - timedelta(days=1)
    rows = rows_of(AreaStatus, seed_b)
    assert (rows.position(REPORT_DAY).count(), rows.position(day_before).count()) == (36, 0)
    assert {str(row.from_date) for row in rows} == {"by 22 September 2017"}


def test_x_06_approved_holds_the_live_in_text_and_not_in_the_table(seed_b: Alliance) -> None:
    here = position(
        REPORT_DAY,
        seed_b.area_words,
        rows_of(PositionStatus, seed_b),
        rows_of(AreaStatus, seed_b).position(REPORT_DAY).select_related("area", "status"),
        rows_of(ReportedCount, seed_b),
    )
    assert (here.approved, here.live) == (27, 17)
    assert {column.name: column.count for column in here.columns}["Approved"] == 10
