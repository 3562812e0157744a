"""How long a sign-in lasts: thirty minutes without a request, twelve hours in all, and not beyond its account's.

No page stands here; who an account is stands in `core.accounts`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse

from core import clock
from core.models import User

BEGAN: Final = "began_at"
SEEN: Final = "seen_at"
NOTED_EVERY_SECONDS: Final = 60
Next = Callable[[HttpRequest], HttpResponse]


class SessionLimits:
    """Signs out who has been idle, or signed in, for too long (reliability rule X11)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            now = clock.now().timestamp()
            began = request.session.setdefault(BEGAN, now)
            seen = request.session.setdefault(SEEN, now)
            if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif now - seen > NOTED_EVERY_SECONDS:
                request.session[SEEN] = now
        return self.get_response(request)


def end_sessions(user: User, *, at: datetime) -> int:
    """End every session of an account at once, so that none lives again when the account does; returns how many.

    Sessions do not name their account in a column, so each live one is read: some thousands a second.
    """
    ended = 0
    for session in Session.objects.filter(expire_date__gte=at).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
            ended += 1
    return ended
