"""How a workbook writes a letter that its files cannot hold: `_x000B_` for a vertical tab. No cell is read here."""

from __future__ import annotations

import re
from typing import Final

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNHELD: Final = re.compile(r"[\x00-\x08\x0b-\x1f]")


def escaped(text: str) -> str:
    """The text as a workbook holds it; what only looks escaped is kept apart."""
    kept = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _UNHELD.sub(lambda found: f"_x{ord(found[0]):04X}_", kept)


def unescaped(cell: str) -> str:
    """The text that `escaped` wrote; any other cell as it is."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell)
