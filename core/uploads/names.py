"""The name under which an uploaded file is shown and given out. It never becomes a path."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

LONGEST: Final = 150
NAMELESS: Final = "document"

# Control signs, marks that turn the direction of writing, private and unassigned signs, lines and paragraphs.
_NOT_SHOWN: Final = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
_NOT_IN_NAMES: Final = re.compile(r'[<>:"|?*]')
# What Windows takes for a device, whatever stands behind the first dot.
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


def shown_name(sent: str, suffixes: Sequence[str] = ("",)) -> str:
    """The last part of a name as sent, one line of at most 150 characters, ending in one of `suffixes`.

    Where it ends otherwise, the first suffix is put behind it: "report.exe" that is a PDF becomes "report.exe.pdf".
    """
    last = re.split(r"[/\\]", sent)[-1]
    seen = "".join(
        " " if unicodedata.category(sign) in ("Zs", "Zl", "Zp") or sign in "\t\r\n" else sign
        for sign in unicodedata.normalize("NFC", last)
    )
    kept = "".join(sign for sign in seen if unicodedata.category(sign) not in _NOT_SHOWN)
    name = _NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", " ".join(kept.split()))).rstrip(" .")
    suffix = next((each for each in suffixes if name.lower().endswith(each)), "")
    stem = name[: len(name) - len(suffix)].strip(" .") or NAMELESS
    ending = name[len(name) - len(suffix) :] if suffix else suffixes[0]
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    return stem[: LONGEST - len(ending)].rstrip(" .") + ending
