"""Fills a database with the example alliance and two made ones, and says on stdout who may sign in. Run as a module.

The made alliances hold plain numbered texts of usual length; nothing here is measured.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

from django.core.management import call_command
from django.db import transaction

from alliance.choices import Role
from alliance.models import Alliance, RoleGrant
from core import clock
from core.history import recorded
from core.imprecise_dates import ImpreciseDate
from core.models import User
from programmes.models import (
    AreaStatus,
    Benefit,
    BenefitEntry,
    BusinessArea,
    PositionStatus,
    RagRating,
    ReportingPeriod,
    Update,
)
from risks.models import Register, Risk

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "devon-cornwall-dorset"
SENTENCE = "The work planned for the month was finished, and the training of the last team begins on the first Monday."


@dataclass(frozen=True)
class Size:
    """How much a made alliance holds."""

    areas: int
    periods: int
    risks: int


SIZES = {"small": Size(areas=10, periods=2, risks=10), "large": Size(areas=200, periods=24, risks=200)}


TRAINING: dict[str, Any] = {"slug": "training", "areas": 60, "months": 24, "risks": 200, "meetings": 6, "papers": 3}
"""The training alliance on which the composed pages are measured, with gates, scores, meetings and papers."""


def made_alliance(slug: str, size: Size) -> Alliance:
    """One alliance of a size: areas in three statuses, monthly periods with an accepted update each, key risks."""
    with recorded(by=None, actor="system:bench", reason="bench.made: to be measured"):
        alliance = Alliance(slug=slug, name=f"The {slug} alliance", short_name=slug.title(), is_fictional=True)
        alliance.save()
        statuses = [
            PositionStatus(alliance=alliance, code=code, name=name, order=n, means_approved=n > 0, means_live=n == 2)
            for n, (code, name) in enumerate(
                [("design", "Design & Planning"), ("approved", "Approved"), ("live", "Live")]
            )
        ]
        ratings = [
            RagRating(alliance=alliance, code=tone, letter=tone[0].upper(), word=tone.title(), tone=tone, order=n)
            for n, tone in enumerate(["green", "amber", "red"])
        ]
        for row in (*statuses, *ratings):
            row.save()
    areas = BusinessArea.objects.bulk_create(
        BusinessArea(alliance=alliance, slug=f"area-{n}", name=f"Business area {n:03}", order=n)
        for n in range(size.areas)
    )
    AreaStatus.objects.bulk_create(
        AreaStatus(area=area, status=statuses[n % 3], order=n, from_date=ImpreciseDate.day(date(2015, 1, 1)))
        for n, area in enumerate(areas)
    )
    _periods(alliance, size, areas, ratings)
    _risks_and_savings(alliance, size, areas)
    return alliance


def _periods(alliance: Alliance, size: Size, areas: list[BusinessArea], ratings: list[RagRating]) -> None:
    month = clock.today().replace(day=1)
    for number in range(size.periods):
        period = ReportingPeriod.objects.bulk_create(
            [
                ReportingPeriod(
                    alliance=alliance,
                    code=f"{month:%Y-%m}",
                    title=f"{month:%B %Y}",
                    starts_on=month,
                    ends_on=month + timedelta(days=27),
                    due_on=month + timedelta(days=14),
                    as_at=month + timedelta(days=20),
                    summary=SENTENCE,
                )
            ]
        )[0]
        Update.objects.bulk_create(
            Update(
                period=period,
                area=area,
                state="accepted",
                accepted_at=clock.now(),
                rag=ratings[(n + number) % 3],
                rag_reason=SENTENCE,
                done=f"{SENTENCE} {SENTENCE}",
                next_steps=SENTENCE,
                decision_asked=SENTENCE if n % 50 == 0 else "",
            )
            for n, area in enumerate(areas)
        )
        month = (month - timedelta(days=1)).replace(day=1)


def _risks_and_savings(alliance: Alliance, size: Size, areas: list[BusinessArea]) -> None:
    stated = ImpreciseDate.day(date(2017, 9, 1))
    register = Register.objects.bulk_create([Register(alliance=alliance, slug="programme", name="Programme")])[0]
    Risk.objects.bulk_create(
        Risk(
            register=register, reference=f"R-{n:03}", text=SENTENCE, area=areas[n % len(areas)], is_key=n < 10, order=n
        )
        for n in range(size.risks)
    )
    benefit = Benefit.objects.bulk_create([Benefit(alliance=alliance, slug="savings", title="Savings")])[0]
    BenefitEntry.objects.bulk_create(
        BenefitEntry(
            benefit=benefit,
            caption=f"Savings of year {n}",
            amount_low=1_100_000 + n,
            period="a_year",
            basis="forecast",
            as_at=stated,
            source="Made for measuring",
            order=n,
        )
        for n in range(3)
    )


def reader(alliances: list[Alliance]) -> dict[str, str]:
    """An account with the programme office's role in all alliances, and its password."""
    password = secrets.token_urlsafe(18)
    with recorded(by=None, actor="system:bench", reason="bench.made: to be measured"):
        user: Any = User.objects.create_user("bench@example.org", "Bench", password)
        for alliance in alliances:
            RoleGrant(user=user, alliance=alliance, role=Role.PROGRAMME_OFFICE, from_date=date(2015, 1, 1)).save()
    return {"email": user.email, "password": password}


def fill() -> dict[str, Any]:
    """Everything, in one transaction; returns the account and the alliances."""
    call_command("import_alliance", str(EXAMPLE), stdout=sys.stderr)
    with transaction.atomic():
        alliances = [Alliance.objects.get(slug=EXAMPLE.name)]
        alliances += [made_alliance(slug, size) for slug, size in SIZES.items()]
        call_command("make_training", **TRAINING, stdout=sys.stderr)
        alliances.append(Alliance.objects.get(slug=TRAINING["slug"]))
        account = reader(alliances)
    return {**account, "alliances": {alliance.slug: alliance.pk for alliance in alliances}}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill()) + "\n")
