"""Where what stands in a plan is read. A plan names hundreds of rows, so each kind of page is looked up once."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from django.urls import reverse

from reporting.plan.drawing import Address

ANY: Final = 0
"""A number that no row bears."""


@lru_cache(maxsize=64)
def plan_addresses(alliance: str) -> Address:
    """The addresses of the pages of phases, gates and milestones of an alliance."""
    kinds = ("phase", "gate", "milestone")
    whole = {kind: reverse(f"programmes:{kind}_detail", kwargs={"alliance": alliance, "pk": ANY}) for kind in kinds}
    parts = {kind: address.rpartition(f"/{ANY}/")[::2] for kind, address in whole.items()}

    def address(kind: str, number: int) -> str:
        before, after = parts[kind]
        return f"{before}/{number}/{after}"

    return address
