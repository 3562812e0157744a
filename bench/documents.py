"""How long the highlight report takes in the sandbox beside bare WeasyPrint, and what memory a job needs. A module to
run; prints JSON. The two renderers take turns in one run, so that a busy moment falls on both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

from alliance.models import Alliance
from bench.processes import Watcher, held
from core import clock, jobs
from core.models import Job
from programmes.models import ReportingPeriod
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.content import html_of
from reporting.reports import REPORTS, Request
from reporting.sandbox import Bundle, RenderSandbox

REPORT = REPORTS["highlight-report"]
SAMPLE_SECONDS = 0.02


def asked(slug: str) -> Request:
    """The newest report of an alliance; of the example, the one it is known by."""
    alliance = Alliance.objects.get(slug=slug)
    if slug == "devon-cornwall-dorset":
        return Request(alliance=alliance, as_at=date(2017, 9, 22), edition=Edition.BOARD)
    period = ReportingPeriod.objects.filter(alliance=alliance).order_by("-starts_on").first()
    return Request(alliance=alliance, as_at=clock.today(), edition=Edition.BOARD, period=period)


def compare(slug: str, rounds: int) -> dict[str, Any]:
    """Seconds of both renderers for the same HTML, and of the sandbox's start by itself."""
    html = html_of(REPORT.template, REPORT.collect(asked(slug)))
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        page.write_text(html, encoding="utf-8")
        command = [sys.executable, str(Path(__file__).with_name("bare.py")), str(page)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as bare:
            assert bare.stdin is not None
            assert bare.stdout is not None
            began = time.perf_counter()
            with RenderSandbox() as sandbox:
                start = time.perf_counter() - began
                ours, theirs = [], []  # seconds by the clock and of the processor
                for _ in range(rounds + 1):
                    bare.stdin.write("go\n")
                    bare.stdin.flush()
                    theirs.append([float(number) for number in bare.stdout.readline().split()])
                    began = time.perf_counter()
                    sandbox.render(Bundle(html))
                    assert sandbox.last_usage is not None
                    ours.append([time.perf_counter() - began, sandbox.last_usage.cpu_seconds])
            bare.stdin.close()
    # The first turn of each warms it up.
    clock_ratio, processor_ratio = (
        median(own[kind] / other[kind] for own, other in zip(ours[1:], theirs[1:], strict=True)) for kind in (0, 1)
    )
    return {
        "bare_seconds": median(seconds for seconds, _ in theirs[1:]),
        "sandbox_seconds": median(seconds for seconds, _ in ours[1:]),
        "ratio": clock_ratio,
        "processor_ratio": processor_ratio,
        "start_seconds": start,
        "rounds": rounds,
        "html_bytes": len(html),
    }


def whole_job(slug: str) -> dict[str, Any]:
    """One job from its row to its stored file, with the most memory that worker and child held together."""
    row = request_report(REPORT.slug, asked(slug), by=None, at=clock.now())
    before = held(os.getpid())
    watcher = Watcher(os.getpid(), SAMPLE_SECONDS)
    watcher.start()
    began = time.perf_counter()
    jobs.run(row.job_id)
    seconds = time.perf_counter() - began
    peak = watcher.end()
    row.job.refresh_from_db()
    if row.job.state != Job.State.DONE or row.job.document is None:
        raise SystemExit(f"The report of {slug} was not made: {row.job.error}")
    return {
        "job_seconds": seconds,
        "pages": row.job.document.pages,
        "pdf_bytes": row.job.document.size,
        "peak_bytes": peak,
        "worker_bytes_before": before,
    }


def measured(rounds: int) -> list[dict[str, Any]]:
    """The example's report and those of both made alliances."""
    lines = []
    for slug in ("devon-cornwall-dorset", "small", "large"):
        lines.append({"report": slug, **whole_job(slug), **compare(slug, rounds)})
    return lines


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(int(sys.argv[1]))) + "\n")
