"""The addresses of every kind of record: those of an alliance, and the shared directory."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path

from core.records import bulk_views, filter_views, merge_views, views, withdrawal_views

app_name = "records"

_pages: list[tuple[str, Callable[..., HttpResponse], str]] = [
    ("", views.record_list, "list"),
    ("add/", views.record_add, "add"),
    ("<int:pk>/", views.record_detail, "detail"),
    ("<int:pk>/change/", views.record_edit, "edit"),
    ("<int:pk>/history/", views.record_history, "history"),
    ("<int:pk>/withdraw/", withdrawal_views.record_withdraw, "withdraw"),
    ("<int:pk>/put-back/", withdrawal_views.record_put_back, "put_back"),
    ("bulk/", bulk_views.record_bulk, "bulk"),
    ("filters/add/", filter_views.filter_add, "filter_add"),
    ("filters/<int:pk>/delete/", filter_views.filter_delete, "filter_delete"),
    ("withdrawn/", withdrawal_views.record_withdrawn, "withdrawn"),
]

urlpatterns = [
    *(path(f"a/<slug:alliance>/records/<slug:kind>/{tail}", view, name=name) for tail, view, name in _pages),
    *(path(f"directory/<slug:kind>/{tail}", view, name=f"directory_{name}") for tail, view, name in _pages),
    path("directory/<slug:kind>/<int:pk>/merge/", merge_views.record_merge, name="directory_merge"),
]
