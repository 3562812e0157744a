"""The world of the access tests, for the architecture tests that ask pages: built once for each module."""

from tests.access.conftest import quick, world

__all__ = ["quick", "world"]
