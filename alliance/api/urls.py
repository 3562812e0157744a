"""The addresses of this app in the API beyond its kinds of record. No answer is made here."""

from __future__ import annotations

from django.urls import path
from rest_framework.routers import SimpleRouter

from alliance.api.splits import SplitView
from alliance.api.succession import AllianceVerbs, OrganisationVerbs, PartnerVerbs, PostVerbs
from alliance.api.users import InvitingUserViewSet

router = SimpleRouter()
router.register("organisations", OrganisationVerbs, basename="organisations")
router.register("posts", PostVerbs, basename="posts")
router.register("partners", PartnerVerbs, basename="partners")
router.register("alliances", AllianceVerbs, basename="alliances")
router.register("users", InvitingUserViewSet, basename="users")
urlpatterns = [path("alliances/<int:pk>/split/", SplitView.as_view(), name="alliance-split"), *router.urls]
