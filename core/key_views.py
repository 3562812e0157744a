"""The pages on which people make and end keys for other systems. One query set or action call each."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock, keys
from core.account_forms import KeyForm
from core.models import ApiKey
from core.posted import posted
from core.repeats import keep_instead

PAGE_SIZE = 50


@require_GET
def key_list(request: HttpRequest) -> HttpResponse:
    rows = ApiKey.objects.visible_to(request.user).select_related("owner")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "core/api_key_list.html", {"page": page, "today": clock.today()})


@require_http_methods(["GET", "POST"])
def key_add(request: HttpRequest) -> HttpResponse:
    """Make a key; the answer shows its text, this once."""
    form = KeyForm(posted(request), today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            key, text = keys.create(
                owner=request.user,  # type: ignore[arg-type]
                by=request.user,  # type: ignore[arg-type]
                at=clock.now(),
                **form.cleaned_data,
            )
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            response = render(request, "core/api_key_made.html", {"key": key, "text": text}, status=201)
            again = render_to_string("core/api_key_made.html", {"key": key, "text": ""}, request)
            keep_instead(response, again.encode())
            return response
    return render(request, "core/api_key_form.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def key_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(ApiKey.objects.visible_to(request.user), pk=pk)
    keys.revoke(key, by=request.user, at=clock.now())  # type: ignore[arg-type]
    messages.success(request, f"The key '{key.name}' has been revoked.")
    return redirect("core:api_key_list")
