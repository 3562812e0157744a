"""How a pack's job goes: plan the parts, make those that are not on the shelf, then the front, then join and store.

Each finished part is kept at once, so that a worker that is killed, or a part that fails, costs no other part.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from core import clock, files
from core.jobs import Hold, JobFailed
from core.models import Document, Job
from core.sandbox.client import IsolationUnavailable, WorkFailed
from reporting import rendering
from reporting.assembly import finishing, joining, parts, stamping
from reporting.choices import PartState
from reporting.content import as_data, as_json
from reporting.drawing import Drawing, Piece, drawing
from reporting.models import PackPart, StoredPart
from reporting.packs import shelf
from reporting.packs.plan import Planned, attached, bookmarks, front, key_of, plan, typeface
from reporting.reports import Report
from reporting.reports.board_pack import BoardPack

LAYING_OUT, MAKING, CONTENTS = "Laying out the parts", "Making the parts", "Making the contents"
JOINING, STORING = "Joining the parts", "Storing"
STAGES = (LAYING_OUT, MAKING, CONTENTS, JOINING, STORING)
FEW = 12
"""The contents name the pages that follow them, whose numbers depend on how long the contents are: tries to agree."""


def build(job: Job, hold: Hold, report: Report, pack: BoardPack, titles: dict[str, Any]) -> Document:
    """Make one pack. Raises JobFailed naming the papers that could not be made; all other parts are kept."""
    hold.renew(stage=LAYING_OUT)
    planned = plan(pack)
    data = as_data(pack)
    key = _key(report, planned, data, titles)
    progress = _Progress(job, hold, planned)
    made = rendering.known(key)
    if made is not None:
        progress.all_kept()
        return made
    typefaces = typeface(planned, pack)
    with drawing() as pool:
        pool.warm()
        hold.renew(stage=MAKING)
        ready = _make(pool, [typefaces, *planned], data, progress)
        hold.renew(stage=CONTENTS)
        first, held = _front(pool, pack, [ready[each.content_key] for each in planned], planned, data, progress)
    hold.renew(stage=JOINING)
    joined = [(first, held), *((each, ready[each.content_key]) for each in planned)]
    finished = _join(pack, joined, shelf.read(ready[typefaces.content_key]), titles, data)
    hold.renew(stage=STORING)
    return rendering.keep(finished, kind=report.slug, title=pack.title, data=data, key=key)


def pack_key(report: Report, pack: BoardPack, titles: dict[str, Any]) -> str:
    """The hash of all that decides the bytes of the whole: its parts, its titles and the data attached to it."""
    return _key(report, plan(pack), as_data(pack), titles)


def _key(report: Report, planned: Sequence[Planned], data: dict[str, Any], titles: dict[str, Any]) -> str:
    return key_of(report.slug, as_json(data).decode(), str(titles), *(each.content_key for each in planned))


class _Progress:
    """The rows that the page reads: one for each part, and the job's own count."""

    def __init__(self, job: Job, hold: Hold, planned: Sequence[Planned]) -> None:
        self.job, self.hold = job, hold
        # A paper that stands in the pack twice is made once.
        self._places: dict[str, list[int]] = {}
        for place, each in enumerate(planned, 1):
            self._places.setdefault(each.content_key, []).append(place)
        self._total = len(planned) + 3
        self._done = 0
        rows = [PackPart(job=job, order=place, title=each.title) for place, each in enumerate(planned, 1)]
        with transaction.atomic():
            PackPart.objects.filter(job=job).delete()
            PackPart.objects.bulk_create([*rows, PackPart(job=job, order=0, title="Agenda and contents")])

    def tick(self) -> None:
        self.hold.renew()

    def kept(self, rows: dict[str, StoredPart]) -> None:
        """Say of all these parts at once that they were found on the shelf."""
        found = {place: row.pages for key, row in rows.items() for place in self._places.get(key, [0])}
        own = list(PackPart.objects.filter(job=self.job, order__in=found))
        for each in own:
            each.state, each.pages = PartState.KEPT, found[each.order]
        PackPart.objects.bulk_update(own, ["state", "pages"], batch_size=200)
        self._count(len(own))

    def note(self, content_key: str, state: PartState, *, pages: int | None = None, error: str = "") -> None:
        """Say how far the part, or the front where it is none of the planned, has come."""
        places = self._places.get(content_key, [0])
        PackPart.objects.filter(job=self.job, order__in=places).update(state=state, pages=pages, error=error)
        self._count(len(places) * (state == PartState.DONE))

    def _count(self, more: int) -> None:
        self._done += more
        self.hold.renew(parts_done=min(self._done, self._total - 2), parts_total=self._total)

    def all_kept(self) -> None:
        PackPart.objects.filter(job=self.job).update(state=PartState.KEPT)
        self.hold.renew(parts_done=self._total, parts_total=self._total)


