"""The pages of every kind of record: list, one, add, change, history. One query set or one action call for each."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from core import as_at, clock
from core.drafts import discard
from core.permissions import require
from core.posted import posted
from core.readings import note_listed
from core.records.actions import save_record
from core.records.addresses import address, page_of
from core.records.bulk import bulk_fields
from core.records.changes import changes_between, entries
from core.records.filters import RecordFilter, filter_for
from core.records.forms import RecordForm, WithdrawalForm, form_for
from core.records.found import frame, kind_or_404, row_or_404, row_to_change, scope_or_404
from core.records.labels import put_plainly, say_any
from core.records.previews import drawn, has_preview
from core.records.registry import Record
from core.records.rows import NotOfHistory, rows_known_on, shown_as_at, visible_rows
from core.records.saved_filters import filters_of, kept_query
from core.records.tables import cells, child_tables, details
from core.signed_in import account_of
from core.versions import StaleVersion

PAGE_SIZE = 50


@require_GET
def record_list(request: HttpRequest, kind: str, alliance: str | None = None) -> HttpResponse:
    """The rows of a kind. A dated kind shows the rows of all dates until a day is asked for, and its label says so:
    "All dates", or "As at" the day. The API's list answers by the same rule from the same filter.
    """
    record, scope = kind_or_404(kind, alliance), scope_or_404(request, alliance)
    moment = as_at.read(request.GET)
    query = request.GET.copy()
    if record.is_dated and moment.is_asked:
        query["as_at"] = moment.on.isoformat()
    rows: Any = visible_rows(record, request.user, scope)
    selection = filter_for(record)(query, queryset=rows, request=request, scope=scope)
    for name, field in selection.form.fields.items():
        put_plainly(name, field, empty="Any")
        say_any(field)
    may_add = record.may_change(request.user, scope)
    if moment.known_on:
        rows = _known(record, request, moment, scope, selection)
    else:
        rows = selection.qs if selection.is_valid() else rows.none()
    # After the rows: what is taken out of the form is not asked of them.
    context: dict[str, Any] = {"moment": moment, "may_add": may_add, "filter": _narrowed(selection)}
    if not moment.known_on:
        context["saved"] = list(filters_of(record, scope, request.user))
        context["kept"] = kept_query(record, request.GET.urlencode()) if selection.is_valid() else ""
        context["may_change_many"] = may_add and bool(bulk_fields(record))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = shown_as_at(page)
    note_listed(request, shown, route="page")
    context |= {"page": page, "table": [(row, cells(record, row)) for row in shown]}
    status = 400 if moment.known_on and selection.form.errors else 200
    return render(request, "core/record_list.html", frame(record, scope, **context), status=status)


def _known(
    record: Record, request: HttpRequest, moment: as_at.Moment, scope: Any, selection: RecordFilter
) -> list[Any]:
    """The rows as known then that were asked for; none, with the reason in the form, where that cannot be asked."""
    if not selection.is_valid():
        return []
    try:
        return rows_known_on(record, request.user, moment, scope, selection)
    except NotOfHistory as beyond:
        for name in beyond.names:
            selection.form.add_error(name, beyond.words)
        return []


def _narrowed(selection: Any) -> Any:
    """The filter without what the page's own address and date control already say."""
    for name in ("alliance", "as_at"):
        selection.form.fields.pop(name, None)
    return selection


@require_GET
def record_detail(request: HttpRequest, kind: str, pk: int, alliance: str | None = None) -> HttpResponse:
    record, scope = kind_or_404(kind, alliance), scope_or_404(request, alliance)
    row = row_or_404(request, record, scope, pk)
    return render(request, "core/record_detail.html", detail_context(request, record, scope, row))


