"""The pages of phases, milestones and baselines, and giving an area a lifecycle."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from alliance.permissions import can_keep_records
from alliance.readings import alliance_or_404
from core import as_at, clock
from core.asking import Verb, answer
from core.permissions import require
from core.posted import posted
from core.records.addresses import page_of
from core.records.changes import entries
from core.records.registry import record_for
from core.records.tables import details
from programmes.actions import Adopted, adopt_lifecycle, move_baseline
from programmes.choices import PhaseState
from programmes.forms.gates import AdoptForm, MoveForm
from programmes.models import AreaPhase, BusinessArea, Gate, Lifecycle, Milestone
from programmes.permissions import can_move_baseline
from programmes.readings import breaches_of_row, moves_of, requests_for


def phase_or_404(request: HttpRequest, alliance: str, pk: int) -> AreaPhase:
    found = alliance_or_404(request, alliance)
    rows = AreaPhase.objects.visible_to(request.user).select_related(*record_for("area-phases").related)
    return get_object_or_404(rows, area__alliance=found, pk=pk)


def milestone_or_404(request: HttpRequest, alliance: str, pk: int) -> Milestone:
    found = alliance_or_404(request, alliance)
    rows = Milestone.objects.visible_to(request.user).select_related("area__alliance")
    return get_object_or_404(rows, area__alliance=found, pk=pk)


def gate_or_404(request: HttpRequest, alliance: str, pk: int) -> Gate:
    found = alliance_or_404(request, alliance)
    rows = Gate.objects.visible_to(request.user).select_related(*record_for("gates").related, "decided_by")
    return get_object_or_404(rows, area__alliance=found, pk=pk)


@require_GET
def phase_detail(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """One phase of an area: its dates, its tailoring and the moves of its baselines."""
    phase = phase_or_404(request, alliance, pk)
    state = phase.state_on(clock.today())
    return _detail(request, phase, "area-phases", {"state": state.value, "state_words": PhaseState(state).label})


@require_GET
def milestone_detail(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """One milestone: its dates and the moves of its baseline."""
    milestone = milestone_or_404(request, alliance, pk)
    late = milestone.is_late(clock.today())
    words = "Reached" if milestone.has_actual else "Overdue" if late else "Ahead"
    state = "done" if milestone.has_actual else "late" if late else "ahead"
    return _detail(request, milestone, "milestones", {"state": state, "state_words": words})


def _detail(request: HttpRequest, row: AreaPhase | Milestone, kind: str, more: dict[str, Any]) -> HttpResponse:
    record = record_for(kind)
    history = type(row).objects.all().history_visible_to(request.user, row.history.all())
    baselines = any(getattr(row, name) is not None for name in row.baselines)
    context = {
        "alliance": row.alliance,
        "row": row,
        "record": record,
        "details": [line for line in details(record, row) if line.label not in ("Place in the list", "Slippage")],
        "moves": moves_of(row, request.user),
        "breaches": breaches_of_row(row, request.user, as_at.read({})),
        "may_change": can_keep_records(request.user, row.alliance),
        "may_move": baselines and not row.has_actual and can_move_baseline(request.user, row.alliance),
        "entries": entries(list(history)),
        **more,
    }
    return render(request, "programmes/dated_detail.html", context)


@require_http_methods(["GET", "POST"])
def phase_move(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    return _move(request, phase_or_404(request, alliance, pk))


@require_http_methods(["GET", "POST"])
def gate_move(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    return _move(request, gate_or_404(request, alliance, pk))


@require_http_methods(["GET", "POST"])
def milestone_move(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    return _move(request, milestone_or_404(request, alliance, pk))


def _move(request: HttpRequest, row: AreaPhase | Gate | Milestone) -> HttpResponse:
    """Ask to when, why and who approved it, then move the baseline."""
    require(can_move_baseline(request.user, row.alliance))
    verb = Verb(
        title="Move a baseline",
        caption=str(row),
        intro="The baseline that stood stays on record beside the new one, with the reason and who approved it.",
        button="Move the baseline",
        act=partial(move_baseline, row),
        done=lambda move: f"The baseline is moved from {move.old} to {move.new}.",
    )
    form = MoveForm(posted(request), row=row, requests=requests_for(row, request.user))
    return answer(request, verb, form, alliance=row.alliance, back=page_of(row), crumb=str(row))


@require_http_methods(["GET", "POST"])
def area_adopt(request: HttpRequest, alliance: str, area: str) -> HttpResponse:
    """Ask which lifecycle, then give the area its phases and gates."""
    found = alliance_or_404(request, alliance)
    areas = BusinessArea.objects.visible_to(request.user).select_related("alliance")
    row = get_object_or_404(areas, alliance=found, slug=area)
    require(can_keep_records(request.user, found))
    verb = Verb(
        title="Give it a lifecycle",
        caption=row.name,
        intro="The phases, the gates and what each gate asks for are added without dates.",
        button="Add phases and gates",
        act=partial(adopt_lifecycle, row),
        done=_adopted,
    )
    lifecycles = Lifecycle.objects.visible_to(request.user).filter(alliance=found)
    form = AdoptForm(posted(request), row=row, lifecycles=lifecycles)
    back = reverse("reporting:area_detail", kwargs={"alliance": alliance, "area": area})
    return answer(request, verb, form, alliance=found, back=back, crumb=row.name)


def _adopted(given: Adopted) -> str:
    return f"Added: {given.phases} phases, {given.gates} gates and {given.requirements} requirements."
