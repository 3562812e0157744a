"""A database and a broker of the worker tests' own, of the kind that the suite runs on, and this thread moved to them.

On SQLite that is a file with the filesystem broker, as shipped; else a new PostgreSQL database and a Redis number of
its own. No expectation stands here.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import redis
from celery import Celery
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from core import bells

NAME = "sqlite+filesystem" if settings.EMBEDDED else "postgresql+redis"
_FIRST_REDIS_NUMBER = 4


class Engine:
    """Where the processes under test keep their rows, messages and files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = folder / "files"
        self._redis_url = "" if settings.EMBEDDED else _own_redis(settings.REDIS_URL)
        self._database: dict[str, Any] = connections["default"].settings_dict | {"NAME": self._new_database()}
        # The settings of the suite's own database name its test twin, which must not be opened by mistake.
        self._database["TEST"] = connections["default"].settings_dict["TEST"]

    def _new_database(self) -> str:
        if settings.EMBEDDED:
            return str(self.folder / "concordat.sqlite3")
        name = f"worker_{uuid.uuid4().hex[:12]}"
        self._as_owner(f'CREATE DATABASE "{name}"')
        return name

    def _as_owner(self, statement: str) -> None:
        owned = psycopg2.connect(os.environ["DATABASE_URL"].replace("postgresql://", "postgres://"))
        owned.autocommit = True
        with owned.cursor() as cursor:
            cursor.execute(statement)
        owned.close()

    @property
    def environment(self) -> dict[str, str]:
        """What a process under test is started with; nothing of the suite's own database or broker is in it."""
        taken = ("DATABASE_URL", "REDIS_URL", "CELERY_BROKER_URL", "CONCORDAT_DATA", "FILES_DIR")
        kept = {name: value for name, value in os.environ.items() if name not in taken}
        kept |= {"CONCORDAT_DATA": str(self.folder), "SECRET_KEY": settings.SECRET_KEY, "PYTHONUNBUFFERED": "1"}
        if settings.EMBEDDED:
            return kept
        parts = urlsplit(os.environ["DATABASE_URL"])
        database = urlunsplit(parts._replace(path=f"/{self._database['NAME']}"))
        return kept | {"DATABASE_URL": database, "REDIS_URL": self._redis_url}

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Within this, this thread's queries and messages go where the processes under test look."""
        before = connections["default"]
        kept = connections.databases["default"]
        connections.databases["default"] = self._database
        connections["default"] = connections.create_connection("default")
        try:
            yield
        finally:
            connections["default"].close()
            connections.databases["default"] = kept
            connections["default"] = before

    def prepare(self) -> None:
        """Make the tables. To be called once, within `entered`."""
        call_command("migrate", interactive=False, verbosity=0)

    def sender(self) -> Celery:
        """An application that sends to this broker, whatever CELERY_BROKER_URL says."""
        app = Celery("asker", set_as_current=False)
        if settings.EMBEDDED:
            queue = str(self.folder / "broker" / "queue")
            control = self.folder / "broker" / "control"
            for folder in (Path(queue), control):
                folder.mkdir(parents=True, exist_ok=True)
            app.conf.broker_write_url = "filesystem://"
            app.conf.broker_transport_options = {
                "data_folder_in": queue,
                "data_folder_out": queue,
                "control_folder": str(control),
            }
        else:
            app.conf.broker_write_url = self._redis_url
            app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        return app

    def lose_messages(self) -> int:
        """Throw away every message, as a broker does that lost its memory; return how many bells there were."""
        lost = bells.waiting(bells.RENDER) + bells.waiting(bells.SHORT)
        if settings.EMBEDDED:
            for message in (self.folder / "broker" / "queue").glob("*.msg"):
                message.unlink(missing_ok=True)
        else:
            redis.Redis.from_url(self._redis_url).flushdb()
        return lost

    def discard(self) -> None:
        """Remove all that was made."""
        if not settings.EMBEDDED:
            self._as_owner(f'DROP DATABASE "{self._database["NAME"]}" WITH (FORCE)')
            redis.Redis.from_url(self._redis_url).flushdb()
        shutil.rmtree(self.folder, ignore_errors=True)


def _own_redis(url: str) -> str:
    """The suite's server, with a number that neither the suite nor another process of pytest uses."""
    number = _FIRST_REDIS_NUMBER + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return urlunsplit(urlsplit(url)._replace(path=f"/{number}"))
