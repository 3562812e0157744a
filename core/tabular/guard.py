"""Keeps a spreadsheet from running a cell of ours as a formula, and takes the guard off again.

A text that a spreadsheet would calculate gets an apostrophe before it; so does one that already looks guarded,
so that every text comes back as it went. No cell is refused here.
"""

from __future__ import annotations

import re
from typing import Final

# What spreadsheets take for the start of a formula, with the full-width forms that some of them accept.
_DANGEROUS: Final = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def guard(text: str) -> str:
    """The text as it is written into a sheet for people."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguard(cell: str) -> str:
    """The text that `guard` wrote; any other cell as it is."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell) else cell
