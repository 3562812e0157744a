"""The pages that show accounts and roles, invite people and split an amount. One query set or action call each."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from alliance.actions import invite_with_roles
from alliance.choices import Role
from alliance.forms import InviteForm, SplitForm
from alliance.models import Alliance, RoleGrant
from alliance.permissions import can_give_roles, can_keep_records
from alliance.readings import alliance_or_404, sharing_bases
from core import as_at, clock
from core.account_filters import UserFilter
from core.accounts import can_keep_accounts, invite_user
from core.models import User
from core.permissions import require
from core.posted import posted

PAGE_SIZE = 50


@require_GET
def user_list(request: HttpRequest) -> HttpResponse:
    """The accounts the reader may see: those that share an alliance with them, or all."""
    selection = UserFilter(request.GET, queryset=User.objects.visible_to(request.user))
    rows = selection.qs if selection.is_valid() else selection.queryset.none()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    may_invite = can_give_roles(request.user, None)
    context = {"filter": selection, "page": page, "may_invite": may_invite, "section": "directory"}
    return render(request, "core/user_list.html", context)


@require_GET
def user_detail(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    roles = RoleGrant.objects.visible_to(request.user).filter(user=user).select_related("alliance")
    context: dict[str, Any] = {
        "account": user,
        "roles": roles,
        "has_password": user.has_usable_password(),
        "may_keep": can_keep_accounts(request.user),
        "is_self": user.pk == request.user.pk,
    }
    return render(request, "core/user_detail.html", context)


@require_http_methods(["GET", "POST"])
def user_invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody: into one's own alliance, or, for a service administrator, anywhere or nowhere yet."""
    require(can_give_roles(request.user, None))
    anywhere = bool(can_keep_accounts(request.user))
    alliances = Alliance.objects.visible_to(request.user)
    if not anywhere:
        alliances = alliances.with_role(request.user, Role.ADMINISTRATOR)
    initial = {"alliance": alliances.filter(slug=request.GET.get("alliance", "")).first()}
    known: dict[str, Any] = {
        "alliances": alliances,
        "needs_alliance": not anywhere,
        "today": clock.today(),
        "initial": initial,
    }
    form = InviteForm(posted(request), **known)
    if request.method == "POST" and form.is_valid():
        try:
            user = _invite(request, form)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, f"An email has been sent to {user.email}.")
            return redirect("alliance:user_detail", pk=user.pk)
    return render(request, "core/user_invite.html", {"form": form}, status=422 if form.errors else 200)


def _invite(request: HttpRequest, form: InviteForm) -> User:
    values = form.cleaned_data
    known: dict[str, Any] = {"email": values["email"], "name": values["name"], "by": request.user}
    if values["alliance"] is None:
        return invite_user(**known, at=clock.now())
    require(can_give_roles(request.user, values["alliance"]))
    return invite_with_roles(**known, alliance=values["alliance"], roles=form.given(), at=clock.now())


@require_GET
def split(request: HttpRequest, alliance: str) -> HttpResponse:
    """What falls to each partner of an amount, on a day and a basis; nothing is kept."""
    found = alliance_or_404(request, alliance)
    asked = {name: str(value) for name, value in request.GET.items() if name.startswith("as_at")}
    on, problem = _day_of(asked)
    bases = sharing_bases(found, request.user)
    sent = request.GET if "amount" in request.GET else None
    form = SplitForm(sent, bases=bases, on=on, initial={"basis": request.GET.get("basis", "")})
    wrong = bool(form.errors or problem)
    parts = ("day", "month", "year")
    typed = {part: getattr(on, part) if on else asked.get(f"as_at-{part}", "") for part in parts}
    context = {
        "alliance": found,
        "form": form,
        "on": on,
        "typed": typed,
        "problem": problem,
        "is_wrong": wrong,
        "basis": form.cleaned_data["basis"] if form.split else None,
        "split": form.split,
        "may_add": can_keep_records(request.user, found),
    }
    return render(request, "alliance/split.html", context, status=422 if wrong else 200)


def _day_of(asked: dict[str, str]) -> tuple[date | None, str]:
    """The day asked for, or none with what is wrong with it."""
    try:
        return as_at.read(asked).on, ""
    except as_at.BadDate as fault:
        return None, str(fault)
