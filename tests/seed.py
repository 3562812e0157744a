"""Loads seed B, the example alliance of Devon & Cornwall and Dorset, through the product's own import."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alliance.models import Alliance
from core.imports.actions import import_at_once

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "devon-cornwall-dorset"
SLUG = "devon-cornwall-dorset"


def seed_b_files() -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in sorted(FOLDER.glob("*.csv"))]


def load_seed_b() -> Alliance:
    """Import the example folder and return its alliance."""
    import_at_once(files=seed_b_files(), check_only=False, actor="system:import")
    return Alliance.objects.get(slug=SLUG)


def rows_of(model: Any, alliance: Alliance) -> Any:
    """All rows of a kind that belong to an alliance, restricted ones included."""
    return model.objects.in_edition(alliance, with_restricted=True)
