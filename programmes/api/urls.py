"""The addresses of periods and updates, and of the verbs of this app, under /api/v1/."""

from __future__ import annotations

from rest_framework.routers import SimpleRouter

from programmes.api import area_verbs, verbs, views

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

urlpatterns = router.urls
