"""How long pages and API calls take over HTTP, beside a bare view in the same run.

What is asked stands here with its sizes; how a server is started stands in `product`.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from typing import Any

from bench.product import Client, Product

BARE = "/healthz"
SMALL, LARGE, EXAMPLE = "small", "large", "devon-cornwall-dorset"
WARM_UP = 8


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one address: the middle, the nineteenth of twenty, and the middle beside the bare view's."""

    page: str
    rows: str
    requests: int
    p50: float
    p95: float
    ratio: float


def addresses(alliances: dict[str, int]) -> list[tuple[str, str, str]]:
    """What is asked: its name, how many rows it shows, its address."""
    found = [("bare view", "", BARE)]
    for slug, rows in ((EXAMPLE, "36 areas"), (SMALL, "n = 10"), (LARGE, "n = 200")):
        dated = "?as_at=2017-09-22" if slug == EXAMPLE else ""
        found += [
            ("overview", rows, f"/a/{slug}/{dated}"),
            ("area list", rows, f"/a/{slug}/areas/{dated}"),
            ("position", rows, f"/a/{slug}/position/{dated}"),
            ("who we are", rows, f"/a/{slug}/who-we-are/{dated}"),
            ("risk list", rows, f"/a/{slug}/records/risks/"),
            ("API list of areas", rows, f"/api/v1/areas/?alliance={alliances[slug]}&page_size=200"),
        ]
    found.append(("overview", "training, 60 areas, 24 periods, 200 risks", "/a/training/"))
    found.append(("plan on a page", "training, 60 areas", "/a/training/plan/"))
    found.append(("my work", "all four alliances", "/my-work/"))
    return found


def measure(product: Product, requests: int) -> list[dict[str, Any]]:
    """Time every address in turn, over and over, so that a busy moment falls on all alike."""
    asked = addresses(product.account["alliances"])
    taken: dict[str, list[float]] = {address: [] for _, _, address in asked}
    with product.served() as client:
        for _ in range(WARM_UP):
            for _, _, address in asked:
                client.get(address)
        for _ in range(requests):
            for _, _, address in asked:
                taken[address].append(_milliseconds(client, address))
    bare = median(taken[BARE])
    return [asdict(_timing(name, rows, taken[address], bare)) for name, rows, address in asked]


def _milliseconds(client: Client, address: str) -> float:
    began = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - began) * 1000


def _timing(name: str, rows: str, taken: list[float], bare: float) -> Timing:
    return Timing(name, rows, len(taken), median(taken), quantiles(taken, n=20)[-1], median(taken) / bare)
