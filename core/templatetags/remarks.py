"""The comments of a record on its page, with the form to add one. Who may is asked of `core.remarks`."""

from __future__ import annotations

from typing import Any

from django import template

from core.models import Attachment, Comment
from core.remarks.subjects import may_comment, may_keep, scopes_to_write_in

register = template.Library()


@register.inclusion_tag("core/_comments.html", takes_context=True)
def comments_of(context: Any, subject: Any) -> dict[str, Any]:
    """Stands on the page of a record, which its reader sees."""
    request = context["request"]
    rows = Comment.objects.about(subject).visible_to(request.user, kind=subject._meta.label_lower)
    comments = list(rows.select_related("said_by"))
    files = Attachment.objects.about(subject).visible_to(request.user, kind=subject._meta.label_lower)
    attachments = list(files.select_related("said_by", "upload"))
    may_add = may_comment(request.user, subject)
    scopes = scopes_to_write_in(request.user, subject) if may_add else []
    return {
        "subject": subject,
        "kind": subject._meta.label_lower,
        "comments": comments,
        "attachments": attachments,
        "may_add": may_add,
        "scopes": scopes,
        "only": scopes[0] if len(scopes) == 1 else None,
        "keeps": bool(comments or attachments) and may_keep(request.user, subject),
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }
