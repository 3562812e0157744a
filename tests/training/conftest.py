"""One small training alliance with its papers drawn, for all tests of this folder; their own changes are undone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from alliance.models import Alliance
from reporting.training.make import make_training
from tests.training.alliances import small


@pytest.fixture(scope="package")
def made_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[Alliance]:
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(FILES_DIR=folder),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield make_training(small())
        transaction.set_rollback(True)


@pytest.fixture
def training(made_once: Alliance, db: None) -> Alliance:
    return Alliance.objects.get(pk=made_once.pk)
