"""`manage.py make_training`: a made-up, complete alliance at any size, to be trained on. All or nothing."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from core import clock
from core.sandbox.client import IsolationUnavailable, WorkFailed
from core.uploads.receive import UploadRefused
from reporting.training.make import make_training
from reporting.training.size import RANGES, Size, WrongSize


class Command(BaseCommand):
    help = "Make a fictional alliance with everything in it, and a small one beside it that shares an organisation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        for name, (least, most) in RANGES.items():
            words = "files of the newest meeting" if name == "papers" else name
            default = getattr(Size, name)
            parser.add_argument(f"--{name}", type=int, default=default, help=f"{words}, {least} to {most} ({default})")
        parser.add_argument("--seed", type=int, default=Size.seed, help="another seed makes another alliance")
        parser.add_argument("--slug", default=Size.slug, help="its short name in addresses")
        parser.add_argument(
            "--until", default="", help="the day its record reaches to, as 2017-09-22; today without it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            until = date.fromisoformat(options["until"]) if options["until"] else clock.today()
        except ValueError:
            raise CommandError(f"--until: “{options['until']}” is no date. Expected one such as 2017-09-22.") from None
        try:
            sizes = {name: options[name] for name in RANGES}
            alliance = make_training(Size(until=until, seed=options["seed"], slug=options["slug"], **sizes))
        except WrongSize as wrong:
            raise CommandError(f"--{wrong}") from wrong
        except ValidationError as error:
            raise CommandError(f"--slug: {' '.join(error.messages)} Nothing was made.") from error
        except (UploadRefused, WorkFailed, IsolationUnavailable) as error:
            raise CommandError(f"The papers could not be drawn: {error}. Nothing was made.") from error
        self.stdout.write(f"Made: {alliance.name} ({alliance.slug}), in {time.monotonic() - began:.1f} s.")
