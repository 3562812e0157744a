"""The pages of every kind of record: list, one, add, change, history. One query set or one action call for each."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from core import as_at, clock
from core.permissions import require
from core.posted import posted
from core.records.actions import save_record
from core.records.addresses import address, page_of
from core.records.changes import changes_between, entries
from core.records.filters import filter_for
from core.records.forms import RecordForm, form_for
from core.records.registry import Record, record_for, scope_model
from core.records.rows import rows_known_on, shown_as_at, visible_rows
from core.records.tables import cells, child_tables, details
from core.signed_in import account_of
from core.versions import StaleVersion

PAGE_SIZE = 50


def _record(kind: str, alliance: str | None) -> Record:
    try:
        record = record_for(kind)
    except LookupError:
        raise Http404 from None
    if bool(record.scope_path) != bool(alliance):
        raise Http404
    return record


def _scope(request: HttpRequest, alliance: str | None) -> Any:
    if alliance is None:
        return None
    manager: Any = scope_model()._default_manager
    return get_object_or_404(manager.visible_to(request.user), slug=alliance)


def _frame(record: Record, scope: Any, **context: Any) -> dict[str, Any]:
    return {"record": record, "alliance": scope, "section": record.section, **context}


@require_GET
def record_list(request: HttpRequest, kind: str, alliance: str | None = None) -> HttpResponse:
    record, scope = _record(kind, alliance), _scope(request, alliance)
    moment = as_at.read(request.GET)
    context: dict[str, Any] = {"moment": moment, "may_add": record.may_change(request.user, scope)}
    if moment.known_on:
        rows: Any = rows_known_on(record, request.user, moment, scope)
    else:
        query = request.GET.copy()
        if record.is_dated and not moment.is_today:
            query["as_at"] = moment.on.isoformat()
        rows = visible_rows(record, request.user, scope)
        selection = filter_for(record)(query, queryset=rows, request=request, scope=scope)
        rows = selection.qs if selection.is_valid() else selection.queryset.none()
        # After the rows: what is taken out of the form is not asked of them.
        context["filter"] = _narrowed(selection)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context |= {"page": page, "table": [(row, cells(record, row)) for row in shown_as_at(page)]}
    return render(request, "core/record_list.html", _frame(record, scope, **context))


def _narrowed(selection: Any) -> Any:
    """The filter without what the page's own address and date control already say."""
    for name in ("alliance", "as_at"):
        selection.form.fields.pop(name, None)
    for field in selection.form.fields.values():
        if getattr(field, "empty_label", None):
            field.empty_label = "Any"
    return selection


@require_GET
def record_detail(request: HttpRequest, kind: str, pk: int, alliance: str | None = None) -> HttpResponse:
    record, scope = _record(kind, alliance), _scope(request, alliance)
    row = get_object_or_404(visible_rows(record, request.user, scope), pk=pk)
    return render(
        request,
        "core/record_detail.html",
        _frame(
            record,
            scope,
            row=row,
            details=details(record, row),
            tables=child_tables(record, row, request.user, scope),
            may_change=record.may_change(request.user, record.scope_of(row)),
        ),
    )


@require_GET
def record_history(request: HttpRequest, kind: str, pk: int, alliance: str | None = None) -> HttpResponse:
    record, scope = _record(kind, alliance), _scope(request, alliance)
    row = get_object_or_404(visible_rows(record, request.user, scope), pk=pk)
    manager: Any = type(row)._default_manager
    history = manager.all().history_visible_to(request.user, row.history.all())  # type: ignore[attr-defined]
    return render(
        request,
        "core/record_history.html",
        _frame(record, scope, row=row, entries=entries(list(history.select_related("history_user")))),
    )


@require_http_methods(["GET", "POST"])
def record_add(request: HttpRequest, kind: str, alliance: str | None = None) -> HttpResponse:
    record, scope = _record(kind, alliance), _scope(request, alliance)
    require(record.may_change(request.user, scope))
    return _edit(request, record, scope, record.model())


@require_http_methods(["GET", "POST"])
def record_edit(request: HttpRequest, kind: str, pk: int, alliance: str | None = None) -> HttpResponse:
    record, scope = _record(kind, alliance), _scope(request, alliance)
    row = get_object_or_404(visible_rows(record, request.user, scope), pk=pk)
    require(record.may_change(request.user, record.scope_of(row)))
    return _edit(request, record, scope, row)


def _edit(request: HttpRequest, record: Record, scope: Any, row: Any) -> HttpResponse:
    known = {"user": request.user, "scope": scope, "instance": row}
    initial = {name: value for name, value in request.GET.items() if name in record.fields}
    form = form_for(record)(posted(request), **known, initial=initial)
    conflict: tuple[Any, ...] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, record, form)
        except ValidationError as error:
            form.add_error(None, error)
        except StaleVersion as stale:
            conflict = _conflict(form, stale)
        else:
            return redirect(page_of(saved) or address("detail", record, scope, pk=saved.pk))
    status = 409 if conflict is not None else 422 if form.errors else 200
    context = _frame(record, scope, form=form, row=row if row.pk else None, conflict=conflict)
    return render(request, "core/record_form.html", context, status=status)


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
