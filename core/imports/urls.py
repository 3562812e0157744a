"""The addresses of import pages: those of an alliance, and those for a new one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import path

from core.imports import views

app_name = "imports"

_pages: list[tuple[str, Callable[..., HttpResponse], str]] = [
    ("import/", views.start, "start"),
    ("import/<int:pk>/", views.run_detail, "run"),
    ("import/<int:pk>/apply/", views.run_apply, "apply"),
    ("import/sheets.<slug:form>", views.template, "template"),
]

urlpatterns = [
    *(path(f"a/<slug:alliance>/{tail}", view, name=name) for tail, view, name in _pages),
    *(path(tail, view, name=f"new_{name}") for tail, view, name in _pages),
    path("a/<slug:alliance>/export/", views.export, name="export"),
]
