"""Whom the cycle, gates, baselines and change requests tell what. Called inside the transaction of the action."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from alliance.choices import Role
from alliance.permissions import accounts_with_role
from core import clock
from core.notices import tell
from core.records.addresses import page_of
from programmes.models import AreaLead

if TYPE_CHECKING:
    from core.models import User
    from programmes.models import BaselineMove, ChangeRequest, Gate, ReportingPeriod, Update

JUDGES = (Role.PROGRAMME_OFFICE, Role.SRO)


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


def tell_decided(gate: Gate, *, by: User, at: datetime) -> None:
    """To those who lead the area, the programme office and the senior responsible owner."""
    text = f"{gate.area.name}: {gate.name}: {gate.get_state_display().lower()}"
    told = _concerned(gate)
    tell(told, kind="gate-decided", text=text[:300], url=page_of(gate), about=gate, by=by, at=at)


def tell_moved(move: BaselineMove, *, by: User, at: datetime) -> None:
    """To those who lead the area, the programme office and the senior responsible owner: no baseline moves quietly."""
    row: Any = move.subject
    text = f"{move.area.name}: baseline of {row} moved from {move.old} to {move.new}, approved by {move.approved_by}"
    tell(_concerned(row), kind="baseline-moved", text=text[:300], url=page_of(row), about=row, by=by, at=at)


def tell_change(request: ChangeRequest, *, by: User, at: datetime) -> None:
    """To those who lead the area it concerns, the programme office and the senior responsible owner."""
    text = f"{request.subject}: change request {request}: {request.get_state_display().lower()}"
    told = _concerned(request) if request.area_id else accounts_with_role(request.alliance, *JUDGES)
    tell(told, kind="change-decided", text=text[:300], url=page_of(request), about=request, by=by, at=at)


def _concerned(row: Any) -> list[User]:
    people = accounts_with_role(row.alliance, *JUDGES) + _leading(area=row.area_id)
    return list({each.pk: each for each in people}.values())


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
