"""The addresses of periods and updates, and of the verbs of this app, under /api/v1/."""

from __future__ import annotations

from django.urls import path
from rest_framework.routers import SimpleRouter

from programmes.api import area_verbs, control, verbs, views

router = SimpleRouter()
router.register("periods", views.PeriodViewSet, basename="periods")
router.register("updates", views.UpdateViewSet, basename="updates")
router.register("areas", area_verbs.AreaVerbs, basename="areas")
router.register("area-phases", verbs.PhaseVerbs, basename="area-phases")
router.register("gates", verbs.GateVerbs, basename="gates")
router.register("gate-requirements", verbs.RequirementVerbs, basename="gate-requirements")
router.register("milestones", verbs.MilestoneVerbs, basename="milestones")
router.register("announcements", area_verbs.AnnouncementVerbs, basename="announcements")
router.register("baseline-moves", verbs.BaselineMoveViewSet, basename="baseline-moves")
router.register("change-requests", control.ChangeVerbs, basename="change-requests")
router.register("business-cases", control.CaseVerbs, basename="business-cases")
router.register("review-recommendations", control.RecommendationVerbs, basename="review-recommendations")

urlpatterns = [
    path("alliances/<int:pk>/breaches/", control.BreachesView.as_view(), name="alliance-breaches"),
    *router.urls,
]
