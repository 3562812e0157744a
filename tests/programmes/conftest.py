"""What the tests of this app share."""

from __future__ import annotations

from typing import Any

import pytest

from tests.programmes.cycle import Cycle, make_cycle
from tests.programmes.way import Way, make_way


@pytest.fixture
def cycle(db: Any) -> Cycle:
    return make_cycle()


@pytest.fixture
def way(db: Any) -> Way:
    return make_way()
