"""What makes a rendered PDF an archive document: its titles and dates, its identity, the data attached to it.

What the pages and the data say is decided elsewhere; neither WeasyPrint nor Django may be imported here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pikepdf
from pikepdf import AttachedFileSpec, Dictionary, Name, String

from reporting.assembly import parts, xmp

CREATOR = "Concordat"
_NOT_IN_TEXT = re.compile("[\x00-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried by a document: its bare name, bytes, media type, and what it is, for the reader."""

    name: str
    content: bytes
    mime: str
    description: str

    def __post_init__(self) -> None:
        if not self.name or _NOT_IN_TEXT.search(self.name) or set(self.name) & set('/\\:*?"<>|'):
            raise ValueError(f"attachment name: expected a bare file name, got {self.name!r}")
        if not re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", self.mime):
            raise ValueError(
                f"attachment {self.name}: expected a media type such as application/json, got {self.mime!r}"
            )


def finish(
    pdf: bytes,
    *,
    title: str,
    author: str,
    subject: str,
    created: datetime,
    language: str = "en-GB",
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """Make a tagged PDF from the sandbox conform to PDF/UA-1 and PDF/A-3a; same arguments, same bytes.

    `created` is written in the metadata and on every attachment, and must know its time zone. Raises
    ValueError naming the argument that is empty or unusable, or what the PDF lacks to be finished.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _require_tags_and_profile(document)
        parts.print_annotations(document)
        parts.mark_structure(document)
        frame(
            document, title=title, author=author, subject=subject, created=created, language=language,
            attachments=attachments,
        )  # fmt: skip
        return parts.written(document)


def frame(
    document: pikepdf.Pdf,
    *,
    title: str,
    author: str,
    subject: str,
    created: datetime,
    language: str = "en-GB",
    attachments: Sequence[Attachment] = (),
    conforming: bool = True,
) -> None:
    """Put titles, dates, metadata and attachments on an open document, in place.

    `conforming` says whether it claims both standards. Raises ValueError as `finish` does.
    """
    _check(title=title, author=author, subject=subject, language=language)
    if created.tzinfo is None:
        raise ValueError("created: expected a date and time with its time zone")
    names = [attachment.name for attachment in attachments]
    if len(set(names)) != len(names):
        raise ValueError(f"attachments: expected different names, got {', '.join(names)}")
    moment = created.astimezone(UTC).replace(microsecond=0)
    # WeasyPrint writes the sRGB profile; the name says for which standard it is meant.
    for intent in document.Root.get(Name.OutputIntents, ()):
        intent.S = Name.GTS_PDFA1
    producer = str(document.docinfo.get(Name.Producer, CREATOR))
    _describe(document, title, author, subject, language, producer, moment, conforming)
    for attachment in attachments:
        _attach(document, attachment, moment)


def _check(**texts: str) -> None:
    for name, text in texts.items():
        if not text.strip() or _NOT_IN_TEXT.search(text):
            raise ValueError(f"{name}: expected one line of text, got {text!r}")


def _require_tags_and_profile(document: pikepdf.Pdf) -> None:
    root = document.Root
    for key, what in ((Name.StructTreeRoot, "tags"), (Name.OutputIntents, "a colour profile")):
        if key not in root:
            raise ValueError(f"pdf: expected a document rendered with {what}, found none")


def _describe(
    document: pikepdf.Pdf,
    title: str,
    author: str,
    subject: str,
    language: str,
    producer: str,
    moment: datetime,
    conforming: bool,
) -> None:
    written = moment.strftime("D:%Y%m%d%H%M%S+00'00'")
    document.trailer.Info = document.make_indirect(
        Dictionary(
            Title=title,
            Author=author,
            Subject=subject,
            Creator=CREATOR,
            Producer=producer,
            CreationDate=String(written),
            ModDate=String(written),
        )  # fmt: skip
    )
    root = document.Root
    root.Lang = String(language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    metadata = xmp.packet(
        title=title, author=author, subject=subject, language=language, creator=CREATOR, producer=producer,
        created=moment, conforming=conforming,
    )  # fmt: skip
    root.Metadata = document.make_stream(metadata, Type=Name.Metadata, Subtype=Name.XML)


def _attach(document: pikepdf.Pdf, attachment: Attachment, moment: datetime) -> None:
    written = moment.strftime("D:%Y%m%d%H%M%S+00'00'")
    specification = AttachedFileSpec(
        document,
        attachment.content,
        filename=attachment.name,
        description=attachment.description,
        mime_type=attachment.mime,
        creation_date=written,
        mod_date=written,
    )
    specification.relationship = Name.Data
    # pikepdf names it among the associated files as well, which PDF/A asks for.
    document.attachments[attachment.name] = specification
