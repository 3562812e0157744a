"""The addresses of this app's own kinds in the API, and of its human page. No answer is made here."""

from __future__ import annotations

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from core.api import reference_views
from core.api.api_keys import ApiKeyViewSet
from core.api.notices import NoticeViewSet
from core.api.saved_filters import SavedFilterViewSet
from core.remarks.api import AttachmentViewSet, CommentViewSet

router = SimpleRouter()
router.register("attachments", AttachmentViewSet, basename="attachments")
router.register("comments", CommentViewSet, basename="comments")
router.register("saved-filters", SavedFilterViewSet, basename="saved-filters")
router.register("api-keys", ApiKeyViewSet, basename="api-keys")
router.register("notices", NoticeViewSet, basename="notices")

urlpatterns = [
    path("docs/", reference_views.reference, name="reference"),
    path("docs/<slug:group>/", reference_views.reference_group, name="reference_group"),
    path("", include(router.urls)),
]
