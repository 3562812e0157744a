"""Which tests need run on one database only. Fixtures stand with the tests that use them."""

from __future__ import annotations

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server", "prepared_engine", "seed_b"}
WAITING = ("tests/worker", "tests/journeys")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark `once` what never touches a database: bin/test leaves it out of its second run, on the other engine.

    What mostly waits, for workers and browsers, comes first, so that the rest fills the time beside it.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(WAITING))
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") is None and not names & DATABASE_FIXTURES:
            item.add_marker(pytest.mark.once)
