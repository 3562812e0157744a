"""A PDF is checked and cleaned in the sandbox, refused in words that name it, and kept under its hash."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from core import clock, files
from core.uploads.receive import UploadRefused, check, keep
from tests.factories import make_user
from tests.uploads.made import SECRET, plain, saved, with_


def test_a_plain_pdf_keeps_its_pages_links_bookmarks_and_labels() -> None:
    checked = check("Paper.pdf", saved(plain()))
    assert (checked.name, checked.media_type, checked.pages) == ("Paper.pdf", "application/pdf", 2)
    with pikepdf.open(io.BytesIO(checked.content)) as pdf:
        addresses = [str(each.A.get(Name.URI, each.A.S)) for each in pdf.pages[0].obj.Annots]
        assert addresses == ["https://example.org/paper", "/GoTo"]
        assert str(pdf.Root.Outlines.First.Title) == "First page"
        assert Name.r == pdf.Root.PageLabels.Nums[1].S
        assert str(pdf.docinfo.Title) == "Paper 7b"


def test_what_acts_is_taken_out_and_said() -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(SECRET))
        pdf.attachments["x.txt"] = SECRET.encode()

    checked = check("Paper.pdf", with_(plant))
    assert checked.removed[:2] == ("commands that run when the document or a page is opened", "scripts (JavaScript)")
    assert "attached files" in checked.removed
    with pikepdf.open(io.BytesIO(checked.content)) as pdf:
        assert Name.OpenAction not in pdf.Root
        assert all(SECRET.encode() not in each.unparse(resolved=True) for each in pdf.objects)
        assert len(pdf.attachments) == 0


@pytest.mark.django_db
def test_the_same_content_twice_is_one_file_and_two_rows() -> None:
    content = saved(plain(), deterministic_id=True)
    by, at = make_user("Office"), clock.now()
    first = keep(check("a.pdf", content), by=by, at=at)
    second = keep(check("b.pdf", content), by=by, at=at)
    assert first.pk != second.pk
    assert first.sha256 == second.sha256
    assert hashlib.sha256(files.path_of(first.sha256).read_bytes()).hexdigest() == first.sha256
    assert first.original_sha256 == hashlib.sha256(content).hexdigest()
    assert (first.size, first.original_size) == (files.path_of(first.sha256).stat().st_size, len(content))
    with pytest.raises(TypeError, match="never changes"):
        first.save()


def test_a_page_that_is_no_pdf_is_refused() -> None:
    with pytest.raises(UploadRefused, match=r"^Paper.pdf is not a PDF\.$"):
        check("Paper.pdf", b"<html><script>alert(1)</script></html>")
