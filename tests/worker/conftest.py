"""One database and broker for all worker tests of a pytest process, emptied before each, and the processes on them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from alliance.models import Alliance
from core import bells
from core.models import Document, Heartbeat, Job
from reporting.models import Report, StoredPart
from tests import factories as make
from tests.worker import moves
from tests.worker.engine import NAME, Engine
from tests.worker.running import Running

Start = Callable[..., Running]


@pytest.fixture(scope="session", params=[NAME])
def prepared_engine(django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Engine]:
    with django_db_blocker.unblock():
        engine = Engine(tmp_path_factory.mktemp("worker"))
        with engine.entered():
            engine.prepare()
            moves.install()
            found = make.make_alliance("Northern Alliance", slug="northern", marking="OFFICIAL")
            live = make.make_status(found, "live")
            for order, name in enumerate(["Custody", "Intelligence", "Dogs"]):
                make.make_area_status(make.make_area(found, name, order=order), live, order=order)
    yield engine
    with django_db_blocker.unblock():
        engine.discard()


@pytest.fixture
def engine(prepared_engine: Engine, django_db_blocker: Any, settings: Any, monkeypatch: Any) -> Iterator[Engine]:
    """The engine with no job, message or heartbeat in it, and this thread moved to it."""
    settings.FILES_DIR = prepared_engine.files
    monkeypatch.setattr(bells, "current_app", prepared_engine.sender())
    with django_db_blocker.unblock(), prepared_engine.entered():
        for model in (Report, Job, Document, StoredPart, Heartbeat):
            model._base_manager.all().delete()
        moves.clear()
        shutil.rmtree(prepared_engine.files, ignore_errors=True)
        prepared_engine.lose_messages()
        yield prepared_engine


@pytest.fixture
def alliance(engine: Engine) -> Alliance:
    return Alliance._base_manager.get()


@pytest.fixture
def start(engine: Engine, tmp_path: Path) -> Iterator[Start]:
    """Start a process of the Procfile by name; what is left of all of them is killed when the test ends."""
    started: list[Running] = []

    def begin(name: str, options: dict[str, str] | None = None, **environment: str) -> Running:
        log = tmp_path / f"{name}.log"
        running = Running(name, engine.environment | environment, log, options)
        started.append(running)
        return running

    yield begin
    for running in started:
        running.stop()
