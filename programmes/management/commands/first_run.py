"""Makes the first sign-ins of an empty embedded database: one account for each role. It does nothing elsewhere.

The accounts bear names of posts, not of people, and passwords that are made here and nowhere kept but in one file.
"""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from alliance.choices import Role
from alliance.models import Alliance, RoleGrant
from core import clock
from core.history import recorded
from core.models import User
from programmes.models import AreaLead, BusinessArea

ACTOR = "system:first_run"
DOMAIN = "concordat.invalid"
SERVICE = "Service administrator"
AREAS_LED = 3


@dataclass(frozen=True)
class SignIn:
    """One way to sign in, as printed."""

    what: str
    email: str
    password: str


class Command(BaseCommand):
    help = "In an empty embedded database, make one account for each role, in all alliances, and print how to sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--alliance", help="The slug of the one alliance to make accounts for; all, without it.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError(
                "Sign-ins are only made in the embedded database. With DATABASE_URL set, add the first account "
                "with: manage.py add_administrator EMAIL NAME"
            )
        if User._base_manager.filter(is_active=True).exists():
            self.stdout.write("Nothing to do: there are accounts already.")
            return
        sign_ins = make_accounts(_alliances(options["alliance"]), on=clock.today())
        lines = written(sign_ins)
        path = keep(lines, Path(settings.DATA_DIR) / "sign-ins.txt")
        self.stdout.write(lines)
        self.stdout.write(f"Kept in {path}, readable by its owner only.")


def _alliances(slug: str | None) -> list[Alliance]:
    rows = Alliance._base_manager.order_by("pk")
    found = list(rows.filter(slug=slug) if slug else rows)
    if slug and not found:
        raise CommandError(f"There is no alliance '{slug}'. Leave --alliance out for all.")
    return found


@transaction.atomic
def make_accounts(alliances: list[Alliance], *, on: date) -> list[SignIn]:
    """One account for each role, which it holds in every alliance, and one service administrator for all."""
    sign_ins = []
    with recorded(by=None, actor=ACTOR, reason="core.user_added: first sign-ins"):
        for role in Role if alliances else ():
            user, sign_in = _account(role.label)
            for alliance in alliances:
                RoleGrant(user=user, alliance=alliance, role=role, from_date=on).save()
                if role == Role.AREA_LEAD:
                    _lead_some_areas(user, alliance, on)
            sign_ins.append(sign_in)
        _, sign_in = _account(SERVICE, is_service_administrator=True)
        sign_ins.append(sign_in)
    return sign_ins


def _account(post: str, **fields: Any) -> tuple[User, SignIn]:
    password = secrets.token_urlsafe(12)
    email = f"{post.lower().replace(' ', '.')}@{DOMAIN}"
    return User.objects.create_user(email, post, password, **fields), SignIn(post, email, password)


def _lead_some_areas(user: User, alliance: Alliance, on: date) -> None:
    """The first areas that count, so that the area lead has something to report on."""
    areas = BusinessArea._base_manager.filter(alliance=alliance, counts=True, restricted=False)
    for area in areas.order_by("order", "name", "pk")[:AREAS_LED]:
        AreaLead(area=area, user=user, from_date=on).save()


def written(sign_ins: list[SignIn]) -> str:
    """The sign-ins in columns: what it is, address, password."""
    what = max(len(each.what) for each in sign_ins)
    email = max(len(each.email) for each in sign_ins)
    return "\n".join(f"{each.what:<{what}}  {each.email:<{email}}  {each.password}" for each in sign_ins)


def keep(lines: str, path: Path) -> Path:
    """Write the file so that nobody but its owner can ever read it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(lines + "\n")
    return path
