"""What a page was sent: bound by the method, so that an empty form is judged like any other. No form stands here."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """The form that was sent, be it empty; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None
