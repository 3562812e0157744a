"""The addresses of this app in the API beyond its kinds of record. No answer is made here."""

from __future__ import annotations

from django.urls import path
from rest_framework.routers import SimpleRouter

from alliance.api.splits import SplitView
from alliance.api.users import InvitingUserViewSet

router = SimpleRouter()
router.register("users", InvitingUserViewSet, basename="users")
urlpatterns = [path("alliances/<int:pk>/split/", SplitView.as_view(), name="alliance-split"), *router.urls]
