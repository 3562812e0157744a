"""The pages that anybody may read without signing in. No row is read here."""

from __future__ import annotations

from datetime import timedelta
from typing import NoReturn

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core import clock
from core.glossary import words

SECURITY_TEXT_LIFE = timedelta(days=180)


@require_GET
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "core/accessibility.html")


@require_GET
@login_not_required
def glossary_page(request: HttpRequest) -> HttpResponse:
    return render(request, "core/help.html", {"words": words()})


@require_GET
@login_not_required
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a weakness (RFC 9116); the expiry must lie less than a year ahead."""
    expires = (clock.now() + SECURITY_TEXT_LIFE).strftime("%Y-%m-%dT00:00:00Z")
    site = settings.SITE_URL.rstrip("/")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: en",
        f"Canonical: {site}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_GET
@login_not_required
def mark(request: HttpRequest) -> HttpResponse:
    """The product's mark, for what asks at the usual address: a document in the browser, a PDF, a JSON answer."""
    drawn = (settings.BASE_DIR / "static" / "img" / "mark.svg").read_bytes()
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})


def own_address_is_kept(request: HttpRequest) -> NoReturn:
    """The sign-in package offers to change one's own address; here a service administrator keeps it."""
    raise Http404
