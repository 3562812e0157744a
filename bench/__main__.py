"""`python -m bench`: measures, prints a table, and writes it with the raw figures to bench/results/.

What a figure is held against stands in `goals`; how it is measured stands in the other modules.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import goals, pages, servers, starts
from bench.product import ROOT, BenchFailed, Product, product

PARTS = ("pages", "documents", "packs", "starts")
RESULTS = ROOT / "bench" / "results"


def say(words: str) -> None:
    """One line of progress."""
    sys.stderr.write(words + "\n")


def machine() -> dict[str, Any]:
    """What the figures were measured on, and how busy it was."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    revision = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "cores": os.cpu_count(),
        "processor": model,
        "python": platform.python_version(),
        "revision": revision.stdout.strip() or "unknown",
        "load_before": os.getloadavg()[0],
    }


def databases(folder: Path, stack: ExitStack, parts: list[str]) -> list[Product]:
    """The products to measure pages on: SQLite, and PostgreSQL where it is installed."""
    found = [product("SQLite", folder / "sqlite")]
    if not {"pages", "documents"} & set(parts):
        return found
    if servers.programs() is None:
        say("PostgreSQL is not installed: measured on SQLite only.")
        return found
    folder.chmod(0o755)
    url = stack.enter_context(servers.postgres(folder / "postgres"))
    hosts = {"DATABASE_URL": url, "ALLOWED_HOSTS": "127.0.0.1"}
    return [*found, product("PostgreSQL", folder / "on-postgres", **hosts)]


def measure(folder: Path, parts: list[str], quick: bool) -> dict[str, Any]:
    """All figures, by part and database."""
    found: dict[str, Any] = {"machine": machine(), "quick": quick, "databases": {}}
    with ExitStack() as stack:
        for each in databases(folder, stack, parts):
            say(f"{each.name}: migrating, filling")
            each.prepare()
            figures: dict[str, Any] = {"migrate_seconds": each.seconds["migrate"]}
            if "pages" in parts:
                say(f"{each.name}: pages and API over HTTP")
                figures["pages"] = pages.measure(each, 30 if quick else 150)
                alliances = json.dumps(each.account["alliances"])
                figures["queries"] = json.loads(each.run("-m", "bench.queries", alliances).splitlines()[-1])
            if "documents" in parts:
                say(f"{each.name}: documents")
                rounds = "3" if quick else "7"
                figures["documents"] = json.loads(each.run("-m", "bench.documents", rounds).splitlines()[-1])
            # How a pack is made has little to do with the database: it is measured on the first one alone.
            if "packs" in parts and not found["databases"]:
                say(f"{each.name}: packs")
                figures["packs"] = json.loads(each.run("-m", "bench.packs", "1" if quick else "3").splitlines()[-1])
            found["databases"][each.name] = figures
    if "starts" in parts:
        say("bin/run: first and second start")
        try:
            found["starts"] = starts.measure(product("starts", folder / "starts"))
        except BenchFailed as failure:
            found["starts"] = {"failed": str(failure)}
    return found


def main() -> int:
    """0 when everything was measured, 1 when something could not be; a missed goal is printed and is no error."""
    parser = argparse.ArgumentParser(prog="bin/bench")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", action="append", choices=PARTS)
    options = parser.parse_args()
    began = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="concordat-bench-") as folder:
        try:
            found = measure(Path(folder), options.only or list(PARTS), options.quick)
        except BenchFailed as failure:
            sys.stderr.write(f"bin/bench: {failure}\n")
            return 1
    found["seconds"] = (datetime.now(UTC) - began).total_seconds()
    found["at"] = began.isoformat(timespec="seconds")
    text = goals.table(found)
    RESULTS.mkdir(exist_ok=True)
    stem = RESULTS / f"{began:%Y-%m-%dT%H%M%SZ}"
    stem.with_suffix(".json").write_text(json.dumps(found, indent=1) + "\n")
    stem.with_suffix(".md").write_text(text)
    sys.stdout.write(text + f"\nWritten to {stem.relative_to(ROOT)}.md and .json\n")
    return 1 if "failed" in found.get("starts", {}) else 0


if __name__ == "__main__":
    sys.exit(main())
