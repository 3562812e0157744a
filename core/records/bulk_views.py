"""The pages that set one field of many records: choose the field, give the value, see what changes, then do it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.account_forms import PlainForm
from core.permissions import require
from core.records.addresses import address
from core.records.bulk import MOST, bulk_fields, change_many, planned, rows_to_change
from core.records.filters import filter_for
from core.records.forms import form_for
from core.records.found import frame, kind_or_404, scope_or_404
from core.records.registry import Record
from core.records.rows import visible_rows
from core.signed_in import account_of
from core.workflow import WrongState


class BulkForm(PlainForm):
    """The new value of one field, and why. The field is the record form's own, with the same choices."""

    def __init__(self, *args: Any, field: forms.Field, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = field
        self.fields["reason"] = forms.CharField(
            max_length=300,
            label="Why are they changed?",
            help_text="Kept in the history of each beside your name.",
            error_messages={"required": "Enter why they are changed."},
        )
        self.helper.layout.fields = [self.laid_out(name) for name in self.fields]


@require_http_methods(["GET", "POST"])
def record_bulk(request: HttpRequest, kind: str, alliance: str | None = None) -> HttpResponse:
    record, scope = kind_or_404(kind, alliance), scope_or_404(request, alliance)
    require(record.may_change(request.user, scope))
    versions = _chosen(request, record, scope)
    back = address("list", record, scope)
    if not versions:
        messages.error(request, f"Choose the {record.plural} to change first: tick their boxes.")
        return redirect(back)
    rows = rows_to_change(record, request.user, versions, scope)
    fields = {field.name: field for field in bulk_fields(record)}
    name = request.POST.get("field") or request.GET.get("field", "")
    # A link from the list sends the rows; those that stand at this moment are what is judged later.
    context = frame(record, scope, rows=rows, versions=versions, fields=list(fields.values()), back=back)
    if not name:
        return render(request, "core/record_bulk.html", context)
    if name not in fields:
        raise Http404
    form = BulkForm(request.POST or None, field=_field(request, record, scope, name))
    context |= {"form": form, "field": fields[name]}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if request.POST.get("confirm") != "yes":
            return render(
                request, "core/record_bulk.html", context | {"plan": planned(record, rows, name, given["value"])}
            )
        try:
            changed = change_many(
                record,
                versions,
                field=name,
                value=given["value"],
                by=account_of(request),
                at=clock.now(),
                why=given["reason"],
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, f"{len(changed)} {record.name if len(changed) == 1 else record.plural} changed.")
            return redirect(back)
    return render(request, "core/record_bulk.html", context, status=422 if form.errors else 200)


def _field(request: HttpRequest, record: Record, scope: Any, name: str) -> forms.Field:
    return form_for(record)(user=request.user, scope=scope, instance=record.model()).fields[name]


def _chosen(request: HttpRequest, record: Record, scope: Any) -> dict[int, int]:
    """Number and version of each row chosen: by its box, or by the filter of the list."""
    sent = request.POST if request.method == "POST" else request.GET
    if sent.get("all") == "yes" and request.method == "GET":
        rows = visible_rows(record, request.user, scope)
        selection = filter_for(record)(request.GET, queryset=rows, request=request, scope=scope)
        rows = selection.qs if selection.is_valid() else rows.none()
        found = dict(rows.order_by().values_list("pk", "version")[: MOST + 1])
        if len(found) > MOST:
            raise WrongState(f"At most {MOST} {record.plural} can be changed at once. Narrow the filter first.")
        return found
    chosen = {}
    for each in sent.getlist("row"):
        number, _, version = each.partition(":")
        if number.isdecimal() and version.isdecimal() and len(each) < 40:
            chosen[int(number)] = int(version)
    return chosen
