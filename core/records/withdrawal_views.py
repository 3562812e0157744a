"""The pages that withdraw a record, put it back, and list what is withdrawn. One action call for each."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.permissions import require
from core.records.addresses import address, page_of
from core.records.forms import WithdrawalForm
from core.records.found import frame, kind_or_404, row_to_change, scope_or_404
from core.records.relations import HIDDEN, hanging_on
from core.records.rows import withdrawn_rows
from core.records.views import PAGE_SIZE
from core.records.withdrawal import parts_in_words, put_back, withdraw
from core.signed_in import account_of
from core.versions import StaleVersion
from core.workflow import WrongState

STALE = "Somebody else has saved this record since you opened it. Look at it again, then decide."


@require_http_methods(["GET", "POST"])
def record_withdraw(request: HttpRequest, kind: str, pk: int, alliance: str | None = None) -> HttpResponse:
    record, scope = kind_or_404(kind, alliance), scope_or_404(request, alliance)
    row = row_to_change(request, record, scope, pk)
    form = WithdrawalForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            withdraw(
                row, record, by=account_of(request), at=clock.now(), why=given["reason"], expected=given["version"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        except StaleVersion:
            raise WrongState(STALE) from None
        else:
            messages.success(request, f"“{row}” is withdrawn. It can be put back from this page.")
            return redirect(address("detail", record, scope, pk=row.pk))
    hanging, hidden = hanging_on(row, request.user) if not form.is_bound else ([], False)
    held = {"hanging": hanging, "hidden": HIDDEN if hidden else ""}
    context = frame(record, scope, row=row, form=form, **held, parts=parts_in_words(row))
    return render(request, "core/record_withdraw.html", context, status=422 if form.errors else 200)


@require_POST
def record_put_back(request: HttpRequest, kind: str, pk: int, alliance: str | None = None) -> HttpResponse:
    record, scope = kind_or_404(kind, alliance), scope_or_404(request, alliance)
    row = row_to_change(request, record, scope, pk, withdrawn=True)
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        raise WrongState(STALE)
    given = form.cleaned_data
    try:
        put_back(row, record, by=account_of(request), why=given["reason"], expected=given["version"])
    except StaleVersion:
        raise WrongState(STALE) from None
    messages.success(request, f"“{row}” is put back.")
    return redirect(page_of(row))


@require_GET
def record_withdrawn(request: HttpRequest, kind: str, alliance: str | None = None) -> HttpResponse:
    """What of a kind is withdrawn, newest first, for those who may put it back."""
    record, scope = kind_or_404(kind, alliance), scope_or_404(request, alliance)
    require(record.may_change(request.user, scope))
    rows = withdrawn_rows(record, request.user, scope).order_by("-withdrawn_at", "pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = [(row, address("detail", record, record.scope_of(row), pk=row.pk)) for row in page]
    return render(request, "core/record_withdrawn.html", frame(record, scope, page=page, rows=shown))
