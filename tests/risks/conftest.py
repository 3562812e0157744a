"""The world of the access tests, for the tests that ask pages of risks: built once for each module."""

from tests.access.conftest import world

__all__ = ["world"]
