"""What is not taken, in which words: signed files, too many pages, forms without pages, a child that fell."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from core.sandbox.client import WorkFailed
from core.uploads import receive
from core.uploads.receive import UploadRefused, check
from tests.uploads.made import plain, saved, with_


def signed(pdf: Pdf) -> None:
    signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("x"))
    field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("s"), V=pdf.make_indirect(signature)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)


def signed_directly(pdf: Pdf) -> None:
    signed(pdf)
    field = pdf.Root.AcroForm.Fields[0]
    field.V = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("x"))


def rights_of_its_maker(pdf: Pdf) -> None:
    rights = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("x"))
    pdf.Root.Perms = Dictionary(UR3=pdf.make_indirect(rights))


def waits_for_its_program(pdf: Pdf) -> None:
    pdf.Root.NeedsRendering = True
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))


WORDS = {
    signed: "Paper.pdf is digitally signed, and cleaning it would break the signature. Upload a copy printed to PDF.",
    signed_directly: "Paper.pdf is digitally signed, and cleaning it would break the signature. "
    "Upload a copy printed to PDF.",
    waits_for_its_program: "Paper.pdf is a form that only some programs can show (XFA). "
    "Print it to a PDF, then upload that.",
}


@pytest.mark.parametrize(("change", "words"), WORDS.items(), ids=lambda each: getattr(each, "__name__", "words"))
def test_it_is_refused(change: Callable[[Pdf], None], words: str) -> None:
    with pytest.raises(UploadRefused) as refusal:
        check("Paper.pdf", with_(change))
    assert str(refusal.value) == words


def test_rights_that_the_maker_of_a_form_signed_are_taken_out() -> None:
    assert check("Paper.pdf", with_(rights_of_its_maker)).pages == 2


def test_a_file_without_pages_is_refused() -> None:
    with pytest.raises(UploadRefused, match=r"^Paper\.pdf has no pages\.$"):
        check("Paper.pdf", saved(pikepdf.new()))


def test_too_many_pages_are_refused_with_both_figures(settings: Any) -> None:
    settings.UPLOAD_MAX_PAGES = 3
    with pytest.raises(UploadRefused, match=r"^Paper\.pdf has 4 pages; at most 3 are taken\. Upload it in parts\.$"):
        check("Paper.pdf", saved(plain(4)))
    assert check("Paper.pdf", saved(plain(3))).pages == 3


def test_a_password_is_asked_for_by_nobody() -> None:
    with pytest.raises(UploadRefused, match=r"^Paper\.pdf needs a password\. Save it without one, then upload that\.$"):
        check("Paper.pdf", saved(plain(), encryption=Encryption(owner="o", user="u")))


def test_where_no_sandbox_can_be_had_nothing_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nowhere(receive.CleaningSandbox):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs, means=())

    monkeypatch.setattr(receive, "CleaningSandbox", Nowhere)
    with pytest.raises(UploadRefused, match=r"^Paper\.pdf cannot be checked, because this system has no sandbox"):
        check("Paper.pdf", saved(plain()))


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("UPLOAD_SECONDS", 1, "Paper.pdf takes too long to check. "),
        ("UPLOAD_MEMORY_BYTES", 90 * 2**20, "Paper.pdf needs too much memory to open. "),
    ],
)
def test_a_file_that_takes_too_much_is_refused(settings: Any, setting: str, value: int, words: str) -> None:
    def heavy(pdf: Pdf) -> None:
        pdf.Root.Outlines.Many = Array([pdf.make_indirect(Dictionary(Number=number)) for number in range(150_000)])

    setattr(settings, setting, value)
    with pytest.raises(UploadRefused) as refusal:
        check("Paper.pdf", with_(heavy))
    assert str(refusal.value).startswith(words)


def test_a_child_that_fell_is_logged_and_the_file_refused(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fall(*_: Any, **__: Any) -> None:
        raise WorkFailed("crash", "ended with signal SIGSEGV")

    monkeypatch.setattr(receive.CleaningSandbox, "work", fall)
    with pytest.raises(UploadRefused, match=r"^Paper\.pdf could not be opened: it is most likely broken\."):
        check("Paper.pdf", saved(plain()))
    assert "SIGSEGV" in caplog.text


def test_a_file_behind_others_is_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = threading.BoundedSemaphore(1)
    monkeypatch.setattr(receive, "_checks_at_once", busy)
    monkeypatch.setattr(receive, "_SECONDS_TO_WAIT", 0.1)
    with busy, pytest.raises(UploadRefused, match=r"^Paper\.pdf waits behind other files that are being checked\."):
        check("Paper.pdf", saved(plain()))
    assert check("Paper.pdf", saved(plain())).pages == 2
    with pytest.raises(UploadRefused, match="has no pages"):
        check("Paper.pdf", saved(pikepdf.new()))
    assert check("Paper.pdf", saved(plain())).pages == 2
