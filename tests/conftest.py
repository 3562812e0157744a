"""Which tests need run on one database only, and which share a process. Fixtures stand with the tests that use them."""

from __future__ import annotations

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server", "prepared_engine", "seed_b"}
WAITING = ("tests/worker", "tests/journeys")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark `once` what never touches a database: bin/test leaves it out of its second run, on the other engine.

    What mostly waits, for workers and browsers, comes first, so that the rest fills the time beside it. A file's tests
    share a process, and so what their fixtures prepare.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(WAITING))
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") is None and not names & DATABASE_FIXTURES:
            item.add_marker(pytest.mark.once)
        item.add_marker(pytest.mark.xdist_group(_group(item)))


def _group(item: pytest.Item) -> str:
    """The file; but all journeys share one running product, and the access table is too long for one process."""
    file, _, name = item.nodeid.partition("::")
    if file.startswith("tests/journeys"):
        return "tests/journeys"
    if file.endswith("test_access_table.py"):
        return f"{file} {' '.join(name.partition('[')[2].split(':')[0].split()[:2])}"
    return file
