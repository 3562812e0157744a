"""A name with the page it leads to. No row and no query stands here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    """A name as on the day."""

    name: str
    address: str = ""
