"""The forms on a list that name its filters and delete a named one. One action call for each."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core import clock
from core.records.addresses import address
from core.records.found import kind_or_404, scope_or_404
from core.records.saved_filters import delete_filter, filters_of, save_filter
from core.signed_in import account_of


@require_POST
def filter_add(request: HttpRequest, kind: str, alliance: str | None = None) -> HttpResponse:
    record, scope = kind_or_404(kind, alliance), scope_or_404(request, alliance)
    given, back = request.POST, address("list", record, scope)
    query = given.get("query", "")
    try:
        saved = save_filter(
            record,
            scope,
            name=given.get("name", ""),
            query=query,
            by=account_of(request),
            at=clock.now(),
            share=given.get("share") == "yes",
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(f"{back}?{query}")
    messages.success(request, f"The filter is saved as “{saved.name}”.")
    return redirect(f"{back}?{saved.query}")


@require_POST
def filter_delete(request: HttpRequest, kind: str, pk: int, alliance: str | None = None) -> HttpResponse:
    record, scope = kind_or_404(kind, alliance), scope_or_404(request, alliance)
    saved = get_object_or_404(filters_of(record, scope, request.user), pk=pk)
    delete_filter(saved, by=account_of(request))
    messages.success(request, f"The filter “{saved.name}” is deleted.")
    return redirect(address("list", record, scope))
