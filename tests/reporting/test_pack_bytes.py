"""However a pack is made it is the same file: from nothing or from the shelf, by one process or by two."""

from __future__ import annotations

from typing import Any

from core.models import Document, Job
from governance.models import Meeting
from reporting.choices import PartState
from reporting.models import PackPart, Report, StoredPart
from tests.reporting import packs


def forget(*more: Any) -> None:
    """Leave the parts on the shelf unless they are named too, and no pack that was made of them."""
    for rows in (Report.objects, Job.objects, Document.objects, *more):
        rows.all().delete()


def states() -> set[str]:
    return set(PackPart.objects.values_list("state", flat=True))


def a_meeting() -> Meeting:
    """A tagged paper, one without structure, and the same one again."""
    meeting = packs.small_meeting()
    item = meeting.items.get(number="8")
    for number in (3, 4):
        pdf = packs.untagged_pdf(pages=3)
        packs.add_paper(item, pdf, reference=f"DA-2017-09/0{number}", title=f"Paper {number}", order=number)
    return meeting


def test_from_nothing_from_the_shelf_by_one_process_and_by_two_it_is_the_same_file(db: Any, settings: Any) -> None:
    meeting, made = a_meeting(), {}
    for processes in (1, 2):
        settings.RENDER_PROCESSES = processes
        forget(StoredPart.objects)
        made["from nothing", processes] = packs.build(meeting).pdf
        assert states() == {PartState.DONE}
        forget()
        made["from the shelf", processes] = packs.build(meeting).pdf
        assert states() == {PartState.KEPT}
    assert len(made) == 4
    assert len(set(made.values())) == 1


def test_a_paper_received_anew_gives_the_file_that_it_gives_from_nothing(db: Any, settings: Any) -> None:
    settings.RENDER_PROCESSES = 2
    meeting = a_meeting()
    before = packs.build(meeting).pdf
    paper = meeting.items.get(number="8").papers.get(reference="DA-2017-09/03")
    packs.receive(paper, packs.untagged_pdf(pages=2))
    after = packs.build(meeting).pdf
    newest = Job.objects.latest("pk")
    parts = {each.title: each.state for each in PackPart.objects.filter(job=newest)}
    remade = {title for title, state in parts.items() if state == PartState.DONE}
    assert remade == {"Agenda and contents", "DA-2017-09/03 Paper 3: cover sheet", "DA-2017-09/03 Paper 3"}
    assert set(parts.values()) == {PartState.DONE, PartState.KEPT}
    assert after != before
    forget(StoredPart.objects)
    assert packs.build(meeting).pdf == after