def _make(pool: Drawing, wanted: Sequence[Planned], data: Any, progress: _Progress) -> dict[str, StoredPart]:
    """Every part that is wanted, by content key: from the shelf, or made now, the longest first."""
    by_key = {each.content_key: each for each in wanted}
    ready = shelf.find(by_key, at=clock.now())
    progress.kept({key: row for key, row in ready.items() if by_key[key].name})
    missing = [each for each in by_key.values() if each.content_key not in ready]
    pieces = [_piece(each) for each in sorted(missing, key=lambda each: -each.cost)]
    failures = []
    for piece, outcome in pool.made(pieces, on_tick=progress.tick):
        part = by_key[piece.key]
        if outcome is None:
            if part.name:
                progress.note(part.content_key, PartState.MAKING)
        elif isinstance(outcome, bytes):
            row = ready[part.content_key] = shelf.put(part.content_key, outcome, at=clock.now())
            if part.name:
                progress.note(part.content_key, PartState.DONE, pages=row.pages)
        else:
            words = _words(outcome, data)
            failures.append(f"{part.title}: {words}")
            if part.name:
                progress.note(part.content_key, PartState.FAILED, error=words)
    if failures:
        raise JobFailed(" ".join([*failures, "The other parts are kept."]))
    return ready


def _piece(part: Planned) -> Piece:
    file = b"" if part.html else Path(files.path_of(part.sha256)).read_bytes()
    return Piece(part.content_key, part.mark, html=part.html, file=file)


def _words(failure: WorkFailed | IsolationUnavailable, data: Any) -> str:
    """Why a part failed; what may pass by being tried again is raised as it is, and the job is put back."""
    return str(rendering.refusal(failure, data))


def _front(
    pool: Drawing,
    pack: BoardPack,
    ready: Sequence[StoredPart],
    planned: Sequence[Planned],
    data: Any,
    progress: _Progress,
) -> tuple[Planned, StoredPart]:
    """The cover and agenda with the page numbers of what follows them."""
    counts = [row.pages for row in ready]
    length = _length_before(progress.job)
    for _ in range(FEW):
        starts = joining.first_pages(counts, start=length + 1)
        pages = {each.key: start for each, start in zip(planned, starts, strict=True)}
        # What the agenda names is a paper, and a paper begins with its cover sheet.
        named = {each.key: pages.get(f"sheet-{each.key}", pages[each.key]) for each in planned}
        part = front(pack, named, length + sum(counts))
        held = _make(pool, [part], data, progress)[part.content_key]
        if held.pages == length:
            return part, held
        length = held.pages
    raise JobFailed(f"The contents do not settle on a number of pages after {FEW} tries.")


def _length_before(job: Job) -> int:
    """How long the front was in the pack that was made of this meeting last: most likely it is so again."""
    fronts = PackPart.objects.filter(order=0, pages__isnull=False, job__reports__meeting=job.parameters["meeting"])
    return fronts.order_by("-pk").values_list("pages", flat=True).first() or 1


def _join(
    pack: BoardPack,
    joined: Sequence[tuple[Planned, StoredPart]],
    carrier: bytes,
    titles: dict[str, Any],
    data: dict[str, Any],
) -> bytes:
    conforming = not pack.not_conforming
    pieces = [
        joining.Part(part.key, part.title, shelf.read(row), name=part.name, marking=part.marking)
        for part, row in joined
    ]
    about = rendering.one_line(pack.title)
    attachments = [
        finishing.Attachment("board-pack.json", as_json(data), "application/json", f"The printed content of {about}"),
        *(
            finishing.Attachment(name, as_json(as_data(content)), "application/json", words)
            for name, words, content in attached(pack)
        ),
    ]
    try:
        document = joining.join(pieces, bookmarks(pack), carrier)
    except stamping.NoShape as missing:
        raise JobFailed(f"The typeface of the page stamps has no shape for {missing}.") from missing
    with document:
        if not conforming and "/OutputIntents" in document.Root:
            del document.Root.OutputIntents
        finishing.frame(document, **titles, attachments=attachments, conforming=conforming)
        return parts.written(document)
