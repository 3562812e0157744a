"""What is restricted hides itself and what belongs to it, in lists, editions, files and history; readings are noted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.models import Reading
from governance.models import Action, AgendaItem, Paper, PaperVersion
from tests import factories as make
from tests.governance.sitting import Sitting


@pytest.fixture
def papers(sitting: Sitting) -> dict[str, Paper]:
    """An open paper of an open item, a restricted one of it, and an open one of a restricted item."""
    sealed = make.make_item(sitting.meeting, number="9", title="Sealed item", restricted=True)
    found = {
        "open": make.make_paper(sitting.item, title="Open paper"),
        "closed": make.make_paper(sitting.item, title="Closed paper", restricted=True),
        "under": make.make_paper(sealed, title="Paper under it"),
    }
    for paper in found.values():
        make.make_version(paper, make.make_upload(paper.title.encode()))
    return found


def titles(rows: Any) -> list[str]:
    return sorted(rows.values_list("title", flat=True))


def test_only_the_cleared_see_them_and_their_versions(sitting: Sitting, papers: dict[str, Paper]) -> None:
    reader, auditor, stranger = (sitting.people[name] for name in ("reader", "auditor", "stranger"))
    assert titles(Paper.objects.visible_to(reader)) == ["Open paper"]
    assert titles(Paper.objects.visible_to(auditor)) == ["Closed paper", "Open paper", "Paper under it"]
    assert titles(Paper.objects.visible_to(stranger)) == []
    assert [row.paper for row in PaperVersion.objects.visible_to(reader)] == [papers["open"]]
    assert PaperVersion.objects.visible_to(auditor).count() == 3


def test_an_open_edition_leaves_them_out(sitting: Sitting, papers: dict[str, Paper]) -> None:
    action = make.make_action(sitting.meeting, restricted=True)
    for with_restricted, count in ((False, 1), (True, 3)):
        known = {"alliance": sitting.alliance, "with_restricted": with_restricted}
        assert Paper.objects.in_edition(**known).count() == count
        assert PaperVersion.objects.in_edition(**known).count() == count
        assert AgendaItem.objects.in_edition(**known).count() == (2 if with_restricted else 1)
        assert (action in Action.objects.in_edition(**known)) is with_restricted


def test_the_meeting_of_an_uncleared_reader_says_nothing_of_them(sitting: Sitting, papers: dict[str, Paper]) -> None:
    page = sitting.url("meetings", sitting.meeting)
    text = sitting.client("reader").get(page).content.decode()
    assert "Open paper" in text
    assert not any(word in text for word in ("Closed paper", "Paper under it", "Sealed item", "Restricted"))
    cleared = sitting.client("auditor").get(page).content.decode()
    assert all(word in cleared for word in ("Closed paper", "Paper under it", "Sealed item"))


@pytest.mark.parametrize(("name", "noted"), [("open", 0), ("closed", 1), ("under", 1)])
@pytest.mark.parametrize("door", ["page", "api"])
def test_reading_a_restricted_file_is_noted_and_an_open_one_is_not(
    name: str, noted: int, door: str, sitting: Sitting, papers: dict[str, Paper]
) -> None:
    version = PaperVersion.objects.get(paper=papers[name])
    page = sitting.url("papers", papers[name], "versions/1")
    url = page if door == "page" else f"/api/v1/paper-versions/{version.pk}/file/"
    answer = sitting.client("auditor").get(url)
    assert b"".join(answer.streaming_content) == papers[name].title.encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    rows = Reading.objects.filter(user=sitting.people["auditor"], route=door)
    assert [(row.subject_kind, row.subject_id) for row in rows] == [("paperversion", version.pk)] * noted
    assert sitting.client("reader").get(url).status_code == (404 if noted else 200)


def test_a_role_that_ended_ends_the_right_to_the_file(sitting: Sitting, papers: dict[str, Paper]) -> None:
    client, url = sitting.client("auditor"), sitting.url("papers", papers["closed"], "versions/1")
    assert client.get(url).status_code == 200
    sitting.people["auditor"].role_grants.update(to_date=clock.today() - timedelta(days=1))
    assert client.get(url).status_code == 404


def test_what_a_paper_said_while_its_item_was_restricted_stays_hidden(sitting: Sitting) -> None:
    item = make.make_item(sitting.meeting, restricted=True)
    paper = make.make_paper(item, title="Secret words")
    item.restricted = False
    make._save(item)
    paper.title = "Plain words"
    make._save(paper)
    seen = {
        name: [
            row.title
            for row in Paper.objects.all().history_visible_to(sitting.people[name], Paper.history.filter(id=paper.pk))
        ]
        for name in ("reader", "auditor")
    }
    assert seen == {"reader": ["Plain words"], "auditor": ["Plain words", "Secret words"]}
    page = sitting.client("reader").get(sitting.url("papers", paper)).content.decode()
    assert "Secret words" not in page
    assert "Secret words" in sitting.client("auditor").get(sitting.url("papers", paper)).content.decode()
