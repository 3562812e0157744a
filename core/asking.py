"""One page for a verb that asks something first: a reason, an outcome, a file. What the verb does is its action's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core import clock
from core.signed_in import account_of
from core.stale_forms import CHANGED, take_version
from core.versioned_forms import VersionedForm
from core.versions import StaleVersion


@dataclass(frozen=True, kw_only=True)
class Verb:
    """The words of the page, and the action that it calls with the form's values."""

    title: str
    caption: str
    button: str
    act: Callable[..., Any]
    done: Callable[[Any], str]
    """The message after it, from what the action gave back."""
    intro: str = ""
    is_warning: bool = False


def answer(
    request: HttpRequest, verb: Verb, form: VersionedForm, *, alliance: Any, back: str, crumb: str
) -> HttpResponse:
    """Show the form, or do what it asks and go `back`; what was typed stays where it was refused."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                result = verb.act(**form.values(), by=account_of(request), at=clock.now())
            except ValidationError as error:
                form.add_error(None, error)
            except StaleVersion as stale:
                take_version(form, stale)
                form.add_error(None, CHANGED)
                status = 409
            else:
                messages.success(request, verb.done(result))
                return redirect(back)
    context = {"alliance": alliance, "verb": verb, "form": form, "back": back, "crumb": crumb}
    return render(request, "core/verb_form.html", context, status=status)
