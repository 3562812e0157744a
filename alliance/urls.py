"""The addresses of this app's pages. No page stands here."""

from __future__ import annotations

from django.urls import path

from alliance import views

app_name = "alliance"
urlpatterns = [
    path("a/<slug:alliance>/split/", views.split, name="split"),
    path("users/", views.user_list, name="user_list"),
    path("users/invite/", views.user_invite, name="user_invite"),
    path("users/<int:pk>/", views.user_detail, name="user_detail"),
]
