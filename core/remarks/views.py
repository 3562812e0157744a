"""The forms that add a comment to a record and withdraw one. One action call for each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.account_forms import PlainForm
from core.downloads import upload_file
from core.models import Attachment, Comment
from core.permissions import require
from core.posted import is_one_of_ours, posted
from core.readings import is_restricted, note_reading
from core.records.addresses import page_of
from core.remarks.actions import add_comment, attach, withdraw_remark
from core.remarks.subjects import find, may_comment, scopes_to_write_in
from core.signed_in import account_of
from core.uploads.fields import UploadField
from core.uploads.kinds import ATTACHMENTS


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
    text, alliance = request.POST.get("text", ""), request.POST.get("alliance", "")
    try:
        add_comment(subject, text=text, by=account_of(request), at=clock.now(), alliance=alliance)
    except ValidationError as error:
        context = {"subject": subject, "errors": error.messages, "text": text, "back": back}
        context |= {"scopes": scopes_to_write_in(request.user, subject), "scope": alliance}
        return render(request, "core/comment_form.html", context, status=422)
    messages.success(request, "Your comment is added.")
    return redirect(f"{back}#comments")


@require_http_methods(["GET", "POST"])
def comment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _withdraw(request, Comment.objects.filter(pk=pk).visible_to(request.user).select_related("said_by").first())


@require_http_methods(["GET", "POST"])
def attachment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Attachment.objects.filter(pk=pk).visible_to(request.user)
    return _withdraw(request, rows.select_related("said_by").first())


def _withdraw(request: HttpRequest, remark: Comment | Attachment | None) -> HttpResponse:
    if remark is None:
        raise Http404
    subject = subject_or_404(request, remark.subject_kind, remark.subject_id)
    back, errors = _back(request, subject), []
    if request.method == "POST":
        why = request.POST.get("reason", "")
        try:
            withdraw_remark(remark, subject, by=account_of(request), at=clock.now(), why=why)
        except ValidationError as error:
            errors = error.messages
        else:
            messages.success(request, f"The {remark._meta.verbose_name} is withdrawn.")
            return redirect(f"{back}#comments")
    context = {"comment": remark, "subject": subject, "errors": errors, "back": back}
    return render(request, "core/comment_withdraw.html", context, status=422 if errors else 200)


class AttachmentForm(PlainForm):
    """A file and what it is."""

    title = forms.CharField(max_length=200, label="What is it?", error_messages={"required": "Enter what the file is."})
    file = UploadField(label="File", accept=ATTACHMENTS)
    alliance = forms.ChoiceField(
        label="In which alliance do you attach it?",
        help_text="Only its members see it.",
        error_messages={"required": "Choose the alliance.", "invalid_choice": "Choose the alliance from the list."},
    )

    def __init__(self, *args: Any, scopes: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(scopes) < 2:
            del self.fields["alliance"]
        else:
            choices = [("", "Choose one"), *((each.slug, str(each)) for each in scopes)]
            self.fields["alliance"].choices = choices  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def attachment_add(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    subject = subject_or_404(request, kind, pk)
    require(may_comment(request.user, subject))
    back = _back(request, subject)
    scopes = scopes_to_write_in(request.user, subject)
    form = AttachmentForm(posted(request), request.FILES or None, scopes=scopes)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        known = {"by": account_of(request), "at": clock.now(), "alliance": given.get("alliance", "")}
        attach(subject, checked=given["file"], title=given["title"], **known)
        messages.success(request, "The file is attached.")
        return redirect(f"{back}#comments")
    only = scopes[0] if len(scopes) == 1 else None
    context = {"subject": subject, "form": form, "back": back, "only": only}
    return render(request, "core/attachment_form.html", context, status=422 if form.errors else 200)


@require_GET
def attachment_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file. The right to it is asked now, and reading one beside a restricted record is recorded first."""
    found = Attachment.objects.filter(pk=pk).visible_to(request.user).select_related("upload").first()
    if found is None:
        raise Http404
    subject = subject_or_404(request, found.subject_kind, found.subject_id)
    if is_restricted(subject):
        note_reading(found, by=account_of(request), route="page", at=clock.now())
    return upload_file(found.upload)
