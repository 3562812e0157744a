"""Which tests need run on one database only, and which share a process. Fixtures stand with the tests that use them."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "live_server",
    "prepared_engine",
    "seed_a",
    "seed_b",
    "seed_d",
    "seed_e",
}
WAITING = ("tests/worker", "tests/journeys")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark `once` what never touches a database: bin/test leaves it out of its second run, on the other engine.

    A file that mostly waits, for workers and browsers, stands beside one that does not, so that both cores have work.
    """
    files = list(dict.fromkeys(_file(item.nodeid) for item in items))
    waiting = [file for file in files if file.startswith(WAITING)]
    working = [file for file in files if not file.startswith(WAITING)]
    places = {file: place for place, file in enumerate(chain.from_iterable(zip_longest(waiting, working)))}
    items.sort(key=lambda item: places[_file(item.nodeid)])
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") is None and not names & DATABASE_FIXTURES:
            item.add_marker(pytest.mark.once)


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]


class ByFile(LoadScopeScheduling):
    """A file's tests share a process, and so what their fixtures prepare.

    All journeys share one running product; the access table is too long for one process. The groups of pytest-xdist
    would say the same, but pytest 9.2 names its items in a way that they do not reach (xdist 3.8).
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _, name = nodeid.partition("::")
        if file.startswith("tests/journeys"):
            return "tests/journeys"
        if file.endswith("test_access_table.py"):
            return f"{file} {' '.join(name.partition('[')[2].split(':')[0].split()[:2])}"
        return file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)
