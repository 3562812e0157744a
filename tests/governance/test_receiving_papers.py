"""Receiving the files of a paper: their numbers, their notes, what is refused, on the page and over the API."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from core import files
from core.versions import StaleVersion
from core.workflow import WrongState
from governance.actions import receive_paper
from governance.models import Paper, PaperVersion
from tests import factories as make
from tests.governance.sitting import AT, Sitting, checked, make_sitting, pdf, sent


@pytest.fixture
def paper(sitting: Sitting) -> Paper:
    return make.make_paper(sitting.item, reference="DA-2017-09/01", title="Savings so far")


def receive(sitting: Sitting, paper: Paper, content: bytes, note: str = "Changed.", **more: Any) -> PaperVersion:
    return receive_paper(paper, checked=checked(content), note=note, **sitting.by(paper, **more))


def test_versions_count_up_and_the_older_ones_stay(sitting: Sitting, paper: Paper) -> None:
    received = [receive(sitting, paper, f"%PDF-1.7 {word}".encode()) for word in ("one", "two", "three")]
    assert [version.number for version in received] == [1, 2, 3]
    kept = PaperVersion.objects.filter(paper=paper)
    assert [files.path_of(row.upload.sha256).read_bytes() for row in kept] == [
        b"%PDF-1.7 one",
        b"%PDF-1.7 two",
        b"%PDF-1.7 three",
    ]
    assert {(row.received_by, row.received_at) for row in kept} == {(sitting.people["office"], AT)}


def test_the_history_of_the_paper_says_which_file_came(sitting: Sitting, paper: Paper) -> None:
    receive(sitting, paper, b"%PDF-1.7 one", "")
    receive(sitting, paper, b"%PDF-1.7 two", "New figures.")
    reasons = [row.history_change_reason for row in paper.history.all()]
    assert reasons[0] == "governance.paper_received: Version 2 received, Savings.pdf: New figures."
    assert reasons[1] == "governance.paper_received: Version 1 received, Savings.pdf"


def test_a_version_never_changes(sitting: Sitting, paper: Paper) -> None:
    version = receive(sitting, paper, b"%PDF-1.7 one")
    version.note = "Another"
    with pytest.raises(TypeError, match="never changes"):
        version.save()


@pytest.mark.parametrize(
    ("content", "note", "problems"),
    [
        (b"%PDF-1.7 two", "  ", {"note": ["Say what changed since version 1."]}),
        (b"%PDF-1.7 one", "x", {"file": ["Savings.pdf is the same file as version 1. Choose the changed one."]}),
        (b"%PDF-1.7 two", "x" * 301, {"note": ["Use at most 300 characters."]}),
    ],
)
def test_what_is_refused_is_said_and_takes_no_number(
    content: bytes, note: str, problems: dict[str, Any], sitting: Sitting, paper: Paper
) -> None:
    receive(sitting, paper, b"%PDF-1.7 one")
    with pytest.raises(ValidationError) as caught:
        receive(sitting, paper, content, note)
    assert caught.value.message_dict == problems
    paper.refresh_from_db()
    assert (paper.versions.count(), paper.version) == (1, 2)
    assert receive(sitting, paper, b"%PDF-1.7 two").number == 2


def test_a_paper_made_here_takes_no_file_and_a_cancelled_meeting_no_paper(sitting: Sitting, paper: Paper) -> None:
    own = make.make_paper(sitting.item, report="highlight-report", period=make.make_period(sitting.alliance))
    with pytest.raises(ValidationError, match=r"Savings\.pdf is not taken"):
        receive(sitting, own, b"%PDF-1.7 one")
    sitting.meeting.state = "cancelled"
    make._save(sitting.meeting)
    with pytest.raises(WrongState, match="cancelled"):
        receive(sitting, Paper.objects.get(pk=paper.pk), b"%PDF-1.7 one")


def test_whoever_read_the_paper_before_another_file_came_is_told(sitting: Sitting, paper: Paper) -> None:
    receive(sitting, paper, b"%PDF-1.7 one")
    with pytest.raises(StaleVersion):
        receive(sitting, Paper.objects.get(pk=paper.pk), b"%PDF-1.7 two", expected=1)
    assert PaperVersion.objects.filter(paper=paper).count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads share one connection to SQLite's test database")
@pytest.mark.django_db(transaction=True)
def test_files_sent_at_the_same_moment_get_different_numbers_or_are_refused(settings: Any, tmp_path: Any) -> None:
    settings.FILES_DIR = tmp_path
    sitting = make_sitting()
    paper = make.make_paper(sitting.item)
    start, seen = threading.Barrier(5), []

    def send(turn: int) -> None:
        row = Paper.objects.get(pk=paper.pk)
        start.wait()
        try:
            seen.append(receive(sitting, row, f"%PDF-1.7 {turn}".encode()).number)
        except StaleVersion:
            seen.append(0)
        connection.close()

    threads = [threading.Thread(target=send, args=(turn,)) for turn in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(number for number in seen if number)
    assert len(seen) == 5
    assert numbers == list(range(1, len(numbers) + 1))
    assert list(PaperVersion.objects.filter(paper=paper).values_list("number", flat=True)) == numbers


class TestPage:
    def test_a_file_is_uploaded_and_replaced_from_the_meeting(self, sitting: Sitting, paper: Paper) -> None:
        client, page = sitting.client(), sitting.url("meetings", sitting.meeting)
        form = sitting.url("papers", paper, "receive")
        assert "Awaited" in client.get(page).content.decode()
        assert client.post(form, {"version": 1, "file": sent(pdf(3)), "note": ""}).headers["Location"] == page
        text = client.get(page).content.decode()
        assert "Version 1 of DA-2017-09/01 is received: Savings.pdf." in text
        assert "Awaited" not in text
        assert "3 pages" in text
        assert "What changed since version 1" in client.get(form).content.decode()
        client.post(form, {"version": 2, "file": sent(pdf(4)), "note": "The appendix is new."})
        versions = client.get(sitting.url("papers", paper)).content.decode()
        assert "Version 1" in versions
        assert "The appendix is new." in versions

    def test_a_refused_file_is_named_and_the_note_stays(self, sitting: Sitting, paper: Paper) -> None:
        make.make_version(paper)
        form = sitting.url("papers", paper, "receive")
        typed = {"version": 1, "file": sent(b"no PDF at all", "Letter.docx"), "note": "The appendix is new."}
        answer = sitting.client().post(form, typed)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "Letter.docx is not a PDF." in text
        assert "The appendix is new." in text

    @pytest.mark.parametrize("broken", [{"note": "x"}, {"note": "x", "version": "1"}])
    def test_a_form_without_a_file_says_so(self, broken: dict[str, str], sitting: Sitting, paper: Paper) -> None:
        answer = sitting.client().post(sitting.url("papers", paper, "receive"), broken)
        assert answer.status_code == 422
        assert "Choose a file." in answer.content.decode()

    def test_a_file_that_came_meanwhile_is_said_and_the_note_stays(self, sitting: Sitting, paper: Paper) -> None:
        receive(sitting, paper, b"%PDF-1.7 other")
        typed = {"version": 1, "file": sent(), "note": "The appendix is new."}
        answer = sitting.client().post(sitting.url("papers", paper, "receive"), typed)
        assert answer.status_code == 409
        assert "Somebody else has changed this" in answer.content.decode()
        assert "The appendix is new." in answer.content.decode()


class TestApi:
    def post(self, sitting: Sitting, paper: Paper, data: dict[str, Any], version: int = 1, key: str = "") -> Any:
        headers = {"If-Match": f'"v{version}"'} | ({"Idempotency-Key": key} if key else {})
        return sitting.client().post(reverse("api:papers-receive", args=[paper.pk]), data, headers=headers)

    def test_a_file_is_sent_as_multipart_and_sent_twice_is_one_version(self, sitting: Sitting, paper: Paper) -> None:
        first = self.post(sitting, paper, {"file": sent(pdf(2))}, key="one")
        again = self.post(sitting, paper, {"file": sent(pdf(2))}, key="one")
        assert (first.status_code, first.headers["ETag"]) == (201, '"v2"')
        said = first.json()
        assert (said["number"], said["pages"], said["name"], said["paper"]) == (1, 2, "Savings.pdf", paper.pk)
        assert (again.status_code, again.json()) == (201, said)
        assert again.headers["Idempotent-Replayed"] == "true"
        assert PaperVersion.objects.filter(paper=paper).count() == 1

    def test_refusals_name_the_file_or_the_field(self, sitting: Sitting, paper: Paper) -> None:
        answer = self.post(sitting, paper, {"file": sent(b"no PDF", "Letter.docx")})
        assert (answer.status_code, answer.json()) == (400, {"file": ["Letter.docx is not a PDF."]})
        assert self.post(sitting, paper, {}).json() == {"file": ["No file was submitted."]}
        assert self.post(sitting, paper, {"file": sent()}, version=9).status_code == 412
        self.post(sitting, paper, {"file": sent(pdf(1))})
        answer = self.post(sitting, paper, {"file": sent(pdf(2))}, version=2)
        assert answer.json() == {"note": ["Say what changed since version 1."]}

    def test_the_versions_of_a_paper_are_listed_with_their_files(self, sitting: Sitting, paper: Paper) -> None:
        make.make_version(make.make_paper(sitting.item))
        made = [make.make_version(paper, make.make_upload(b"%PDF-1.7 x" + bytes([65 + turn]))) for turn in range(2)]
        client = sitting.client("reader")
        listed = client.get(f"/api/v1/paper-versions/?paper={paper.pk}").json()["results"]
        assert [row["id"] for row in listed] == [row.pk for row in made]
        file = client.get(f"/api/v1/paper-versions/{made[0].pk}/file/")
        assert b"".join(file.streaming_content) == b"%PDF-1.7 xA"