def detail_context(request: HttpRequest, record: Record, scope: Any, row: Any) -> dict[str, Any]:
    """What the page of one row is told; a kind's own page that adds to it begins from here."""
    return frame(
        record,
        scope,
        row=row,
        details=details(record, row),
        tables=child_tables(record, row, request.user, scope),
        may_change=record.may_change(request.user, record.scope_of(row)),
        verbs=record.verbs(row) if record.verbs and not row.is_withdrawn else (),
        leads_to=record.leads_to(row) if record.leads_to and not row.is_withdrawn else None,
        back=WithdrawalForm(initial={"version": row.version}) if row.is_withdrawn else None,
    )


@require_GET
def record_history(request: HttpRequest, kind: str, pk: int, alliance: str | None = None) -> HttpResponse:
    record, scope = kind_or_404(kind, alliance), scope_or_404(request, alliance)
    row = row_or_404(request, record, scope, pk)
    manager: Any = type(row)._default_manager
    history = manager.all().history_visible_to(request.user, row.history.all())  # type: ignore[attr-defined]
    return render(
        request,
        "core/record_history.html",
        frame(record, scope, row=row, entries=entries(list(history.select_related("history_user")))),
    )


@require_http_methods(["GET", "POST"])
def record_add(request: HttpRequest, kind: str, alliance: str | None = None) -> HttpResponse:
    record, scope = kind_or_404(kind, alliance), scope_or_404(request, alliance)
    require(record.may_change(request.user, scope))
    return _edit(request, record, scope, record.model())


@require_http_methods(["GET", "POST"])
def record_edit(request: HttpRequest, kind: str, pk: int, alliance: str | None = None) -> HttpResponse:
    record, scope = kind_or_404(kind, alliance), scope_or_404(request, alliance)
    row = row_to_change(request, record, scope, pk)
    return _edit(request, record, scope, row)


def _edit(request: HttpRequest, record: Record, scope: Any, row: Any) -> HttpResponse:
    known = {"user": request.user, "scope": scope, "instance": row}
    initial = {name: value for name, value in request.GET.items() if name in record.fields}
    form = form_for(record)(posted(request), **known, initial=initial)
    conflict: tuple[Any, ...] | None = None
    preview = drawn(record.slug, row, request.user) if row.pk and request.method == "GET" else None
    if request.method == "POST" and form.is_valid() and "preview" in request.POST:
        preview = _seen_before_saving(record, form)
    elif request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, record, form)
        except ValidationError as error:
            form.add_error(None, error)
        except StaleVersion as stale:
            conflict = _conflict(form, stale)
        else:
            discard(request.get_full_path(), by=account_of(request))
            return redirect(page_of(saved) or address("detail", record, scope, pk=saved.pk))
    status = 409 if conflict is not None else 422 if form.errors else 200
    context = frame(record, scope, form=form, row=row if row.pk else None, conflict=conflict)
    context |= {"preview": preview, "has_preview": has_preview(record.slug)}
    return render(request, "core/record_form.html", context, status=status)


def _seen_before_saving(record: Record, form: RecordForm) -> dict[str, Any] | None:
    """What the row would look like. A row that its kind's rules refuse is told so now, not after."""
    try:
        form.instance.full_clean()
    except ValidationError as error:
        form.add_error(None, error)
        return None
    return drawn(record.slug, form.instance, form.user)


def _save(request: HttpRequest, record: Record, form: RecordForm) -> Any:
    return save_record(
        form.instance,
        record,
        by=account_of(request),
        at=clock.now(),
        why=form.cleaned_data.get("why", ""),
        expected=form.cleaned_data.get("version"),
        many=form.many(),
    )


def _conflict(form: RecordForm, stale: StaleVersion) -> tuple[Any, ...]:
    """What somebody else changed since the form was opened; the next submission is judged against the new version."""
    history = form.instance.history.all()
    read = history.filter(version=form.cleaned_data.get("version")).first()
    now = history.filter(version=stale.current).first()
    data: Any = form.data
    form.data = data = data.copy()
    data["version"] = str(stale.current)
    return changes_between(read, now) if read and now else ()
