"""What the tests of this app share."""

from __future__ import annotations

from typing import Any

import pytest

from tests.programmes.cycle import Cycle, make_cycle


@pytest.fixture
def cycle(db: Any) -> Cycle:
    return make_cycle()
