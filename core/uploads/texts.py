"""Plain text and CSV: UTF-8, told from programs and pages by what they hold. Runs inside the sandbox."""

from __future__ import annotations

import re
from typing import Final

from core.sandbox.forks import Failure, Made

# What a browser might take for a page or a drawing, and what a shell takes for a program.
_PAGE: Final = re.compile(
    r"^\s*(<\?xml|<!--|<!doctype|<(html|head|body|script|style|title|iframe|svg|math|meta|link|img|a|table|div)\b|#!)",
    re.IGNORECASE,
)
_NOT_IN_TEXT: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def clean(content: bytes) -> Made:
    """The text as UTF-8 without a mark at its front, its words untouched. Raises Failure with the reason in words."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        words = f"is not text in UTF-8: line {line} cannot be read. Save it as UTF-8, then upload that."
        raise Failure("text", words) from error
    if (found := _NOT_IN_TEXT.search(text)) is not None:
        line = text.count("\n", 0, found.start()) + 1
        raise Failure("text", f"is not text: line {line} holds a sign that no text holds.")
    if _PAGE.match(text):
        raise Failure("text", "is not plain text but a page, a drawing or a program, which are not taken.")
    return {}, text.encode()
