"""The addresses of the verbs of this app, and of the versions of papers, under /api/v1/."""

from __future__ import annotations

from rest_framework.routers import SimpleRouter

from governance.api import views

router = SimpleRouter()
router.register("meetings", views.MeetingVerbs, basename="meetings")
router.register("agenda-items", views.AgendaItemVerbs, basename="agenda-items")
router.register("papers", views.PaperVerbs, basename="papers")
router.register("paper-versions", views.PaperVersionViewSet, basename="paper-versions")
router.register("actions", views.ActionVerbs, basename="actions")

urlpatterns = router.urls
