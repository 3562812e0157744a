"""What may act in a PDF, taken out of every object: scripts, commands, media, attached files, links into other files.

Runs inside the sandbox on a file that is open. What is kept of a page, and how a file is saved, stands in `pdfs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

SCRIPTS: Final = "scripts (JavaScript)"
OPENING: Final = "commands that run when the document or a page is opened"
PROGRAMS: Final = "commands that start programs or open files"
FORMS: Final = "commands that send or fetch form data"
ELSEWHERE: Final = "links to other files"
MEDIA: Final = "sound, film and 3D"
ATTACHED: Final = "attached files"
XFA: Final = "a form in XFA"
ODD_LINKS: Final = "links that lead neither to a web page nor into the document"
OTHER: Final = "other commands"
PRIVATE: Final = "data of the programs that made it"

KEYS: Final = {
    "/OpenAction": OPENING,
    "/AA": OPENING,
    "/JavaScript": SCRIPTS,
    "/JS": SCRIPTS,
    "/EmbeddedFiles": ATTACHED,
    "/AF": ATTACHED,
    "/EF": ATTACHED,
    "/RF": ATTACHED,
    "/Collection": ATTACHED,
    "/XFA": XFA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/3DD": MEDIA,
    "/RichMediaContent": MEDIA,
    "/RichMediaSettings": MEDIA,
    "/Renditions": MEDIA,
    "/AlternatePresentations": MEDIA,
    "/OPI": ELSEWHERE,
    "/DestOutputProfileRef": ELSEWHERE,
    "/PieceInfo": PRIVATE,
    "/Metadata": PRIVATE,
    "/Thumb": PRIVATE,
}
"""Keys that go wherever they stand, and what is said of them."""

COMMANDS: Final = {
    "/JavaScript": SCRIPTS,
    "/Launch": PROGRAMS,
    "/SubmitForm": FORMS,
    "/ImportData": FORMS,
    "/ResetForm": FORMS,
    "/GoToR": ELSEWHERE,
    "/GoToE": ELSEWHERE,
    "/GoToDp": ELSEWHERE,
    "/Thread": ELSEWHERE,
    "/Rendition": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/RichMediaExecute": MEDIA,
    "/GoTo3DView": MEDIA,
    "/Hide": OTHER,
    "/SetOCGState": OTHER,
    "/Trans": OTHER,
}
"""Kinds of command (ISO 32000-2, table 201) that are taken out; what stays is told by `_may_stay`."""

TURNERS: Final = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
LINK: Final = re.compile(rb"(https?://|mailto:)[^\s\x00-\x20\x7f]", re.IGNORECASE)
MEDIA_ANNOTATIONS: Final = {"/Movie", "/Sound", "/Screen", "/RichMedia", "/3D", "/FileAttachment"}
CATALOGUE: Final = {
    "/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/Names", "/Dests", "/ViewerPreferences",
    "/PageLayout", "/PageMode", "/Outlines", "/AcroForm", "/StructTreeRoot", "/MarkInfo", "/Lang", "/OutputIntents",
    "/OCProperties",
}  # fmt: skip
"""The entries of the catalogue that stay; anything else is for programs, or acts."""

_HIDDEN: Final = 2
_STREAM_ELSEWHERE: Final = ("/F", "/FFilter", "/FDecodeParms")
_NAMES: Final = sorted({*KEYS, *COMMANDS, *MEDIA_ANNOTATIONS, "/URI", "/GoTo", "/Named", "/PS", "/Ref"})
# An object is looked into only where its text, written out by qpdf with every name in its plain form, names one of
# these, or names its kind by a reference.
_SUSPECT: Final = re.compile(
    b"/(?:%s)(?![^][\\s()<>{}/%%])|/(?:S|Subtype|Subtype2|Type|N) \\d+ \\d+ R"
    % b"|".join(re.escape(name[1:].encode()) for name in _NAMES)
)
_SLOTS: Final = ("/A", "/PA", "/Next")
_SLOT: Final = re.compile(rb"/(?:A|PA|Next) \d+ \d+ R")


def take_out(pdf: Pdf) -> list[str]:
    """Take out what may act; return what was found in words, in a fixed order, each once."""
    sweep = _Sweep()
    if "/Metadata" in pdf.Root:
        # Its own packet is written anew for every file, and is not worth a word.
        del pdf.Root["/Metadata"]
    for item in pdf.objects:
        sweep.look_at(item)
    if sweep.emptied:
        for item in pdf.objects:
            sweep.unhook(item)
    _narrow(pdf.trailer, {"/Root", "/Info", "/ID", "/Size"}, sweep)
    _narrow(pdf.Root, CATALOGUE, sweep)
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        _narrow(names, {"/Dests"}, sweep)
    order = list(dict.fromkeys([*KEYS.values(), *COMMANDS.values(), ODD_LINKS]))
    return [words for words in order if words in sweep.found]


def _narrow(holder: Object, allowed: set[str], sweep: _Sweep) -> None:
    for key in holder.keys() - allowed:
        if key in KEYS:
            sweep.found.add(KEYS[key])
        del holder[key]


def _name(value: Object | None) -> str:
    return str(value) if isinstance(value, Name) else ""


class _Sweep:
    """One pass over the objects: what was found, and the commands that were emptied."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self.emptied: set[tuple[int, int]] = set()

    def look_at(self, item: Object) -> None:
        """Clean one indirect object with all that stands directly in it."""
        holder = _dictionary_of(item)
        if isinstance(item, Stream):
            self._fetch_nothing(item)
        if holder is None or not _SUSPECT.search(holder.unparse(resolved=True)):
            return
        # All are gathered first, so that what goes with its holder is looked at and told as well.
        for node in list(_standing_in(holder)):
            if isinstance(node, Dictionary):
                if _name(node.get("/Subtype")) in MEDIA_ANNOTATIONS and not (
                    node is holder and isinstance(item, Stream)
                ):
                    self._still(node)
                self._mend(node, item.objgen if node is holder else None)

    def unhook(self, item: Object) -> None:
        """Take away the places that led to a command that was emptied."""
        holder = _dictionary_of(item)
        if holder is None or not _SLOT.search(holder.unparse(resolved=True)):
            return
        for node in _standing_in(holder):
            for slot in _SLOTS if isinstance(node, Dictionary) else ():
                value = node.get(slot)
                if value is not None and value.is_indirect and value.objgen in self.emptied:
                    del node[slot]

    def _fetch_nothing(self, stream: Stream) -> None:
        for key in _STREAM_ELSEWHERE:
            if key in stream:
                self.found.add(ELSEWHERE)
                del stream[key]
        if _name(stream.get("/Subtype")) == "/PS" or _name(stream.get("/Subtype2")) == "/PS":
            # A program for a printer.
            self.found.add(PROGRAMS)
            stream.write(b"")

    def _mend(self, node: Dictionary, number: tuple[int, int] | None) -> None:
        for key in node.keys() & KEYS.keys():
            if not _is_resource(node.get(key)):
                self.found.add(KEYS[key])
                del node[key]
        self._cut(node)
        if "/S" not in node:
            return
        if self._forbids(node):
            for key in set(node.keys()):
                del node[key]
            if number is not None:
                self.emptied.add(number)
        elif _name(node.get("/S")) in ("/GoTo", "/URI", "/Named") and "/Next" in node:
            del node["/Next"]

    def _cut(self, node: Dictionary) -> None:
        """Take away a command that stands directly in its place, and what a form fetches from another file."""
        if isinstance(node.get("/Ref"), Dictionary) and "/F" in node["/Ref"]:
            self.found.add(ELSEWHERE)
            del node["/Ref"]
        for slot in _SLOTS:
            value = node.get(slot)
            if isinstance(value, Dictionary) and not value.is_indirect and self._forbids(value):
                del node[slot]

    def _still(self, node: Dictionary) -> None:
        """Leave the picture of an annotation that plays or carries something; without one, hide it."""
        self.found.add(ATTACHED if node["/Subtype"] == Name.FileAttachment else MEDIA)
        node["/Subtype"] = Name.Stamp
        for key in ("/FS", "/A", "/T", "/MK"):
            if key in node:
                del node[key]
        if "/AP" not in node:
            node["/F"] = _HIDDEN

    def _forbids(self, command: Dictionary) -> bool:
        """Say whether a dictionary is a command that must go, and note what it was."""
        kind = _name(command.get("/S"))
        if kind in COMMANDS:
            self.found.add(COMMANDS[kind])
            return True
        if kind == "/URI" and not _is_link(command.get("/URI")):
            self.found.add(ODD_LINKS)
            return True
        if kind == "/Named" and _name(command.get("/N")) not in TURNERS:
            self.found.add(OTHER)
            return True
        return False


def _standing_in(holder: Object) -> Iterator[Object]:
    """A dictionary or array, and every one that stands directly in it, at any depth."""
    waiting = [holder]
    while waiting:
        node = waiting.pop()
        yield node
        kids = [value for _, value in node.items()] if isinstance(node, Dictionary) else list(node)
        waiting += [kid for kid in kids if isinstance(kid, Dictionary | Array) and not kid.is_indirect]


def _dictionary_of(item: Object) -> Object | None:
    if isinstance(item, Stream):
        return item.stream_dict
    return item if isinstance(item, Dictionary | Array) else None


def _is_link(address: Object | None) -> bool:
    try:
        return address is not None and LINK.match(bytes(address)) is not None
    except (TypeError, ValueError):
        return False


def _is_resource(value: Object | None) -> bool:
    """Fonts, pictures and the like may bear any name, "AA" among them. A command in such dress is still emptied."""
    if isinstance(value, Stream):
        return _name(value.get("/Subtype")) in ("/Image", "/Form")
    return isinstance(value, Dictionary) and _name(value.get("/Type")) in ("/Font", "/ExtGState", "/Pattern")
