"""The forms that add a comment to a record and withdraw one. One action call for each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.models import Comment
from core.posted import is_one_of_ours
from core.records.addresses import page_of
from core.remarks.actions import add_comment, withdraw_comment
from core.remarks.subjects import find
from core.signed_in import account_of


def subject_or_404(request: HttpRequest, kind: str, pk: int) -> Any:
    subject = find(kind, pk, request.user)
    if subject is None:
        raise Http404
    return subject


def _back(request: HttpRequest, subject: Any) -> str:
    """The page the form stood on, where it is one of ours."""
    sent = request.POST.get("back", "") or request.GET.get("back", "")
    return sent if is_one_of_ours(sent) else page_of(subject) or "/"


@require_POST
def comment_add(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    subject = subject_or_404(request, kind, pk)
    back = _back(request, subject)
    try:
        add_comment(subject, text=request.POST.get("text", ""), by=account_of(request), at=clock.now())
    except ValidationError as error:
        context = {"subject": subject, "errors": error.messages, "text": request.POST.get("text", ""), "back": back}
        return render(request, "core/comment_form.html", context, status=422)
    messages.success(request, "Your comment is added.")
    return redirect(f"{back}#comments")


@require_http_methods(["GET", "POST"])
def comment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    comment = Comment.objects.filter(pk=pk).visible_to(request.user).select_related("said_by").first()
    if comment is None:
        raise Http404
    subject = subject_or_404(request, comment.subject_kind, comment.subject_id)
    back, errors = _back(request, subject), []
    if request.method == "POST":
        why = request.POST.get("reason", "")
        try:
            withdraw_comment(comment, subject, by=account_of(request), at=clock.now(), why=why)
        except ValidationError as error:
            errors = error.messages
        else:
            messages.success(request, "The comment is withdrawn.")
            return redirect(f"{back}#comments")
    context = {"comment": comment, "subject": subject, "errors": errors, "back": back}
    return render(request, "core/comment_withdraw.html", context, status=422 if errors else 200)
