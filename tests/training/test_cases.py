"""Everything that makes an alliance hard to show occurs in every training alliance, at any size and from any seed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from alliance.models import Alliance, Organisation, Partner, SharingBasis
from governance.models import AgendaItem, Meeting, Paper
from programmes.models import (
    Announcement,
    AreaName,
    AreaPartner,
    AreaRole,
    AreaStatus,
    AreaSuccession,
    Asset,
    BusinessArea,
    DependencyProvider,
    Gate,
    ReportingPeriod,
    Update,
)
from reporting.training.make import make_training
from risks.models import Assessment, Risk
from tests.seed import rows_of
from tests.training.alliances import OTHER, UNTIL, small, undrawn

Rows = Callable[[Any], Any]


def newest(rows: Rows) -> ReportingPeriod:
    return rows(ReportingPeriod).order_by("-starts_on").first()


def in_newest(rows: Rows) -> Any:
    return rows(Update).filter(period=newest(rows))


def red(rows: Rows) -> bool:
    return in_newest(rows).filter(rag__tone="red", state="accepted").exclude(rag_reason="").exists()


def late(rows: Rows) -> bool:
    return any(gate.passed_on is None and (gate.slippage or 0) > 60 for gate in rows(Gate))


def overdue(rows: Rows) -> bool:
    return rows(Gate).filter(passed_on__isnull=True, planned_on__end__lt=UNTIL).exists()


def early(rows: Rows) -> bool:
    return any(gate.slippage == 0 for gate in rows(Gate))


def silent(rows: Rows) -> bool:
    filed = in_newest(rows).values("area")
    return rows(BusinessArea).due_on(newest(rows).as_at).exclude(pk__in=filed).exists()


def left(rows: Rows) -> bool:
    standing = rows(AreaStatus).as_at(UNTIL).values("area")
    gone = rows(BusinessArea).filter(counts=True).exclude(pk__in=standing)
    return any(row.to_date is not None for area in gone for row in area.statuses.all())


def split(rows: Rows) -> bool:
    wholes = rows(BusinessArea).filter(counts=False)
    return any(whole.children.filter(counts=True).count() >= 2 for whole in wholes)


def shared(rows: Rows) -> bool:
    mine = Organisation.objects.filter(partnerships__in=rows(Partner))
    return mine.filter(partnerships__alliance__slug__endswith="-neighbour").exists()


CASES: dict[str, Callable[[Rows], Any]] = {
    "a red area": red,
    "a late gate ahead": late,
    "a gate that should have been passed": overdue,
    "a gate on time": early,
    "an area that did not report": silent,
    "a draft": lambda rows: in_newest(rows).filter(state="draft").exists(),
    "a returned update": lambda rows: in_newest(rows).filter(state="returned").exclude(return_comment="").exists(),
    "an area that left": left,
    "a split area": split,
    "a restricted area that reports": lambda rows: rows(Update).filter(area__restricted=True).exists(),
    "a restricted risk": lambda rows: rows(Risk).filter(restricted=True).exclude(public_summary="").exists(),
    "a closed risk": lambda rows: rows(Risk).filter(state="closed").exclude(closing_reason="").exists(),
    "a risk scored more than once": lambda rows: any(
        risk.assessments.filter(kind="current").count() > 1 for risk in rows(Risk)
    ),
    "an inherent and a target score": lambda rows: (
        {"inherent", "current", "target"} == set(rows(Assessment).values_list("kind", flat=True))
    ),
    "a key risk": lambda rows: rows(Risk).filter(is_key=True).exists(),
    "a very long name": lambda rows: any(len(area.name) > 180 for area in rows(BusinessArea)),
    "an organisation in several alliances": shared,
    "a meeting to come": lambda rows: rows(Meeting).filter(state="planned", held_on__gt=UNTIL).exists(),
    "a meeting that was held": lambda rows: rows(Meeting).filter(state="held", actions__isnull=False).exists(),
    "a cancelled meeting": lambda rows: rows(Meeting).filter(state="cancelled").exists(),
    "a restricted item": lambda rows: rows(AgendaItem).filter(restricted=True).exists(),
    "a paper of two versions": lambda rows: rows(Paper).filter(versions__number=2).exists(),
    "a paper made from the records": lambda rows: rows(Paper).exclude(report="").filter(period__isnull=False).exists(),
    "shares that make a whole": lambda rows: any(basis.completeness == "Complete" for basis in rows(SharingBasis)),
    "shares that make less": lambda rows: any("not recorded" in basis.completeness for basis in rows(SharingBasis)),
    "a sharing basis that ended": lambda rows: rows(SharingBasis).filter(to_date__end__lt=UNTIL).exists(),
    "areas of several kinds": lambda rows: rows(BusinessArea).order_by().values("kind").distinct().count() > 2,
    "an area for some of the partners": lambda rows: any(
        0 < area.partners.count() < rows(Partner).count() for area in rows(BusinessArea)
    ),
    "a partner that left an area": lambda rows: rows(AreaPartner).filter(to_date__end__lt=UNTIL).exists(),
    "a part that nobody has yet": lambda rows: rows(AreaRole).filter(post__isnull=True, provisional=True).exists(),
    "an area with a lead of each partner": lambda rows: rows(AreaRole).filter(organisation__isnull=False).count() > 1,
    "an area called otherwise elsewhere": lambda rows: rows(AreaName).exclude(context="").exists(),
    "an asset at each of two sites": lambda rows: rows(Asset).order_by().values("stands_at").distinct().count() > 1,
    "a dependency between areas": lambda rows: (
        rows(DependencyProvider).filter(area__isnull=False, dependency__receiver__isnull=False).exists()
    ),
    "a dependency on a programme outside": lambda rows: rows(DependencyProvider).filter(area__isnull=True).exists(),
    "a giver that changed": lambda rows: rows(DependencyProvider).exclude(reason="").exists(),
    "an announcement that was released": lambda rows: rows(Announcement).filter(released_on__isnull=False).exists(),
    "an announcement under embargo": lambda rows: (
        rows(Announcement).filter(restricted=True, embargo_until__gt=UNTIL).exists()
    ),
    "an area that moved": lambda rows: rows(AreaSuccession).filter(kind="moved").exists(),
    "a signed-off month": lambda rows: rows(ReportingPeriod).filter(state="signed_off", signed_off_by__isnull=False),
}


@pytest.mark.parametrize("case", CASES)
def test_occurs_in_a_small_alliance(case: str, training: Alliance) -> None:
    assert CASES[case](lambda model: rows_of(model, training))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_all_occur_at_the_least_size_from_another_seed(seed: int) -> None:
    with undrawn():
        alliance = make_training(small(areas=9, risks=12, meetings=5, seed=seed, **OTHER))
    missing = [case for case, occurs in CASES.items() if not occurs(lambda model: rows_of(model, alliance))]
    assert missing == []


def test_it_has_the_sizes_that_were_asked_for(training: Alliance) -> None:
    assert rows_of(BusinessArea, training).filter(counts=True).count() == 12
    assert rows_of(ReportingPeriod, training).count() == 4
    assert rows_of(Risk, training).count() == 30
    assert rows_of(Meeting, training).count() == 4
    last = rows_of(Meeting, training).order_by("-held_on").first()
    assert Paper.objects.filter(item__meeting=last, report="").count() == 3
    assert newest(lambda model: rows_of(model, training)).code == "2026-10", "the last month that had ended"
