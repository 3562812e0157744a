"""Where a printed line may not break. The words themselves, and the data beside the document, stay as they are."""

from __future__ import annotations

import re
from calendar import month_name

from django import template

register = template.Library()
NO_BREAK = "\N{NO-BREAK SPACE}"
_LAST_BRACKET = re.compile(r" ?\([^()]{1,24}\)$")
_DATE = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(month_name[1:])})(?: \d{{4}})?")


@register.filter
def bracket_kept(text: str) -> str:
    """A name whose short last bracket stays whole and with the word before it: "Forensics (phase 3)"."""
    return _LAST_BRACKET.sub(lambda found: found[0].replace(" ", NO_BREAK), text)


@register.filter
def dates_kept(text: str) -> str:
    """A title whose dates stay on one line."""
    return _DATE.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
