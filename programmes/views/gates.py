"""The page of a gate: what it asks for, what is met, and what came of it."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from alliance.permissions import can_keep_records
from alliance.readings import alliance_or_404
from core import as_at, clock
from core.asking import Verb, answer
from core.permissions import require
from core.posted import posted
from core.records.addresses import page_of
from core.records.changes import entries
from core.versioned_forms import ReasonForm
from programmes.actions import decide_gate, meet_requirement, reinstate_gate, reopen_requirement
from programmes.choices import PASSES, GateState
from programmes.forms.gates import DecideForm, MeetForm
from programmes.models import Gate, GateBranch, GateRequirement
from programmes.permissions import can_judge_gate, can_meet_requirement, can_move_baseline, can_pass_gate
from programmes.readings import breaches_of_row, cases_of, gate_facts, moves_of, reviews_of
from programmes.views.courses import gate_or_404


@require_GET
def gate_detail(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """One gate: its dates, who decides, what is missing, its conditions and its outcome."""
    gate = gate_or_404(request, alliance, pk)
    moment = as_at.read({})
    facts = gate_facts(gate, request.user, moment)
    history = Gate.objects.all().history_visible_to(request.user, gate.history.all())
    user, requirement = request.user, GateRequirement(gate=gate)
    context = {
        "alliance": gate.alliance,
        "gate": gate,
        "facts": facts,
        "branches": _branches(request, gate),
        "moves": moves_of(gate, user),
        "breaches": breaches_of_row(gate, user, moment),
        "cases": cases_of(facts.requirements, user, moment.on),
        "reviews": reviews_of(user, gate=gate),
        "is_passed": gate.state in PASSES,
        "is_open": gate.state in (GateState.PLANNED, GateState.REPEAT),
        "is_over": gate.state in (*PASSES, GateState.STOPPED),
        "may_change": can_keep_records(user, gate.alliance),
        "may_judge": can_judge_gate(user, gate.alliance),
        "may_meet": can_meet_requirement(user, requirement),
        "may_move": gate.planned_on is not None and not gate.has_actual and can_move_baseline(user, gate.alliance),
        "entries": entries(list(history)),
    }
    return render(request, "programmes/gate_detail.html", context)


def _branches(request: HttpRequest, gate: Gate) -> list[str]:
    rows = GateBranch.objects.visible_to(request.user).filter(lifecycle_gate=gate.lifecycle_gate_id)
    return list(rows.values_list("name", flat=True))


@require_http_methods(["GET", "POST"])
def gate_decide(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask what came of the gate, then record it."""
    gate = gate_or_404(request, alliance, pk)
    require(can_judge_gate(request.user, gate.alliance))
    may_pass = can_pass_gate(request.user, gate)
    verb = Verb(
        title="Record what came of this gate",
        caption=f"{gate.area.name}: {gate.name}",
        intro="" if may_pass else may_pass.reason,
        button="Record the outcome",
        act=partial(decide_gate, gate),
        done=lambda row: f"{row.name}: {row.get_state_display().lower()}.",
    )
    form = DecideForm(
        posted(request), row=gate, today=clock.today(), may_pass=bool(may_pass), branches=_branches(request, gate)
    )
    return answer(request, verb, form, alliance=gate.alliance, back=page_of(gate), crumb=gate.name)


@require_http_methods(["GET", "POST"])
def gate_reinstate(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask why, then take the outcome back."""
    gate = gate_or_404(request, alliance, pk)
    require(can_judge_gate(request.user, gate.alliance))
    verb = Verb(
        title="Take this outcome back",
        caption=f"{gate.area.name}: {gate.name}",
        intro="The gate is planned again. What was recorded stays in its history.",
        button="Plan the gate again",
        is_warning=True,
        act=partial(reinstate_gate, gate),
        done=lambda row: f"{row.name} is planned again.",
    )
    form = ReasonForm(posted(request), row=gate, label="Why is it taken back?")
    return answer(request, verb, form, alliance=gate.alliance, back=page_of(gate), crumb=gate.name)


def requirement_to_change(request: HttpRequest, alliance: str, pk: int) -> GateRequirement:
    found = alliance_or_404(request, alliance)
    rows = GateRequirement.objects.visible_to(request.user).select_related("gate__area__alliance", "organisation")
    row = get_object_or_404(rows, gate__area__alliance=found, pk=pk)
    require(can_meet_requirement(request.user, row))
    return row


@require_http_methods(["GET", "POST"])
def requirement_meet(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask for the evidence, then say that it is met."""
    row = requirement_to_change(request, alliance, pk)
    verb = Verb(
        title="Say that this is met",
        caption=f"{row.gate.area.name}: {row.gate.name}",
        intro=f"{row.text} ({row.made_by})",
        button="It is met",
        act=partial(meet_requirement, row),
        done=lambda each: f"“{each}” is met.",
    )
    form = MeetForm(posted(request), row=row, today=clock.today())
    return answer(request, verb, form, alliance=row.alliance, back=page_of(row.gate), crumb=row.gate.name)


@require_http_methods(["GET", "POST"])
def requirement_reopen(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask why, then say that it is not met after all."""
    row = requirement_to_change(request, alliance, pk)
    verb = Verb(
        title="Say that this is not met after all",
        caption=f"{row.gate.area.name}: {row.gate.name}",
        intro=f"{row.text} ({row.made_by})",
        button="It is not met",
        is_warning=True,
        act=partial(reopen_requirement, row),
        done=lambda each: f"“{each}” is not met.",
    )
    form = ReasonForm(posted(request), row=row, label="Why is it not met after all?")
    return answer(request, verb, form, alliance=row.alliance, back=page_of(row.gate), crumb=row.gate.name)
