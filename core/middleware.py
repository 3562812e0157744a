"""What every answer bears and how faults that people can mend are shown. No page of its own stands here."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import is_valid_path

from core.as_at import BadDate
from core.permissions import NotAllowed
from core.workflow import WrongState

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
)
Next = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """The policy without unsafe parts on every answer; answers to a signed-in reader are never stored."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response


class PlainRefusals:
    """Turns a refusal that an action or a reader of dates raised into a page that says why."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            return _other_method(request, response)
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if isinstance(fault, NotAllowed):
            return render(request, "403.html", {"reason": str(fault)}, status=403)
        if isinstance(fault, WrongState):
            return render(
                request,
                "core/refused.html",
                {"title": "This cannot be done now", "reason": str(fault)},
                status=409,
            )
        if isinstance(fault, BadDate):
            context = {"title": "There is a problem with the date", "reason": str(fault), "bad_date": True}
            return render(request, "core/refused.html", context, status=400)
        return None


def _other_method(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """A page in place of an empty answer, with the way to the nearest page above: the one that holds the form."""
    allowed = refused.headers.get("Allow", "")
    if "GET" in allowed:
        context = {"title": "Nothing can be sent here", "reason": "This page is only for reading."}
    else:
        context = {"title": "This address only takes a form", "reason": "Open the page on which the form stands."}
    page = render(request, "core/refused.html", {**context, "above": _page_above(request.path)}, status=405)
    page.headers["Allow"] = allowed
    return page


def _page_above(path: str) -> str:
    """The way up to the nearest address that is one: from the address that accepts an update to the update.

    It is relative, so that the page repeats nothing of the address that was asked for.
    """
    way = ""
    while path != "/":
        path, way = f"{path.rstrip('/').rpartition('/')[0]}/", f"{way}../"
        if is_valid_path(path):
            return way
    return "/"
