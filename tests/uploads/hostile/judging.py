"""What becomes of a hostile file, and whether what is kept of it holds anything that acts.

The walk over a kept file is written without the product's own, so that a mistake there is not made twice.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from core.sandbox.client import WorkFailed
from core.uploads import receive
from tests.uploads.made import SECRET

ACTIVE_KEYS = {
    "/OpenAction", "/AA", "/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/EmbeddedFiles", "/AF", "/EF",
    "/XFA", "/RichMediaContent", "/RichMediaSettings", "/Movie", "/Sound", "/Renditions", "/3DD", "/Collection",
    "/PieceInfo", "/AlternatePresentations", "/Perms", "/ByteRange", "/FFilter",
}  # fmt: skip
COMMANDS = {"/GoTo", "/URI", "/Named"}
"""The only commands that may stay, the last two with conditions."""
ALL_COMMANDS = COMMANDS | {
    "/GoToR", "/GoToE", "/GoToDp", "/Launch", "/Thread", "/Sound", "/Movie", "/Hide", "/SubmitForm", "/ResetForm",
    "/ImportData", "/JavaScript", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView", "/RichMediaExecute",
}  # fmt: skip
ACTIVE_ANNOTATIONS = {"/Movie", "/Sound", "/Screen", "/RichMedia", "/3D", "/FileAttachment"}


def active_in(content: bytes) -> list[str]:
    """Everything in a PDF that acts or was planted, object by object and with every stream unpacked."""
    found = []
    if not content.startswith(b"%PDF-") or content.count(b"startxref") != 1 or not content.endswith(b"%%EOF\n"):
        found.append("it is more than one PDF, written once")
    if SECRET.encode() in content:
        found.append("the planted words")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in [*pdf.objects, pdf.trailer]:
            found += [f"{item.objgen}: {words}" for words in _active_in(item)]
    return found


def _active_in(item: Any) -> Iterator[str]:
    if isinstance(item, pikepdf.Stream):
        yield from _of_dictionary(item.stream_dict)
        if "/F" in item:
            yield "a stream in another file"
        try:
            unpacked = item.read_bytes()
        except (pikepdf.PdfError, RuntimeError):
            unpacked = item.read_raw_bytes()
        if SECRET.encode() in unpacked:
            yield "the planted words in a stream"
    elif isinstance(item, pikepdf.Dictionary):
        yield from _of_dictionary(item)
    elif isinstance(item, pikepdf.Array):
        for each in item:
            if isinstance(each, pikepdf.Object) and not each.is_indirect:
                yield from _active_in(each)
    elif isinstance(item, pikepdf.String) and SECRET in _word(item):
        yield "the planted words in a text"


def _word(value: Any) -> str:
    """A name or a text; one that is damaged is none."""
    try:
        return str(value)
    except ValueError:
        return ""


def _of_dictionary(holder: Any) -> Iterator[str]:
    kind = _word(holder.get("/S"))
    if kind in ALL_COMMANDS - COMMANDS:
        yield f"the command {kind}"
    if kind == "/URI" and not bytes(holder.get("/URI", b"")).lower().startswith((b"http://", b"https://", b"mailto:")):
        yield "a link that leads elsewhere"
    if kind == "/Named" and _word(holder.get("/N")) not in ("/NextPage", "/PrevPage", "/FirstPage", "/LastPage"):
        yield "a named command"
    if _word(holder.get("/Subtype")) in ACTIVE_ANNOTATIONS and "/Length" not in holder:
        yield f"an annotation {_word(holder.Subtype)}"
    for key, value in holder.items():
        # A font may bear any name.
        is_font = isinstance(value, pikepdf.Dictionary) and value.get("/Type") == pikepdf.Name.Font
        if key in ACTIVE_KEYS and not is_font:
            yield f"the key {key}"
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _active_in(value)


@dataclass(slots=True)
class Outcome:
    """What became of one file. `words` are empty when it was kept, `wrong` when nothing is amiss."""

    words: str = ""
    checked: receive.Checked | None = None
    seconds: float = 0.0
    peak_bytes: int = 0
    wrong: list[str] = field(default_factory=list)


class _Watched(receive.CleaningSandbox):
    """The sandbox, noting what the last work used and whether it fell over."""

    peak_bytes = 0
    fell: str = ""

    def work(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().work(*args, **kwargs)
        except WorkFailed as failure:
            if failure.kind in ("crash", "killed"):
                _Watched.fell = failure.reason
            raise
        finally:
            if self.last_usage is not None:
                _Watched.peak_bytes = self.last_usage.peak_bytes


@contextmanager
def watched() -> Iterator[None]:
    """Have `judge` see into the sandbox."""
    usual = receive.CleaningSandbox
    receive.CleaningSandbox = _Watched  # type: ignore[misc]
    try:
        yield
    finally:
        receive.CleaningSandbox = usual  # type: ignore[misc]


MOST_SECONDS = 10.0
MOST_BYTES = 512 * 2**20


def judge(name: str, content: bytes) -> Outcome:
    """Send one file through the product's own door; say what is wrong with the answer."""
    _Watched.peak_bytes, _Watched.fell = 0, ""
    outcome = Outcome()
    began = time.monotonic()
    try:
        outcome.checked = receive.check(name, content)
    except receive.UploadRefused as refusal:
        outcome.words = str(refusal)
        if not outcome.words.startswith(receive.shown_name(name)) or not outcome.words.endswith("."):
            outcome.wrong.append(f"refused in odd words: {outcome.words}")
    except Exception as error:
        outcome.wrong.append(f"no answer: {type(error).__name__}: {error}")
    outcome.seconds, outcome.peak_bytes = time.monotonic() - began, _Watched.peak_bytes
    if outcome.checked is not None:
        outcome.wrong += active_in(outcome.checked.content)
    if _Watched.fell:
        outcome.wrong.append(f"the child fell: {_Watched.fell}")
    if outcome.peak_bytes > MOST_BYTES:
        outcome.wrong.append(f"took {outcome.peak_bytes / 2**20:.0f} MiB")
    if outcome.seconds > MOST_SECONDS:
        outcome.wrong.append(f"took {outcome.seconds:.1f} s")
    return outcome
