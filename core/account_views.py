"""The pages on which accounts are changed, disabled and enabled, and one's own. One query set or action call each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.account_forms import DisableForm, EnableForm, PlainForm, UserForm
from core.accounts import can_keep_accounts, change_user, disable_user, enable_user, invite_again
from core.models import ApiKey, User
from core.permissions import require
from core.posted import posted
from core.records.changes import FieldChange, changes_between, entries
from core.signed_in import account_of
from core.versions import StaleVersion

ACCOUNT_PAGE = "../"
"""The account's own page, which is made further up, where roles are known, lies above those of its verbs."""


def _found(request: HttpRequest, pk: int) -> User:
    require(can_keep_accounts(request.user))
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """One's own account, and where its parts are kept."""
    keys = ApiKey.objects.filter(owner=account_of(request)).visible_to(request.user)  # type: ignore[misc]
    live = keys.filter(revoked_at__isnull=True, expires_on__gte=clock.today()).count()
    context = {"live_keys": live, "may_keep": can_keep_accounts(request.user)}
    return render(request, "core/account.html", context)


@require_GET
def user_history(request: HttpRequest, pk: int) -> HttpResponse:
    user = _found(request, pk)
    history = User.objects.all().history_visible_to(request.user, user.history.all())
    lines = entries(list(history.select_related("history_user")))
    return render(request, "core/user_history.html", {"account": user, "entries": lines})


@require_http_methods(["GET", "POST"])
def user_edit(request: HttpRequest, pk: int) -> HttpResponse:
    user = _found(request, pk)
    form = UserForm(request.POST) if request.method == "POST" else UserForm.of(user)
    words = {"title": f"Change {user.name}", "button": "Save"}
    return _do(request, user, form, change_user, words)


@require_http_methods(["GET", "POST"])
def user_disable(request: HttpRequest, pk: int) -> HttpResponse:
    user = _found(request, pk)
    form = DisableForm(posted(request), initial={"version": user.version})
    words = {
        "title": f"Disable {user.name}",
        "button": "Disable this account",
        "warning": "They are signed out at once and all their API keys end. What they wrote stays.",
    }
    return _do(request, user, form, disable_user, words)


@require_http_methods(["GET", "POST"])
def user_enable(request: HttpRequest, pk: int) -> HttpResponse:
    user = _found(request, pk)
    form = EnableForm(posted(request), initial={"version": user.version})
    words = {
        "title": f"Enable {user.name}",
        "button": "Enable this account",
        "warning": "They sign in with the password they had. Their API keys stay ended.",
    }
    return _do(request, user, form, enable_user, words)


@require_POST
def user_invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    user = _found(request, pk)
    invite_again(user=user, by=account_of(request), at=clock.now())
    messages.success(request, f"Another invitation has been sent to {user.email}.")
    return redirect(ACCOUNT_PAGE)


def _do(
    request: HttpRequest,
    user: User,
    form: PlainForm,
    verb: Callable[..., User],
    words: dict[str, str],
) -> HttpResponse:
    """Show the form of a verb, or carry it out; what was typed stays when it cannot be."""
    conflict: tuple[FieldChange, ...] | None = None
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = dict(form.cleaned_data)
        version = values.pop("version")
        try:
            verb(user=user, expected=version, by=account_of(request), at=clock.now(), **values)
        except ValidationError as fault:
            form.add_error(None, fault)
        except StaleVersion as stale:
            conflict = _changed_meanwhile(form, user, version, stale)
        else:
            messages.success(request, f"Saved: {user.name}.")
            return redirect(ACCOUNT_PAGE)
    status = 409 if conflict is not None else 422 if form.errors else 200
    context = {"account": user, "form": form, "conflict": conflict, **words}
    return render(request, "core/user_form.html", context, status=status)


def _changed_meanwhile(form: PlainForm, user: User, read: int, stale: StaleVersion) -> tuple[FieldChange, ...]:
    """What somebody else changed since the form was opened; the next submission is judged against their version."""
    was, now = (user.history.filter(version=version).first() for version in (read, stale.current))
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["version"] = str(stale.current)  # type: ignore[index]
    return changes_between(was, now) if was and now else ()
