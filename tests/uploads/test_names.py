"""Three hundred hostile names: shown in one line, never a path, and read alike from the header of the download."""

from __future__ import annotations

import re
import unicodedata
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import HTTP
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.http.multipartparser import parse_header_parameters
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from core import clock, files
from core.downloads import upload_file
from core.models import Upload
from core.uploads.names import LONGEST, shown_name
from core.uploads.receive import Checked, keep
from tests.factories import make_user
from tests.uploads.hostile.names import names

ALL = names(seed=1)
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


def test_there_are_three_hundred_different_names() -> None:
    assert len(set(ALL)) == 300


@pytest.mark.parametrize("sent", ALL, ids=lambda name: ascii(name)[:40])
def test_a_shown_name_is_one_harmless_line(sent: str) -> None:
    name = shown_name(sent, (".pdf",))
    assert 4 < len(name) <= LONGEST
    assert name.lower().endswith(".pdf")
    assert not name.startswith((".", " "))
    assert not set(name) & set('/\\<>:"|?*\0\r\n\t')
    assert {unicodedata.category(sign)[0] for sign in name} <= set("LMNPSZ")
    assert {unicodedata.category(sign) for sign in name if sign != " "} & {"Zs", "Zl", "Zp"} == set()
    assert unicodedata.is_normalized("NFC", name)
    assert name.split(".")[0].strip().lower() not in DEVICES
    assert shown_name(name, (".pdf",)) == name


@given(st.text(max_size=300), st.sampled_from([(".pdf",), (".jpg", ".jpeg"), ("",)]))
def test_showing_a_shown_name_again_changes_nothing(sent: str, suffixes: tuple[str, ...]) -> None:
    name = shown_name(sent, suffixes)
    assert 0 < len(name) <= LONGEST
    assert name.lower().endswith(suffixes)
    assert shown_name(name, suffixes) == name


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Estates paper.pdf", "Estates paper.pdf"),
        ("ESTATES.PDF", "ESTATES.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\report.pdf", "report.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        ("report.pdf.exe", "report.pdf.exe.pdf"),
        ("re\u0301sume\u0301.pdf", "résumé.pdf"),
        ("a\r\nb.pdf", "a b.pdf"),
        ("", "document.pdf"),
        (".pdf", "document.pdf"),
        ("nul.pdf", "_nul.pdf"),
        ("CON", "_CON.pdf"),
        ("a" * 4096, "a" * 146 + ".pdf"),
    ],
)
def test_a_name_is_shown_as(sent: str, shown: str) -> None:
    assert shown_name(sent, (".pdf",)) == shown


def by_django(header: str) -> str:
    """Django's own reader, which reads both forms."""
    return parse_header_parameters(header)[1]["filename"]


def by_the_mail_library(header: str) -> str:
    parsed = BytesHeaderParser(policy=HTTP).parsebytes(b"Content-Disposition: " + header.encode("ascii") + b"\r\n\r\n")
    assert isinstance(parsed, EmailMessage)
    return str(parsed.get_filename())


def by_the_grammar(header: str) -> str:
    """RFC 6266 and RFC 8187, as their grammar is written."""
    found = re.fullmatch(
        r"""attachment; filename(?:="((?:[^"\\]|\\.)*)"|\*=utf-8''([A-Za-z0-9%!#$&+.^_`|~()'*-]+))""", header
    )
    assert found, header
    return re.sub(r"\\(.)", r"\1", found[1]) if found[1] is not None else unquote(found[2])


@pytest.mark.django_db
def test_every_name_is_kept_given_out_and_shown(tmp_path: Path, settings) -> None:
    settings.FILES_DIR = tmp_path / "files"
    by, at = make_user("Office"), clock.now()
    digest = ""
    for sent in ALL:
        name = shown_name(sent, (".pdf",))
        checked = Checked(name, "application/pdf", b"%PDF-1.7 cleaned", "0" * 64, 9, pages=1)
        upload = keep(checked, by=by, at=at)
        digest = upload.sha256
        answer = upload_file(upload)
        header = answer["Content-Disposition"]
        assert [by_django(header), by_the_mail_library(header), by_the_grammar(header)] == [name] * 3
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        shown = Template("{{ upload.name }}").render(Context({"upload": upload}))
        assert not set(shown) & set("<>\"'")
        assert answer.getvalue() == checked.content
        answer.file_to_stream.close()
    assert Upload.objects.count() == 300
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept == [files.path_of(digest)]
