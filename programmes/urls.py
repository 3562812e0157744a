"""The addresses of areas, of all that stands around them, of what is controlled, and of the reporting cycle."""

from __future__ import annotations

from django.urls import path

from programmes.choices import ChangeState
from programmes.views import (
    announcements,
    areas,
    cases,
    changes,
    courses,
    gates,
    periods,
    reshaping,
    reviews,
    updates,
)

app_name = "programmes"
AREA = "a/<slug:alliance>/areas/<slug:area>/"
UPDATE = "a/<slug:alliance>/periods/<slug:code>/updates/<slug:area>/"
PHASE = "a/<slug:alliance>/phases/<int:pk>/"
GATE = "a/<slug:alliance>/gates/<int:pk>/"
REQUIREMENT = "a/<slug:alliance>/gate-requirements/<int:pk>/"
MILESTONE = "a/<slug:alliance>/milestones/<int:pk>/"
ANNOUNCEMENT = "a/<slug:alliance>/announcements/<int:pk>/"
CHANGE = "a/<slug:alliance>/change-requests/<int:pk>/"
CASE = "a/<slug:alliance>/business-cases/<int:pk>/"
RECOMMENDATION = "a/<slug:alliance>/review-recommendations/<int:pk>/"
PERIOD = "a/<slug:alliance>/periods/<slug:code>/"

urlpatterns = [
    path("a/<slug:alliance>/areas/", areas.area_list, name="area_list"),
    path(f"{AREA}lifecycle/", courses.area_adopt, name="area_adopt"),
    path(f"{AREA}split/", reshaping.area_split, name="area_split"),
    path(f"{AREA}merge/", reshaping.area_merge, name="area_merge"),
    path(f"{AREA}move/", reshaping.area_move, name="area_move"),
    path(f"{AREA}end-partner/", reshaping.area_end_partner, name="area_end_partner"),
    path(PHASE, courses.phase_detail, name="phase_detail"),
    path(f"{PHASE}move-baseline/", courses.phase_move, name="phase_move"),
    path(MILESTONE, courses.milestone_detail, name="milestone_detail"),
    path(f"{MILESTONE}move-baseline/", courses.milestone_move, name="milestone_move"),
    path(GATE, gates.gate_detail, name="gate_detail"),
    path(f"{GATE}decide/", gates.gate_decide, name="gate_decide"),
    path(f"{GATE}reinstate/", gates.gate_reinstate, name="gate_reinstate"),
    path(f"{GATE}move-baseline/", courses.gate_move, name="gate_move"),
    path(f"{REQUIREMENT}meet/", gates.requirement_meet, name="requirement_meet"),
    path(f"{REQUIREMENT}reopen/", gates.requirement_reopen, name="requirement_reopen"),
    path(
        "a/<slug:alliance>/announcements/<int:pk>/release/",
        announcements.announcement_release,
        name="announcement_release",
    ),
    path("a/<slug:alliance>/breaches/", changes.breach_list, name="breach_list"),
    path(CHANGE, changes.change_detail, name="change_detail"),
    path(f"{CHANGE}approve/", changes.change_decide, {"outcome": ChangeState.APPROVED}, name="change_approve"),
    path(f"{CHANGE}refuse/", changes.change_decide, {"outcome": ChangeState.REFUSED}, name="change_refuse"),
    path(f"{CHANGE}defer/", changes.change_decide, {"outcome": ChangeState.DEFERRED}, name="change_defer"),
    path(f"{CHANGE}retract/", changes.change_decide, {"outcome": ChangeState.WITHDRAWN}, name="change_retract"),
    path(f"{CHANGE}reopen/", changes.change_reopen, name="change_reopen"),
    path(CASE, cases.case_detail, name="case_detail"),
    path(f"{CASE}complete/", cases.case_complete, name="case_complete"),
    path(f"{CASE}supersede/", cases.case_supersede, name="case_supersede"),
    path(f"{CASE}reopen/", cases.case_reopen, name="case_reopen"),
    path("a/<slug:alliance>/gate-reviews/<int:pk>/", reviews.review_detail, name="review_detail"),
    path(f"{RECOMMENDATION}close/", reviews.recommendation_close, name="recommendation_close"),
    path(f"{RECOMMENDATION}reopen/", reviews.recommendation_reopen, name="recommendation_reopen"),
    path("a/<slug:alliance>/periods/", periods.period_list, name="period_list"),
    path("a/<slug:alliance>/open-a-period/", periods.period_add, name="period_add"),
    path(PERIOD, periods.period_detail, name="period_detail"),
    path(f"{PERIOD}change/", periods.period_edit, name="period_edit"),
    path(f"{PERIOD}history/", periods.period_history, name="period_history"),
    path(f"{PERIOD}sign-off/", periods.period_sign_off, name="period_sign_off"),
    path(f"{PERIOD}reopen/", periods.period_reopen, name="period_reopen"),
    path(UPDATE, updates.update_detail, name="update_detail"),
    path(f"{UPDATE}change/", updates.update_edit, name="update_edit"),
    path(f"{UPDATE}accept/", updates.update_accept, name="update_accept"),
    path(f"{UPDATE}return/", updates.update_return, name="update_return"),
]
