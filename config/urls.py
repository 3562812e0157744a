"""The street plan: one include for each app, the API and the health checks."""

from __future__ import annotations

from django.urls import include, path

from core import health

handler404 = "core.api.fault_views.not_found"
handler500 = "core.api.fault_views.fault"
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("healthz/worker", health.healthz_worker, name="healthz_worker"),
    path("", include("core.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include(("config.api_urls", "api"))),
    path("", include("alliance.urls")),
    path("", include("reporting.urls")),
    path("", include("governance.urls")),
    path("", include("programmes.urls")),
    path("", include("core.imports.urls")),
    path("", include("core.records.urls")),
]
