"""Requests that arrive twice are done once: the guard around every POST of the API and every form that bears a token.

The answer is kept in the transaction that did the work, so that one never stands without the other. What a request
does is said by its view.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from core import clock, keys
from core.models import RepeatGuard

if TYPE_CHECKING:
    from core.models import User

API: Final = "/api/v1/"
FIELD: Final = "repeat_token"
LONGEST_KEY: Final = 255
KEPT_FOR: Final = timedelta(days=7)
GIVEN_UP_AFTER: Final = timedelta(seconds=120)
"""A request that has not answered by then has died: its transaction is gone, and the key may be used again."""
KEPT_HEADERS: Final = ("Content-Type", "ETag", "Location", "HX-Redirect")

Next = Callable[[HttpRequest], HttpResponse]


def new_token() -> str:
    """A token for one rendering of a form."""
    return secrets.token_urlsafe(24)


def purge(at: datetime) -> int:
    """Forget answers older than seven days (reliability rule A15); returns how many."""
    return RepeatGuard.objects.filter(created_at__lt=at - KEPT_FOR).delete()[0]


def fingerprint(request: HttpRequest) -> str:
    """The hash of method, address and body. A form's own tokens are left out, its files are read."""
    found = sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type not in ("multipart/form-data", "application/x-www-form-urlencoded"):
        found.update(request.body)
        return found.hexdigest()
    for name, values in sorted(request.POST.lists()):
        if name not in (FIELD, "csrfmiddlewaretoken"):
            found.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            found.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                found.update(chunk)
            file.seek(0)
    return found.hexdigest()


def keep_instead(response: HttpResponse, body: bytes) -> None:
    """Have `body` kept for a repeat in place of the response's own, which holds a secret."""
    response.kept_body = body  # type: ignore[attr-defined]


class RepeatedRequests:
    """Answers a repeat with what was answered first. Only answers that ended the matter are kept.

    A refusal has changed nothing, so it is not kept and the same key may be sent again, corrected or not.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self.get_response(request)
        is_api = request.path.startswith(API)
        sent = request.headers.get("Idempotency-Key") if is_api else request.POST.get(FIELD)
        user = _account(request) if sent is not None else None
        if sent is None or user is None:
            return self.get_response(request)
        key = sent.strip() if is_api else f"form:{sent}"
        if not key or len(key) > LONGEST_KEY:
            words = f"Idempotency-Key must have 1 to {LONGEST_KEY} characters."
            return _refused(request, is_api, 400, words)
        claim = _claim(user, key, fingerprint(request), clock.now())
        if isinstance(claim, _Refusal):
            return _refused(request, is_api, claim.status, claim.words if is_api else claim.form_words)
        if claim.status is not None:
            return _replay(claim)
        return self._first(request, claim, is_api)

    def _first(self, request: HttpRequest, guard: RepeatGuard, is_api: bool) -> HttpResponse:
        """Do the work and keep its answer in one transaction; a failure undoes both."""
        held = RepeatGuard.objects.filter(pk=guard.pk, status__isnull=True, created_at=guard.created_at)
        with transaction.atomic():
            # Taking the row again locks it, so that whoever takes over waits until this transaction has ended.
            if not held.update(created_at=guard.created_at):
                return _refused(request, is_api, 409, BUSY.words if is_api else BUSY.form_words)
            response = self.get_response(request)
            ended = _ends_the_matter(response, is_api)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            elif ended:
                held.update(
                    status=response.status_code,
                    headers={name: response[name] for name in KEPT_HEADERS if name in response},
                    body=getattr(response, "kept_body", response.content).decode(),
                )
        if not ended:
            held.delete()
        return response


class _Refusal:
    def __init__(self, status: int, words: str, form_words: str) -> None:
        self.status, self.words, self.form_words = status, words, form_words


BUSY: Final = _Refusal(
    409,
    "A request with this Idempotency-Key is being answered. Ask again in a moment.",
    "This form has been sent already and is being saved. Wait a moment, then look at the list.",
)
OTHER: Final = _Refusal(
    422,
    "This Idempotency-Key was used for another request. Send a new key with a new request.",
    "This form has been sent already, with other entries; those of now were not saved. Open the form again.",
)


def _account(request: HttpRequest) -> User | None:
    """Who asks: the owner of the key sent, or the session's account. Whether they may is asked by the view."""
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        key = keys.find(text.strip(), at=clock.now())
        return key.owner if key is not None else None
    return request.user if request.user.is_authenticated else None


def _claim(user: User, key: str, request_hash: str, at: datetime) -> RepeatGuard | _Refusal:
    """The new guard of this request, the one that holds its answer already, or why there is neither."""
    try:
        with transaction.atomic():
            return RepeatGuard.objects.create(user=user, key=key, request_hash=request_hash, created_at=at)
    except IntegrityError:
        found = RepeatGuard.objects.filter(user=user, key=key).first()
    if found is None:
        return BUSY
    if found.request_hash != request_hash:
        return OTHER
    if found.status is not None:
        return found
    abandoned = RepeatGuard.objects.filter(pk=found.pk, status__isnull=True, created_at__lt=at - GIVEN_UP_AFTER)
    if not abandoned.update(created_at=at):
        return BUSY
    found.created_at = at
    return found


def _ends_the_matter(response: HttpResponse, is_api: bool) -> bool:
    """Whether a repeat gets this answer: an API success, or a form's step to another page."""
    if response.streaming:
        return False
    if is_api or hasattr(response, "kept_body"):
        return response.status_code < 400
    return 300 <= response.status_code < 400 or "HX-Redirect" in response


def _replay(guard: RepeatGuard) -> HttpResponse:
    response = HttpResponse(guard.body, status=guard.status, headers=guard.headers)
    response.headers["Idempotent-Replayed"] = "true"
    return response


def _refused(request: HttpRequest, is_api: bool, status: int, words: str) -> HttpResponse:
    if is_api:
        headers = {"Retry-After": "1"} if status == 409 else None
        return JsonResponse({"detail": words}, status=status, headers=headers)
    context = {"title": "This form has been sent already", "reason": words}
    return render(request, "core/refused.html", context, status=409)
