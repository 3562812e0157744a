"""What a page was sent: bound by the method, so that an empty form is judged like any other. No form stands here."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme


def posted(request: HttpRequest) -> QueryDict | None:
    """The form that was sent, be it empty; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def is_one_of_ours(address: str) -> bool:
    """Whether an address that was sent leads to a page of this service, and to no other site."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
