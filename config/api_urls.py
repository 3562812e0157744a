"""The API under /api/v1/: the records of all apps, then the verbs and composed answers of each."""

from __future__ import annotations

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from core.api.reference import RENDERERS
from core.records.api import register

router = SimpleRouter()
register(router)

urlpatterns = [
    path("", include("reporting.api.urls")),
    path("", include("governance.api.urls")),
    path("", include("programmes.api.urls")),
    path("", include("alliance.api.urls")),
    path("", include("core.api.urls")),
    path("", include("core.imports.api_urls")),
    path("", include(router.urls)),
    path("schema/", SpectacularAPIView.as_view(renderer_classes=RENDERERS), name="schema"),
]
