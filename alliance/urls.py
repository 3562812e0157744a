"""The addresses of this app's pages. No page stands here."""

from __future__ import annotations

from django.urls import path

from alliance.views import accounts, leaving, succession

app_name = "alliance"
urlpatterns = [
    path("a/<slug:alliance>/split/", accounts.split, name="split"),
    path("a/<slug:alliance>/records/partners/<int:pk>/leave/", leaving.partner_leave, name="partner_leave"),
    path("directory/alliances/<int:pk>/end/", leaving.alliance_end, name="alliance_end"),
    path("directory/organisations/<int:pk>/succeed/", succession.organisation_succeed, name="organisation_succeed"),
    path("directory/posts/<int:pk>/hand-over/", succession.post_hand_over, name="post_hand_over"),
    path("users/", accounts.user_list, name="user_list"),
    path("users/invite/", accounts.user_invite, name="user_invite"),
    path("users/<int:pk>/", accounts.user_detail, name="user_detail"),
]
