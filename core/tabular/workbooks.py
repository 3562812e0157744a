"""Opens an .xlsx workbook in the sandbox and says in plain words what cannot be taken of it.

What a cell holds is read inside the sandbox; no meaning of a cell is read here.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from core.sandbox import client
from core.sandbox.client import IsolationUnavailable, WorkFailed
from core.sandbox.forks import Limits
from core.tabular.reading import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, quote, too_many_rows
from core.tabular.sheets import Problem

_log = logging.getLogger(__name__)
HOW_TO: Final = "How to"
LISTS: Final = "Lists"
LIMITS: Final = Limits(wall_seconds=25, cpu_seconds=12, memory_bytes=192 * 2**20)
"""What the opening of one workbook may use."""
_IN_WORDS: Final = {
    "broken": "it could not be read as a workbook; expected an .xlsx file saved by a spreadsheet.",
    "large": "it holds more than 10 MB of text; expected a smaller workbook.",
    "memory": "it unpacks to far more than it shows; expected a smaller workbook.",
    "time": "it takes too long to open; expected a smaller workbook.",
    "processor": "it takes too long to open; expected a smaller workbook.",
}
_FAULTS: Final = {
    "formula": "is a formula; expected a value: paste it again as values only.",
    "error": "is a spreadsheet's error; expected a value.",
}


class WorkbookSandbox(client.Sandbox):
    """The sandbox that opens workbooks."""

    program = Path(__file__).with_name("open_workbook.py")


def read_workbook(content: bytes, label: str) -> tuple[dict[str, str], list[Problem]]:
    """Each sheet's name to its text as CSV, and what is wrong. The sheets that explain are passed over."""
    most = {
        "passed_over": [HOW_TO.lower(), LISTS.lower()],
        "most_rows": MAX_ROWS,
        "most_columns": MAX_COLUMNS,
        "most_text": MAX_BYTES,
    }
    try:
        with WorkbookSandbox(allow_no_isolation=settings.ALLOW_NO_ISOLATION, limits=LIMITS) as sandbox:
            _, made = sandbox.work({"most": most}, [content])
    except WorkFailed as failure:
        if failure.kind not in _IN_WORDS:
            _log.error("The opening of a workbook %s", failure.reason)
        return {}, [Problem(label, _IN_WORDS.get(failure.kind, _IN_WORDS["broken"]))]
    except IsolationUnavailable as error:
        _log.error("No workbook can be opened: %s", error)
        words = "this system has no sandbox to open a workbook in; expected the same sheets as CSV files."
        return {}, [Problem(label, words)]
    sheets = json.loads(made)
    texts = {sheet["title"]: sheet["text"] for sheet in sheets if not sheet["is_long"]}
    problems = [problem for sheet in sheets for problem in _faults(sheet, sheet_label(label, sheet["title"]))]
    if not sheets:
        problems.append(Problem(label, "the workbook has no sheet of records."))
    return texts, problems


def sheet_label(label: str, title: str) -> str:
    """How a message speaks of one sheet of a workbook."""
    return f"{label}, sheet '{title[:40]}'"


def _faults(sheet: dict[str, Any], place: str) -> Iterator[Problem]:
    if sheet["is_long"]:
        yield too_many_rows(place)
    for each in sheet["faults"]:
        yield Problem(place, f"{quote(each['found'])} {_FAULTS[each['fault']]}", each["row"], each["column"])
