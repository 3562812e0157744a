"""The cleaning child: shuts itself in, and opens each file handed on stdin in a fork of its own.

It is spawned by `receive` and imported by nobody; what is done to each kind of file stands in a module of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

if __name__ != "__main__":
    raise ImportError("core.uploads.clean is spawned as a process of its own and never imported")

# Started with -I, so that neither the environment nor a folder chooses what is imported.
sys.path.append(str(Path(__file__).resolve().parents[2]))

from core.sandbox import child
from core.sandbox.forks import Made
from core.uploads import offices, pdfs, pictures, texts

CLEANERS: dict[str, Callable[..., Made]] = {
    "pdf": pdfs.clean,
    "png": partial(pictures.clean, form="PNG"),
    "jpeg": partial(pictures.clean, form="JPEG"),
    "docx": offices.clean,
    "xlsx": offices.clean,
    "pptx": offices.clean,
    "csv": texts.clean,
    "text": texts.clean,
}


def clean(header: dict[str, Any], parts: list[bytes]) -> Made:
    """One file of the kind that it was found to be."""
    return CLEANERS[header["kind"]](parts[0], **header["most"])


child.shut_in(__doc__)
child.serve(clean)
