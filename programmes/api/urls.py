"""The addresses of periods and updates under /api/v1/."""

from __future__ import annotations

from rest_framework.routers import SimpleRouter

from programmes.api import views

router = SimpleRouter()
router.register("periods", views.PeriodViewSet, basename="periods")
router.register("updates", views.UpdateViewSet, basename="updates")

urlpatterns = router.urls
