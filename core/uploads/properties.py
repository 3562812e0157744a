"""What a PDF says of itself: its title, its language, and the standards it claims, as far as nothing contradicts them.

Runs inside the sandbox. A claim is read before a file is cleaned and written again afterwards; people and programs are
left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream, String

from core.uploads import active

LONGEST_TITLE: Final = 300
LONGEST_PACKET: Final = 2 * 2**20
# Fonts that are measured, not drawn, by their file: a glyph procedure is its own font.
_FONT_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_NOT_IN_TEXT: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_PRINT: Final = 4
_NEVER_IN_ARCHIVES: Final = {
    active.SCRIPTS, active.PROGRAMS, active.FORMS, active.MEDIA, active.XFA, active.OTHER, active.ODD_LINKS,
}  # fmt: skip

_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>{parts}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_TITLE: Final = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>'
# PDF/A asks for a description of every property outside its own list; PDF/UA's is one.
_ABOUT_UA: Final = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says of itself before it is cleaned; `ua` and `archive` are the levels it claims, or empty."""

    title: str
    ua: str
    archive: str
    names_somebody: bool


def read(pdf: Pdf) -> Said:
    """Read title and claims from the metadata packet and the properties; nothing is believed yet."""
    info = pdf.trailer.get("/Info")
    kept = info if isinstance(info, Dictionary) else Dictionary()
    packet = _packet(pdf)
    part, level = _value(packet, "pdfaid:part"), _value(packet, "pdfaid:conformance").upper()
    return Said(
        title=_one_line(_text(kept.get("/Title"))) or _title_in(packet),
        ua=f"PDF/UA-{found}" if (found := _value(packet, "pdfuaid:part")) in ("1", "2") else "",
        archive=f"PDF/A-{part}{level}" if part in ("1", "2", "3") and level in ("A", "B", "U") else "",
        names_somebody=bool(kept.keys() - {"/Title", "/Trapped"}) or "creator" in packet.lower(),
    )


def _packet(pdf: Pdf) -> str:
    """The metadata packet as text, empty when it cannot be read. A few values are looked up; no XML is parsed."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, Stream):
        return ""
    try:
        data = stream.read_bytes()[:LONGEST_PACKET]
    except PdfError:
        return ""
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", errors="replace")


def _value(packet: str, name: str) -> str:
    found = re.search(rf"\b{name}\s*(?:=\s*[\"']|>)\s*(\w{{1,4}})", packet)
    return found.group(1) if found else ""


def _title_in(packet: str) -> str:
    found = re.search(r"<dc:title>.{0,500}?<rdf:li[^>]{0,100}>([^<]{1,2000})</rdf:li>", packet, re.DOTALL)
    return _one_line(html.unescape(found.group(1))) if found else ""


def _text(value: Object | None) -> str:
    try:
        return str(value) if isinstance(value, String) else ""
    except ValueError:
        return ""


def _one_line(text: str) -> str:
    return " ".join(_NOT_IN_TEXT.sub(" ", text).split())[:LONGEST_TITLE]


def is_tagged(pdf: Pdf) -> bool:
    """Say whether the pages' content is tagged, and says so."""
    marks, tree = pdf.Root.get("/MarkInfo"), pdf.Root.get("/StructTreeRoot")
    return isinstance(marks, Dictionary) and _is_true(marks.get("/Marked")) and isinstance(tree, Dictionary)


def confirmed(pdf: Pdf, said: Said, *, taken_out: Collection[str], was_encrypted: bool) -> list[str]:
    """The standards that the file claims and that nothing looked at here contradicts: not a validation."""
    if was_encrypted or active.MEDIA in taken_out or not (said.ua or said.archive) or not _fonts_are_embedded(pdf):
        return []
    claims = []
    if said.ua and is_tagged(pdf) and said.title and _has_language(pdf) and _names_itself(pdf) and _tabs_in_order(pdf):
        claims.append(said.ua)
    if said.archive and not _NEVER_IN_ARCHIVES & set(taken_out) and _keeps_as_archive(pdf, said.archive, taken_out):
        claims.append(said.archive)
    return claims


