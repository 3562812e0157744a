"""The example alliance, imported once for all tests of this folder; each test's own changes are undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from alliance.models import Alliance
from tests.seed import loaded


@pytest.fixture(scope="package")
def imported_seed_e(django_db_setup: None, django_db_blocker: Any) -> Iterator[Alliance]:
    with loaded("cumbria-lancashire", django_db_blocker) as alliance:
        yield alliance


@pytest.fixture
def seed_e(imported_seed_e: Alliance, db: None) -> Alliance:
    return Alliance.objects.get(pk=imported_seed_e.pk)
