"""The API addresses of imports and exports, under /api/v1/."""

from __future__ import annotations

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from core.imports.api import ExportView, ImportViewSet

router = SimpleRouter()
router.register("imports", ImportViewSet, basename="imports")

urlpatterns = [
    path("", include(router.urls)),
    path("alliances/<int:pk>/export/", ExportView.as_view(), name="alliances-export"),
]