def _has_language(pdf: Pdf) -> bool:
    return bool(_TAG.fullmatch(_text(pdf.Root.get("/Lang"))))


def _names_itself(pdf: Pdf) -> bool:
    wishes = pdf.Root.get("/ViewerPreferences")
    return isinstance(wishes, Dictionary) and _is_true(wishes.get("/DisplayDocTitle"))


def _tabs_in_order(pdf: Pdf) -> bool:
    return all(page.obj.get("/Tabs") == Name.S for page in pdf.pages if "/Annots" in page.obj)


def _keeps_as_archive(pdf: Pdf, claim: str, taken_out: Collection[str]) -> bool:
    part, level = claim[-2], claim[-1]
    if level == "A" and not (is_tagged(pdf) and _has_language(pdf)):
        return False
    if part != "3" and active.ATTACHED in taken_out:
        return False
    intents = pdf.Root.get("/OutputIntents")
    if not isinstance(intents, Array) or not any(_is_profile(each) for each in intents):
        return False
    if not all(_prints(each) for page in pdf.pages for each in page.obj.get("/Annots", ())):
        return False
    return part != "1" or not ("/OCProperties" in pdf.Root or any(_is_beyond_part_1(item) for item in pdf.objects))


def _is_profile(intent: Object) -> bool:
    if not isinstance(intent, Dictionary) or intent.get("/S") != Name.GTS_PDFA1:
        return False
    return "/DestOutputProfile" in intent or "/OutputConditionIdentifier" in intent


def _prints(annotation: Object) -> bool:
    if not isinstance(annotation, Dictionary):
        return False
    return annotation.get("/Subtype") == Name.Popup or bool(annotation.get_int("/F", 0) & _PRINT)


def _is_beyond_part_1(item: Object) -> bool:
    """Transparency and newer picture codings, which the first part of PDF/A does not know."""
    node = item.stream_dict if isinstance(item, Stream) else item
    if not isinstance(node, Dictionary):
        return False
    if node.get("/SMask", Name("/None")) != Name("/None") or node.get("/Filter") == Name.JPXDecode:
        return True
    group = node.get("/Group")
    if isinstance(group, Dictionary) and group.get("/S") == Name.Transparency:
        return True
    return any(node.get_float(key, 1.0) != 1.0 for key in ("/ca", "/CA"))


def _fonts_are_embedded(pdf: Pdf) -> bool:
    return all(_is_embedded(item) for item in pdf.objects if isinstance(item, Dictionary))


def _is_embedded(item: Dictionary) -> bool:
    if item.get("/Type") != Name.Font or item.get("/Subtype") in (Name.Type0, Name.Type3):
        return True
    about = item.get("/FontDescriptor")
    return isinstance(about, Dictionary) and any(isinstance(about.get(key), Stream) for key in _FONT_FILES)


def _is_true(value: Object | None) -> bool:
    return value is not None and value == True  # noqa: E712 (a value of the file, not of Python)


def write(pdf: Pdf, title: str, claims: Sequence[str]) -> None:
    """Put title and claims, and nothing else, in the place of what the file said of itself."""
    about_ua = next((claim[-1] for claim in claims if claim.startswith("PDF/UA")), "")
    archive = next((claim[-2:] for claim in claims if claim.startswith("PDF/A")), "")
    parts = [_TITLE.format(escape(title))] if title else []
    if archive:
        parts.append(f"<pdfaid:part>{archive[0]}</pdfaid:part><pdfaid:conformance>{archive[1]}</pdfaid:conformance>")
    if about_ua:
        parts.append(f"<pdfuaid:part>{about_ua}</pdfuaid:part>")
        parts.append(_ABOUT_UA)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    if title:
        pdf.trailer["/Info"] = pdf.make_indirect(Dictionary(Title=title))
    packet = pdf.make_stream(_PACKET.format(parts="".join(parts)).encode())
    packet["/Type"], packet["/Subtype"] = Name.Metadata, Name.XML
    pdf.Root["/Metadata"] = packet
