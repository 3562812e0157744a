"""The fitting child: shuts itself in, and fits the pages of each paper handed on stdin into a pack's own.

It is spawned by `sandbox` and imported by nobody.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pikepdf

if __name__ != "__main__":
    raise ImportError("reporting.fit is spawned as a process of its own and never imported")

# Started with -I, so that neither the environment nor a folder chooses what is imported.
sys.path.append(str(Path(__file__).resolve().parents[1]))

from core.sandbox import child
from core.sandbox.forks import Failure, Made
from reporting.assembly import fitting, parts


def fit(header: dict[str, Any], contents: list[bytes]) -> Made:
    """The paper on A4, ready to be joined."""
    try:
        return {}, parts.prepare(fitting.fit(contents[0]), header["mark"])
    except RecursionError as error:
        raise Failure("document", "is nested too deeply to be fitted") from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Failure("document", f"cannot be fitted into the pack: {type(error).__name__}: {error}") from error


child.shut_in(__doc__)
child.serve(fit)
