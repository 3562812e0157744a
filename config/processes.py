"""The Procfile's lines as argument lists, and `python -m config.processes NAME`, which becomes one of them.

Nothing here starts a second process or knows what one does: that is for the supervisor and the settings.
"""

from __future__ import annotations

import os
import shlex
import shutil
import string
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROCFILE = ROOT / "Procfile"


def variables(environment: Mapping[str, str]) -> dict[str, str]:
    """What the Procfile's ${NAMES} stand for: the environment's values, else the defaults."""
    defaults = {"CONCORDAT_DATA": str(ROOT / "var"), "WORKER_CONCURRENCY": "2", "LOG_LEVEL": "INFO"}
    return defaults | {name: value for name, value in environment.items() if value}


def commands(environment: Mapping[str, str]) -> dict[str, list[str]]:
    """Process name to argument list, in the Procfile's order.

    Raises ValueError naming the line that is not `name: command`, KeyError for a ${NAME} without a value.
    """
    found: dict[str, list[str]] = {}
    values = variables(environment)
    for number, line in enumerate(PROCFILE.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, colon, command = line.partition(":")
        if not colon or not command.strip():
            raise ValueError(f"Procfile line {number}: expected 'name: command', got {line!r}.")
        # Split first, fill in after: a folder with a space in its name stays one argument.
        found[name.strip()] = [string.Template(part).substitute(values) for part in shlex.split(command)]
    return found


def executable(name: str) -> str:
    """The program's path: beside this Python first, so that the virtual environment need not be active."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name) or name


def main(arguments: list[str]) -> None:
    """Replace this process by the named one."""
    known = commands(os.environ)
    if len(arguments) != 1 or arguments[0] not in known:
        raise SystemExit(f"Expected the name of one process: {', '.join(known)}.")
    command = known[arguments[0]]
    os.chdir(ROOT)
    os.execv(executable(command[0]), command)


if __name__ == "__main__":
    main(sys.argv[1:])
