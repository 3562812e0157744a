"""The human pages of the API reference. What they say is read from the schema by `core.api.reference`."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.api.reference import groups


@require_GET
def reference(request: HttpRequest) -> HttpResponse:
    """How to use the API, and its groups of addresses."""
    return render(request, "core/api_reference.html", {"groups": groups()})


@require_GET
def reference_group(request: HttpRequest, group: str) -> HttpResponse:
    """The addresses of one group, with what they take and answer."""
    found = next((each for each in groups() if each.slug == group), None)
    if found is None:
        raise Http404
    return render(request, "core/api_reference_group.html", {"group": found, "groups": groups()})
