"""The page of an independent review, and the verbs of its recommendations."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from alliance.permissions import can_keep_records
from alliance.readings import alliance_or_404
from core import clock
from core.asking import Verb, answer
from core.permissions import require
from core.posted import posted
from core.records.addresses import page_of
from core.records.changes import entries
from core.versioned_forms import ReasonForm
from programmes.actions import close_recommendation, reopen_recommendation
from programmes.forms.control import DoneForm
from programmes.models import GateReview, ReviewRecommendation
from programmes.permissions import can_close_recommendation
from programmes.readings import review_facts


@require_GET
def review_detail(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """One independent review: its delivery confidence, its findings and what came of its recommendations."""
    found = alliance_or_404(request, alliance)
    rows = GateReview.objects.visible_to(request.user)
    rows = rows.select_related("alliance", "area__alliance", "gate__area__alliance", "rating__scale__alliance")
    review = get_object_or_404(rows, alliance=found, pk=pk)
    history = GateReview.objects.all().history_visible_to(request.user, review.history.all())
    today = clock.today()
    lines = [(each, each.is_overdue(today)) for each in review_facts(review, request.user)]
    context = {
        "alliance": found,
        "review": review,
        "lines": lines,
        "open": sum(1 for each, _ in lines if each.done_on is None),
        "may_change": can_keep_records(request.user, found),
        "may_close": can_close_recommendation(request.user, found),
        "entries": entries(list(history)),
    }
    return render(request, "programmes/review_detail.html", context)


def _to_close(request: HttpRequest, alliance: str, pk: int) -> ReviewRecommendation:
    found = alliance_or_404(request, alliance)
    rows = ReviewRecommendation.objects.visible_to(request.user).select_related("review__alliance", "review__area")
    row = get_object_or_404(rows, review__alliance=found, pk=pk)
    require(can_close_recommendation(request.user, found))
    return row


@require_http_methods(["GET", "POST"])
def recommendation_close(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask what came of it, then say that it is done."""
    row = _to_close(request, alliance, pk)
    verb = Verb(
        title="Say that this is done",
        caption=f"{row.review}: recommendation {row.number}",
        intro=row.text,
        button="It is done",
        act=partial(close_recommendation, row),
        done=lambda each: f"Recommendation {each.number} is done.",
    )
    form = DoneForm(posted(request), row=row, today=clock.today())
    return answer(request, verb, form, alliance=row.alliance, back=page_of(row.review), crumb=str(row.review))


@require_http_methods(["GET", "POST"])
def recommendation_reopen(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask why, then open it again."""
    row = _to_close(request, alliance, pk)
    verb = Verb(
        title="Say that this is not done after all",
        caption=f"{row.review}: recommendation {row.number}",
        intro=row.text,
        button="Open it again",
        is_warning=True,
        act=partial(reopen_recommendation, row),
        done=lambda each: f"Recommendation {each.number} is open again.",
    )
    form = ReasonForm(posted(request), row=row, label="Why is it opened again?")
    return answer(request, verb, form, alliance=row.alliance, back=page_of(row.review), crumb=str(row.review))
