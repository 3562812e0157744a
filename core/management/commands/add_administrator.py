"""Makes a service administrator from the command line, for a database that has none. Nobody is given a password here.

The link to set one is printed, since mail may not be set up yet.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from core.accounts import account_with
from core.history import recorded
from core.invitations import password_link
from core.models import User


class Command(BaseCommand):
    help = "Add a service administrator and print the link with which they set a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User(email=options["email"].lower(), name=options["name"], is_service_administrator=True)
        user.set_unusable_password()
        if account_with(user.email) is not None:
            raise CommandError(f"There is an account with the address {user.email} already.")
        try:
            user.full_clean()
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from None
        with recorded(by=None, actor="system:add_administrator", reason="core.user_added: by command"):
            user.save()
        self.stdout.write(f"{user.email} can set a password within three days at:\n{password_link(user)}")
