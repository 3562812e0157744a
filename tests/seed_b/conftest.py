"""The example alliance, imported once for all tests of this folder; each test's own changes are undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from alliance.models import Alliance
from tests.seed import load_seed_b


@pytest.fixture(scope="package")
def imported_seed_b(django_db_setup: None, django_db_blocker: Any) -> Iterator[Alliance]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_seed_b()
        transaction.set_rollback(True)


@pytest.fixture
def seed_b(imported_seed_b: Alliance, db: None) -> Alliance:
    return Alliance.objects.get(pk=imported_seed_b.pk)
