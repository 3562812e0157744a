"""What the tests of this app share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.governance.sitting import Sitting, make_sitting


@pytest.fixture
def sitting(db: Any, settings: Any, tmp_path: Path) -> Sitting:
    settings.FILES_DIR = tmp_path
    return make_sitting()
