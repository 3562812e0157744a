"""A worker that is killed at every stage of a pack: nothing is lost, the pack is made once, with the bytes it would
have had, and only the parts that were not on the shelf are made again.

One worker brings a pack to each moment and stands still there; then all of it is killed at once.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from alliance.models import Alliance
from core import files
from core.models import Document, Job, Upload
from governance.models import Meeting
from reporting.choices import Edition, PartState
from reporting.models import PackPart, Report, StoredPart
from reporting.packs.building import CONTENTS, JOINING, LAYING_OUT, MAKING, STAGES, STORING
from reporting.packs.plan import plan, typeface
from reporting.reports import Request
from reporting.reports.board_pack import BOARD_PACK
from tests import factories as make
from tests.reporting.packs import add_paper, ask, untagged_pdf
from tests.reporting.processes import alive, descendants, stopped, within
from tests.worker import moves
from tests.worker.asking import all_done, states
from tests.worker.conftest import Start
from tests.worker.engine import NAME, Engine
from tests.worker.running import Running
from tests.worker.test_killed_workers import assert_done_once

pytestmark = pytest.mark.worker
PARTS = 5
"""Of each pack here: typeface, cover sheet, paper, action log, and the front, which is made last."""
MOMENTS = {
    (LAYING_OUT, "entered"): 0,
    (MAKING, "entered"): 0,
    (MAKING, "part"): 2,
    (CONTENTS, "entered"): PARTS - 1,
    (CONTENTS, "front"): PARTS,
    (JOINING, "entered"): PARTS,
    (STORING, "entered"): PARTS,
    (STORING, "file"): PARTS,
}
"""Where packs are killed, and how many of their parts are on the shelf by then."""
SIGNS = "ZQXKYJHW"
"""One for each pack's stamps, so that none shares its typeface with another."""
LEASE = 10


@dataclass(frozen=True)
class Kept:
    """A part on the shelf: its row, and its file as it was first written."""

    row: int
    sha256: str
    inode: int
    written_at: int


def test_a_pack_killed_at_any_stage_is_made_once_and_only_from_what_was_not_stored(
    engine: Engine, alliance: Alliance, start: Start
) -> None:
    began = time.monotonic()
    assert {stage for stage, _ in MOMENTS} == set(STAGES)
    meetings = [meeting_of(alliance, number) for number in range(len(MOMENTS))]
    jobs = [ask(meeting).job for meeting in meetings]
    killed_at = dict(zip((job.pk for job in jobs), MOMENTS, strict=True))
    kill_at(killed_at, start)
    killed_after = time.monotonic() - began
    shelved = on_the_shelf()
    keys = [keys_of(meeting) for meeting in meetings]
    for own, stored in zip(keys, MOMENTS.values(), strict=True):
        assert len(own & set(shelved)) == min(stored, PARTS - 1)
    assert len(shelved) == sum(MOMENTS.values())
    assert not Document.objects.exists()

    worker = start("worker", JOB_LEASE_SECONDS=str(LEASE), RENDER_PROCESSES="1")
    start("beat")
    assert within(90, lambda: all_done(jobs)), (states(jobs), worker.log.read_text())
    done_after = time.monotonic() - began
    assert_done_once(jobs, moves.read())
    assert set(Job.objects.values_list("attempts", flat=True)) == {2}
    after = on_the_shelf()
    assert {key: after[key] for key in shelved} == shelved
    assert len(after) == PARTS * len(jobs)
    for job, meeting, stored in zip(jobs, meetings, MOMENTS.values(), strict=True):
        assert part_states(job) == expected_states(meeting, set(shelved), stored)
    assert_nothing_else_is_kept(engine.files)

    interrupted = made(jobs)
    forget_everything()
    again = [ask(meeting).job for meeting in meetings]
    assert within(90, lambda: all_done(again)), (states(again), worker.log.read_text())
    assert made(again) == interrupted
    sys.stdout.write(
        f"\n{NAME}: {len(MOMENTS)} packs killed at {len(STAGES)} stages after {killed_after:.0f} s, done "
        f"{done_after - killed_after:.0f} s later, undisturbed in {time.monotonic() - began - done_after:.0f} s\n"
    )


