"""The addresses of positions and documents under /api/v1/."""

from __future__ import annotations

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from reporting.api import areas, changes, composed, plans, profile, views

router = SimpleRouter()
router.register("reports", views.ReportViewSet, basename="reports")

urlpatterns = [
    path("alliances/<int:pk>/position/", views.PositionView.as_view(), name="alliance-position"),
    path("alliances/<int:pk>/overview/", composed.OverviewView.as_view(), name="alliance-overview"),
    path("alliances/<int:pk>/plan/", plans.PlanView.as_view(), name="alliance-plan"),
    path("alliances/<int:pk>/changes/", changes.ChangesView.as_view(), name="alliance-changes"),
    path("areas/<int:pk>/facts/", areas.AreaFactsView.as_view(), name="area-facts"),
    path("alliances/<int:pk>/profile/", profile.ProfileView.as_view(), name="alliance-profile"),
    path("my-work/", composed.MyWorkView.as_view(), name="my-work"),
    path("", include(router.urls)),
]
