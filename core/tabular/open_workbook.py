"""The child that opens workbooks: shuts itself in, and reads each one handed on stdin in a fork of its own.

It is spawned by `workbooks` and imported by nobody; how the cells are read stands in `workbook_cells`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

if __name__ != "__main__":
    raise ImportError("core.tabular.open_workbook is spawned as a process of its own and never imported")

# Started with -I, so that neither the environment nor a folder chooses what is imported.
sys.path.append(str(Path(__file__).resolve().parents[2]))

from core.sandbox import child
from core.sandbox.forks import Made
from core.tabular.workbook_cells import unfold


def open_workbook(header: dict[str, Any], parts: list[bytes]) -> Made:
    return unfold(parts[0], **header["most"])


child.shut_in(__doc__)
child.serve(open_workbook)
