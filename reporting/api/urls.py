"""The addresses of positions and documents under /api/v1/."""

from __future__ import annotations

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from reporting.api import views

router = SimpleRouter()
router.register("reports", views.ReportViewSet, basename="reports")

urlpatterns = [
    path("alliances/<int:pk>/position/", views.PositionView.as_view(), name="alliance-position"),
    path("", include(router.urls)),
]
