"""One world for each module of access tests: built once, every request in it undone."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.db import transaction

from tests.access.asking import Asker
from tests.access.world import World, build


@pytest.fixture(scope="module")
def world(django_db_setup: Any, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def quick() -> Iterator[None]:
    """Thousands of requests: refusals are not logged one by one, and no copy is kept of what templates were given."""
    logger = logging.getLogger("django.request")
    before, logger.disabled = logger.disabled, True
    with mock.patch("django.test.client.store_rendered_templates", return_value=None):
        yield
    logger.disabled = before


@pytest.fixture(scope="module")
def asker(world: World, quick: None) -> Asker:
    return Asker(world)