def meeting_of(alliance: Alliance, number: int) -> Meeting:
    """A meeting whose pack shares no part with another's: one paper, of so many pages."""
    board = make.make_board(alliance)
    meeting = make.make_meeting(board, held_on=date(2017, 9, 1) + timedelta(days=number))
    item = make.make_item(meeting, number="1")
    add_paper(item, untagged_pdf(pages=number + 1), reference=f"{SIGNS[number]}-1", title=f"Paper {number}")
    return meeting


def kill_at(moments: dict[int, tuple[str, str]], start: Start) -> None:
    """Let a worker take all jobs, each to its moment; see that each row says so; kill everything at once."""
    halts = json.dumps({str(job): moment for job, moment in moments.items()})
    options = {"config.celery": "tests.worker.halting"}
    environment = {"HALTS": halts, "WORKER_CONCURRENCY": str(len(moments)), "JOB_LEASE_SECONDS": str(LEASE)}
    worker = start("worker", options, **environment)
    assert within(90, lambda: len(standing_still(worker)) == len(moments)), worker.log.read_text()
    everyone = [worker.pid, *descendants(worker.pid)]
    said = {job.pk: job.stage for job in Job.objects.filter(state=Job.State.RUNNING)}
    assert said == {job: stage for job, (stage, _) in moments.items()}
    worker.kill()
    assert within(5, lambda: not any(alive(pid) for pid in everyone)), "a sandbox outlived its worker"
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.RUNNING}


def standing_still(worker: Running) -> list[int]:
    return [pid for pid in descendants(worker.pid) if stopped(pid)]


def on_the_shelf() -> dict[str, Kept]:
    found = {}
    for row in StoredPart.objects.all():
        file = files.path_of(row.sha256).stat()
        found[row.content_key] = Kept(row.pk, row.sha256, file.st_ino, file.st_mtime_ns)
    return found


def planned(meeting: Meeting) -> Any:
    request = Request(meeting.board.alliance, meeting.held_on, Edition.BOARD, meeting=meeting)
    pack = BOARD_PACK.collect(request)
    return plan(pack), pack


def keys_of(meeting: Meeting) -> set[str]:
    """The keys of all parts but the front."""
    parts, pack = planned(meeting)
    return {each.content_key for each in [*parts, typeface(parts, pack)]}


def part_states(job: Job) -> list[str]:
    """What the page says of each part, the front first."""
    return list(PackPart.objects.filter(job=job).order_by("order").values_list("state", flat=True))


def expected_states(meeting: Meeting, shelved: set[str], stored: int) -> list[str]:
    front = PartState.KEPT if stored == PARTS else PartState.DONE
    parts, _ = planned(meeting)
    return [front, *(PartState.KEPT if each.content_key in shelved else PartState.DONE for each in parts)]


def made(jobs: list[Job]) -> list[str]:
    """The hash of each pack's file, which is there."""
    hashes = [Job.objects.select_related("document").get(pk=job.pk).document.sha256 for job in jobs]
    assert all(files.path_of(digest).exists() for digest in hashes)
    return hashes


def assert_nothing_else_is_kept(folder: Path) -> None:
    known: set[str] = set()
    for model in (Document, StoredPart, Upload):
        known |= set(model._base_manager.values_list("sha256", flat=True))
    kept = {path.name for path in folder.rglob("*") if path.is_file()}
    assert kept <= known, "a file was left that nothing speaks of"
    assert set(Document.objects.values_list("sha256", flat=True)) <= kept


def forget_everything() -> None:
    """Leave the meetings and their papers, and nothing that was made of them."""
    for model in (Document, StoredPart):
        for digest in model._base_manager.values_list("sha256", flat=True):
            files.path_of(digest).unlink(missing_ok=True)
    for rows in (Report.objects, Job.objects, Document.objects, StoredPart.objects):
        rows.all().delete()
