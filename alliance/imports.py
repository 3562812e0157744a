"""The sheets of a spreadsheet import that fill this app's rows."""

from __future__ import annotations

from typing import Any

SHEETS: list[Any] = []
