"""The addresses of this app in the API beyond its kinds of record. No answer is made here."""

from __future__ import annotations

from rest_framework.routers import SimpleRouter

from alliance.api.users import InvitingUserViewSet

router = SimpleRouter()
router.register("users", InvitingUserViewSet, basename="users")
urlpatterns = router.urls
