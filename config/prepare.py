"""Brings the database and the served files up to date, and fills an empty database.

Run as `python -m config.prepare`; a stamp in the data folder tells the next start that nothing has changed.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from config.supervisor import say

EXAMPLE, TRAINING = "devon-cornwall-dorset", "training"
EXAMPLES = (EXAMPLE, "east-midlands", "three-force", "leicestershire-northamptonshire", "cumbria-lancashire")
"""Every folder of `examples/` that is loaded, a wider alliance before those that name it."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def sources() -> list[Path]:
    """The files on which the database's shape and the served files depend."""
    root: Path = settings.BASE_DIR
    migrations = (path for path in root.glob("*/migrations/*.py"))
    served = (path for path in (root / "static").rglob("*") if path.is_file())
    return sorted([root / "requirements.txt", *migrations, *served])


def fingerprint() -> str:
    """A hash of the sources and of which database it is; another file or address gives another one."""
    found = hashlib.sha256()
    for path in sources():
        found.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode())
        found.update(path.read_bytes())
    database = settings.DATABASES["default"]
    name = Path(database["NAME"])
    found.update(f"{database['ENGINE']} {database.get('HOST')} {name}".encode())
    if name.is_file():
        found.update(str(name.stat().st_ino).encode())
    return found.hexdigest()


def stamp() -> Path:
    """Where the fingerprint of the last preparation is kept."""
    return Path(settings.DATA_DIR) / ".prepared"


def is_done() -> bool:
    """Whether nothing has changed since the last preparation.

    Only the embedded database can be trusted to be the one it was: any other is asked at each start.
    """
    if not settings.EMBEDDED or not Path(settings.DATABASES["default"]["NAME"]).is_file():
        return False
    return stamp().is_file() and stamp().read_text(encoding="utf-8") == fingerprint()


def is_empty() -> bool:
    """Whether the database holds no alliance yet."""
    return not apps.get_model("alliance", "Alliance")._base_manager.exists()


def load_examples() -> None:
    """Every example through the import that everybody uses, each in a transaction of its own."""
    for slug in EXAMPLES:
        say(f"Loading an example (examples/{slug})")
        call_command("import_alliance", str(settings.BASE_DIR / "examples" / slug), stdout=io.StringIO())


def make_training() -> None:
    """The training alliance beside the examples. Where its papers cannot be drawn the product starts without it."""
    say("Making the training alliance (fictional)")
    try:
        call_command("make_training", slug=TRAINING, stdout=io.StringIO())
    except CommandError as refusal:
        say(f"There is no training alliance: {refusal}")


def prepare() -> None:
    """Migrate, gather the served files, and load the examples, the training alliance and the sign-ins into an empty
    database."""
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    say("Bringing the database up to date")
    call_command("migrate", interactive=False, verbosity=0)
    say("Gathering the style sheet, scripts and fonts")
    call_command("collectstatic", interactive=False, verbosity=0)
    if is_empty():
        load_examples()
        if settings.EMBEDDED:
            make_training()
    if settings.EMBEDDED:
        # What it prints is kept in sign-ins.txt, which the launcher shows once everything stands.
        call_command("first_run", stdout=io.StringIO())
    connection.close()
    stamp().write_text(fingerprint(), encoding="utf-8")


if __name__ == "__main__":
    django.setup()
    try:
        prepare()
    except CommandError as refusal:
        sys.exit(str(refusal))
