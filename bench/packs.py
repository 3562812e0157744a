"""How long a pack of 300 pages takes from nothing, unchanged and with one paper changed, beside the plain join of the
same parts, and what memory it needs. A module to run; prints JSON.

Each pack is asked for as a page asks for it and made by a real worker, started as the Procfile starts it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from typing import Any

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

import pikepdf

from bench import meetings
from bench.alliances import Size, made_alliance
from bench.processes import Watcher, processor_seconds
from config import processes
from core import clock
from core.models import Document, Heartbeat, Job
from governance.models import Meeting, Paper
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.models import Report, StoredPart
from reporting.packs import shelf
from reporting.packs.building import JOINING, STORING
from reporting.reports import Request
from reporting.sandbox import RenderSandbox

CHANGED = "14"
"""The number of the paper of ten pages that is received again."""
GROWING = (4, 8, 16, 33)
"""Papers of eleven pages in the packs of about 50, 100, 200 and 400 pages."""
LONGEST_SECONDS = 600


@dataclass(frozen=True)
class Built:
    """One pack as its job's row told of it: seconds from the request to the end, and at each stage."""

    seconds: float
    processor_seconds: float
    peak_bytes: int
    pages: int
    size: int
    sha256: str
    stages: dict[str, float]

    @property
    def joining(self) -> float:
        return self.stages.get(JOINING, 0.0) + self.stages.get(STORING, 0.0)


@contextmanager
def worker(render_processes: int) -> Iterator[int]:
    """A worker that hears; gives its process number."""
    environment = os.environ | {"RENDER_PROCESSES": str(render_processes), "LOG_LEVEL": "WARNING"}
    command = processes.commands(environment)["worker"]
    Heartbeat.objects.all().delete()
    with tempfile.TemporaryFile() as log:
        running = subprocess.Popen(
            [processes.executable(command[0]), *command[1:]],
            env=environment, cwd=processes.ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            deadline = time.monotonic() + 90
            while not Heartbeat.objects.exists():
                if running.poll() is not None or time.monotonic() > deadline:
                    log.seek(0)
                    raise SystemExit(f"The worker does not hear: {log.read().decode()[-800:]}")
                time.sleep(0.1)
            yield running.pid
        finally:
            running.terminate()
            running.wait(60)


def build(meeting: Meeting, pid: int) -> Built:
    """Ask for the meeting's pack and see its worker make it."""
    used, watcher = processor_seconds(pid), Watcher(pid, 0.05)
    stages: dict[str, float] = defaultdict(float)
    watcher.start()
    began = before = time.perf_counter()
    request = Request(meeting.board.alliance, meeting.held_on, Edition.BOARD, meeting=meeting)
    job = request_report("board-pack", request, by=None, at=clock.now()).job
    while job.state in (Job.State.QUEUED, Job.State.RUNNING) and before - began < LONGEST_SECONDS:
        time.sleep(0.01)
        stage = job.stage
        job.refresh_from_db()
        now = time.perf_counter()
        stages[stage] += now - before
        before = now
    seconds, peak = time.perf_counter() - began, watcher.end()
    if job.state != Job.State.DONE or job.document is None:
        raise SystemExit(f"The pack of {meeting} was not made: {job.state} {job.error}")
    made = job.document
    own = processor_seconds(pid) - used
    return Built(seconds, own, peak, made.pages, made.size, made.sha256, dict(stages))


def forget() -> None:
    """Leave the meetings and their papers, and no part or pack that was made of them."""
    for rows in (Report.objects, Job.objects, Document.objects, StoredPart.objects):
        rows.all().delete()


def plain_join() -> tuple[float, float]:
    """Seconds, by the clock and of the processor, that pikepdf takes to put all parts on the shelf into one file."""
    parts = [shelf.read(row) for row in StoredPart.objects.order_by("pk")]
    began, used = time.perf_counter(), time.process_time()
    with pikepdf.new() as joined:
        sources = [pikepdf.open(BytesIO(part)) for part in parts]
        for source in sources:
            joined.pages.extend(source.pages)
        joined.save(BytesIO())
        for source in sources:
            source.close()
    return time.perf_counter() - began, time.process_time() - used


def large(meeting: Meeting, render: meetings.Render, rounds: int) -> dict[str, Any]:
    """The pack of 300 pages in every way; the last build, in one process and from nothing, is the first one's twin."""
    with worker(2) as pid:
        cold = build(meeting, pid)
        join = [plain_join() for _ in range(3)]
        unchanged = build(meeting, pid)
        changed = []
        for number in range(rounds):
            paper = Paper.objects.get(item__meeting=meeting, item__number=CHANGED)
            meetings.receive(paper, render(f"{paper.title}, changed {number + 1} times", 10))
            changed.append(build(meeting, pid))
    forget()
    with worker(1) as pid:
        alone = build(meeting, pid)
    again = median(one.seconds for one in changed)
    return {
        "pages": cold.pages,
        "pdf_bytes": cold.size,
        "cold_seconds": cold.seconds,
        "cold_processor_seconds": cold.processor_seconds,
        "cold_stages": cold.stages,
        "unchanged_seconds": unchanged.seconds,
        "changed_seconds": again,
        "changed_processor_seconds": median(one.processor_seconds for one in changed),
        "changed_stages": changed[-1].stages,
        "ratio": again / cold.seconds,
        "plain_join_seconds": median(clocked for clocked, _ in join),
        "plain_join_processor_seconds": median(used for _, used in join),
        "one_process_seconds": alone.seconds,
        "peak_bytes": max(one.peak_bytes for one in (cold, *changed)),
        "one_process_peak_bytes": alone.peak_bytes,
        "same_bytes": unchanged.sha256 == cold.sha256 and alone.sha256 == changed[-1].sha256,
    }


def growing(meetings_of_sizes: list[Meeting]) -> list[dict[str, Any]]:
    """Packs of more and more pages, each by a worker that has made none yet."""
    lines = []
    for meeting in meetings_of_sizes:
        forget()
        with worker(2) as pid:
            one = build(meeting, pid)
        lines.append({"pages": one.pages, "peak_bytes": one.peak_bytes, "joining_seconds": one.joining})
    return lines


def measured(rounds: int) -> dict[str, Any]:
    """Everything, over an alliance of 60 areas and 200 risks."""
    board = meetings.board_of(made_alliance("packed", Size(areas=60, periods=3, risks=200)))
    with RenderSandbox() as sandbox:
        render = meetings.renderer(sandbox)
        meeting = meetings.meeting_with(board, 0, meetings.PAGES, render, report=True)
        drawn = [render(f"Paper of eleven pages {number}", 11) for number in range(GROWING[-1])]

        def ready(title: str, pages: int) -> bytes:
            return drawn[int(title.rpartition(".")[2]) - 1]

        sizes = [
            meetings.meeting_with(board, place, (11,) * papers, ready, report=False)
            for place, papers in enumerate(GROWING, 1)
        ]
        figures = large(meeting, render, rounds)
    return {**figures, "growing": growing(sizes)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(int(sys.argv[1]))) + "\n")
