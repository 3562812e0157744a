"""How documents write dates. No row is read here."""

from __future__ import annotations

from datetime import date


def long_date(on: date) -> str:
    """A day as the house writes it, for example 14 September 2017."""
    return f"{on.day} {on:%B %Y}"
