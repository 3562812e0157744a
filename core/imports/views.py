"""The pages of an import: send sheets, read what they would change, apply it; and the records taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.imports.actions import apply_import, check_import
from core.imports.exporting import blank_book, blank_zip, export_book, export_records, zipped
from core.imports.forms import ImportForm
from core.imports.permissions import may_import
from core.imports.registry import all_sheets
from core.models import ImportRun
from core.permissions import require
from core.records.registry import scope_model
from core.signed_in import account_of
from core.tabular.sheets import Sheet
from core.tabular.written import TooLong
from core.workflow import WrongState

if TYPE_CHECKING:
    from core.models import User

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATES = {"xlsx": (blank_book, XLSX), "zip": (blank_zip, "application/zip")}


def _scope(request: HttpRequest, alliance: str | None) -> Any:
    if alliance is None:
        return None
    manager: Any = scope_model()._default_manager
    return get_object_or_404(manager.visible_to(request.user), slug=alliance)


def address(name: str, scope: Any, **kwargs: Any) -> str:
    """The address of an import page, within an alliance or for a new one."""
    if scope is None:
        return reverse(f"imports:new_{name}", kwargs=kwargs)
    return reverse(f"imports:{name}", kwargs={"alliance": scope.slug, **kwargs})


def _context(scope: Any, **more: Any) -> dict[str, Any]:
    return {"alliance": scope, "section": "set-up", "start_url": address("start", scope), **more}


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, alliance: str | None = None) -> HttpResponse:
    """The form, the empty sheets and what this person imported here before."""
    scope = _scope(request, alliance)
    require(may_import(request.user, scope))
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        run = check_import(
            files=form.files_sent(),
            scope=scope,
            by=account_of(request),
            at=clock.now(),
        )
        return redirect(address("run", scope, pk=run.pk))
    runs = ImportRun.objects.visible_to(request.user).defer("sheets")
    if scope is not None:
        runs = runs.filter(plan__scope=scope.slug)
    page = Paginator(runs, 20).get_page(request.GET.get("page"))
    listed = [(run, address("run", scope, pk=run.pk)) for run in page]
    subjects: dict[str, list[Sheet]] = {}
    for sheet in all_sheets():
        subjects.setdefault(sheet.subject, []).append(sheet)
    links = {kind: address("template", scope, form=kind) for kind in TEMPLATES}
    export_url = address("export", scope) if scope is not None else ""
    context = _context(
        scope, form=form, page=page, listed=listed, links=links, export_url=export_url, subjects=subjects
    )
    return render(request, "core/import_start.html", context, status=422 if form.errors else 200)


def _run(request: HttpRequest, scope: Any, pk: int) -> ImportRun:
    run = get_object_or_404(ImportRun.objects.visible_to(request.user), pk=pk)
    if scope is not None and run.scope != scope.slug:
        raise Http404
    return run


def _run_context(request: HttpRequest, scope: Any, run: ImportRun, **more: Any) -> dict[str, Any]:
    """One import with what it would change under the headings of its sheets, or its faults file by file."""
    sent = {sheet["name"]: sheet for sheet in run.plan.get("sheets", [])}
    subjects: dict[str, list[dict[str, Any]]] = {}
    for sheet in all_sheets():
        if sheet.name in sent:
            subjects.setdefault(sheet.subject, []).append(sent[sheet.name])
    faults: dict[str, list[dict[str, Any]]] = {}
    for problem in run.problems:
        faults.setdefault(problem["file"], []).append(problem)
    apply_url = address("apply", scope, pk=run.pk)
    answer = may_import(request.user, scope)
    return _context(scope, run=run, subjects=subjects, faults=faults, may_apply=answer, apply_url=apply_url, **more)


@require_GET
def run_detail(request: HttpRequest, pk: int, alliance: str | None = None) -> HttpResponse:
    """What one import would change, or what is wrong with it."""
    scope = _scope(request, alliance)
    run = _run(request, scope, pk)
    return render(request, "core/import_run.html", _run_context(request, scope, run))


@require_POST
def run_apply(request: HttpRequest, pk: int, alliance: str | None = None) -> HttpResponse:
    """Do what the plan says; when the records have moved on, show the fresh plan instead."""
    scope = _scope(request, alliance)
    run = _run(request, scope, pk)
    try:
        apply_import(run=run, by=account_of(request), at=clock.now())
    except WrongState as fault:
        context = _run_context(request, scope, _run(request, scope, pk), refusal=str(fault))
        return render(request, "core/import_run.html", context, status=409)
    messages.success(request, "The import has been applied.")
    return redirect(address("run", scope, pk=pk))


@require_GET
def template(request: HttpRequest, form: str, alliance: str | None = None) -> HttpResponse:
    """Empty sheets to fill in."""
    scope = _scope(request, alliance)
    require(may_import(request.user, scope))
    if form not in TEMPLATES:
        raise Http404
    make, content_type = TEMPLATES[form]
    return attachment(make(), content_type, f"import-sheets.{form}")


@require_GET
def export(request: HttpRequest, alliance: str) -> HttpResponse:
    """The alliance's records in the same sheets: `form` is zip, for CSV files, or xlsx."""
    scope = _scope(request, alliance)
    require(may_import(request.user, scope))
    form = request.GET.get("form", "zip")
    if form not in TEMPLATES:
        raise Http404
    try:
        return exported(form, scope=scope, by=account_of(request), route="imports:export")
    except TooLong as fault:
        messages.error(request, f"No workbook could be made. {fault} Take the records out as CSV files.")
        return redirect(address("start", scope))


def exported(form: str, *, scope: Any, by: User, route: str, with_private: bool = True) -> HttpResponse:
    """The records of an alliance as a file of one of the `TEMPLATES`' forms. Raises TooLong."""
    if form == "xlsx":
        made = export_book(scope=scope, by=by, at=clock.now(), route=route, with_private=with_private)
    else:
        made = zipped(export_records(scope=scope, by=by, at=clock.now(), route=route, with_private=with_private))
    return attachment(made, TEMPLATES[form][1], f"{scope.slug}.{form}")


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
