"""Whom the reporting cycle tells what. Called inside the transaction of the action."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from alliance.choices import Role
from alliance.permissions import accounts_with_role
from core import clock
from core.notices import tell
from programmes.models import AreaLead

if TYPE_CHECKING:
    from core.models import User
    from programmes.models import ReportingPeriod, Update


def tell_submitted(update: Update, *, by: User, at: datetime) -> None:
    """To the programme office, which accepts or returns it."""
    office = accounts_with_role(update.period.alliance, Role.PROGRAMME_OFFICE)
    text = f"{update.area.name}: update for {update.period.title} filed, to accept"
    tell(office, kind="update-submitted", text=text, url=_page(update), about=update, by=by, at=at)


def tell_accepted(update: Update, *, by: User, at: datetime) -> None:
    """To those who lead the area, and to whoever filed it."""
    text = f"{update.area.name}: update for {update.period.title} accepted"
    tell(_leads(update), kind="update-accepted", text=text, url=_page(update), about=update, by=by, at=at)


def tell_returned(update: Update, *, by: User, at: datetime) -> None:
    """To those who lead the area, and to whoever filed it, with the comment."""
    text = f"{update.area.name}: update for {update.period.title} returned: {update.return_comment}"
    tell(_leads(update), kind="update-returned", text=text, url=_page(update), about=update, by=by, at=at)


def tell_opened(period: ReportingPeriod, *, by: User, at: datetime) -> None:
    """To all who lead an area that reports for the period."""
    leads = _leading(area__alliance=period.alliance_id, area__counts=True)
    text = f"{period.title} is open for updates, due by {date_format(period.due_on, 'j F Y')}"
    url = reverse("programmes:period_detail", kwargs={"alliance": period.alliance.slug, "code": period.code})
    tell(leads, kind="period-opened", text=text, url=url, about=period, by=by, at=at)


def _leads(update: Update) -> list[User]:
    """Those who lead the area today, and whoever filed the update."""
    filed = [update.submitted_by] if update.submitted_by else []
    return [*filed, *_leading(area=update.area_id)]


def _leading(**which: object) -> list[User]:
    """The accounts that lead such areas today."""
    today = clock.today()
    begun = AreaLead.objects.filter(Q(to_date__isnull=True) | Q(to_date__gte=today), from_date__lte=today, **which)
    return [lead.user for lead in begun.select_related("user")]


def _page(update: Update) -> str:
    where = {"alliance": update.period.alliance.slug, "code": update.period.code, "area": update.area.slug}
    return reverse("programmes:update_detail", kwargs=where)
