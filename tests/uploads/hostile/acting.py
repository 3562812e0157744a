"""PDFs that would do something: scripts, commands, media, attachments, links out, each in three disguises."""

from __future__ import annotations

import re
from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from tests.uploads.made import SECRET, link, plain, saved

Plant = Callable[[Pdf], None]


def script() -> Dictionary:
    return Dictionary(Type=Name.Action, S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))


def file(pdf: Pdf) -> Dictionary:
    """A file that stands in the PDF."""
    inner = pdf.make_indirect(Stream(pdf, SECRET.encode(), Type=Name.EmbeddedFile))
    return Dictionary(Type=Name.Filespec, F=String("x.exe"), UF=String("x.exe"), EF=Dictionary(F=inner))


def annotate(pdf: Pdf, **entries: object) -> Dictionary:
    """Put one more annotation on the first page."""
    found = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 99, 99]), **entries)
    pdf.pages[0].obj.Annots.append(pdf.make_indirect(found))
    return pdf.pages[0].obj.Annots[-1]


def command(**entries: object) -> Plant:
    """A link that does a command."""
    return lambda pdf: pdf.pages[0].obj.Annots.append(link(pdf, Dictionary(Type=Name.Action, **entries)))


def address(text: str) -> Plant:
    return command(S=Name.URI, URI=String(text))


def on_opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = script()


def chained(pdf: Pdf) -> None:
    """A harmless step, then three that are not."""
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"), Next=script())
    first = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=Array([script(), launch]))
    pdf.pages[0].obj.Annots.append(link(pdf, first))


def named(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), pdf.make_indirect(script())])))


def named_renditions(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(Renditions=Dictionary(Names=Array([String("a"), Dictionary(S=Name.MR, C=file(pdf))])))


def of_the_document(pdf: Pdf) -> None:
    pdf.Root.AA = Dictionary(WC=script(), DP=script())


def of_a_page(pdf: Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=script(), C=Dictionary(S=Name.Launch, F=String(SECRET)))


def of_a_bookmark(pdf: Pdf) -> None:
    first = pdf.Root.Outlines.First
    first.A = script()
    if Name.Dest in first:
        del first.Dest


def of_a_field(pdf: Pdf) -> None:
    field = annotate(pdf, Subtype=Name.Widget, FT=Name.Tx, T=String("sum"), AA=Dictionary(K=script(), F=script()))
    hidden = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("hidden"), AA=Dictionary(C=script())))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field, hidden]), CO=Array([hidden]))


def button(pdf: Pdf) -> None:
    act = Dictionary(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=String(f"https://example.org/{SECRET}")))
    field = annotate(pdf, Subtype=Name.Widget, FT=Name.Btn, T=String("send"), A=act)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def xfa(pdf: Pdf) -> None:
    template = pdf.make_indirect(Stream(pdf, f"<xdp><script>{SECRET}</script></xdp>".encode()))
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([String("template"), template]))


def attached(pdf: Pdf) -> None:
    pdf.attachments["x.exe"] = SECRET.encode()


def associated(pdf: Pdf) -> None:
    pdf.Root.AF = Array([pdf.make_indirect(file(pdf))])
    pdf.pages[0].obj.AF = Array([file(pdf)])


def file_annotation(pdf: Pdf) -> None:
    annotate(pdf, Subtype=Name.FileAttachment, FS=file(pdf), Contents=String("Open me"))


def file_of_a_share(pdf: Pdf) -> None:
    """An annotation without a place that opens a file elsewhere."""
    found = annotate(
        pdf, Subtype=Name.FileAttachment, FS=Dictionary(Type=Name.Filespec, F=String(f"//server/{SECRET}"))
    )
    del found.Rect


def portfolio(pdf: Pdf) -> None:
    attached(pdf)
    pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.T)


def movie(pdf: Pdf) -> None:
    annotate(pdf, Subtype=Name.Movie, Movie=Dictionary(F=String(SECRET)), A=True)


def sound(pdf: Pdf) -> None:
    annotate(pdf, Subtype=Name.Sound, Sound=pdf.make_indirect(Stream(pdf, SECRET.encode(), R=8000)))


def screen(pdf: Pdf) -> None:
    clip = Dictionary(S=Name.MCD, D=file(pdf), CT=String("video/mp4"))
    act = Dictionary(S=Name.Rendition, OP=0, R=Dictionary(S=Name.MR, C=clip), JS=String(SECRET))
    annotate(pdf, Subtype=Name.Screen, A=act, AA=Dictionary(PO=act))


def rich_media(pdf: Pdf) -> None:
    content = Dictionary(Assets=Dictionary(Names=Array([String("a.swf"), file(pdf)])))
    settings = Dictionary(Activation=Dictionary(Condition=Name.PO))
    annotate(pdf, Subtype=Name.RichMedia, RichMediaContent=content, RichMediaSettings=settings)


def model_3d(pdf: Pdf) -> None:
    model = Stream(pdf, SECRET.encode(), Type=Name("/3D"), Subtype=Name.U3D)
    model.OnInstantiate = pdf.make_indirect(Stream(pdf, SECRET.encode()))
    annotate(pdf, Subtype=Name("/3D"), **{"3DD": pdf.make_indirect(model)})


def stream_elsewhere(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents.F = Dictionary(FS=Name.URL, F=String(f"https://example.org/{SECRET}"))


def page_elsewhere(pdf: Pdf) -> None:
    form = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form.Ref = Dictionary(F=String(SECRET), Page=0)
    pdf.pages[0].obj.Resources.XObject = Dictionary(X1=pdf.make_indirect(form))


def postscript(pdf: Pdf) -> None:
    program = Stream(pdf, SECRET.encode(), Type=Name.XObject, Subtype=Name.PS)
    pdf.pages[0].obj.Resources.XObject = Dictionary(X1=pdf.make_indirect(program))


def dressed_as_fonts(pdf: Pdf) -> None:
    """Resources may bear any name, so a script comes as one."""
    dressed = Dictionary(Type=Name.Font, Subtype=Name.Type1, O=script(), WC=script())
    pdf.Root.AA = dressed
    pdf.pages[0].obj.Resources.Font.JS = dressed


def in_an_attribute(pdf: Pdf) -> None:
    """A structure element whose attributes are a script."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=tree, A=script()))
    pdf.Root.StructTreeRoot = tree


def in_a_stream(pdf: Pdf) -> None:
    """The command is the dictionary of a stream."""
    act = pdf.make_indirect(Stream(pdf, SECRET.encode(), S=Name.JavaScript, JS=String(SECRET)))
    pdf.pages[0].obj.Annots[0].A = act


def private(pdf: Pdf) -> None:
    data = Dictionary(LastModified=String("D:2026"), Private=String(SECRET))
    pdf.pages[0].obj.PieceInfo = Dictionary(Illustrator=data)
    pdf.Root.Metadata = pdf.make_indirect(Stream(pdf, f"<x><dc:creator>{SECRET}</dc:creator></x>".encode()))
    pdf.docinfo[Name.Author] = SECRET


PLANTS: dict[str, Plant] = {
    "on opening": on_opening, "chained": chained, "named scripts": named, "named renditions": named_renditions,
    "of the document": of_the_document, "of a page": of_a_page, "of a bookmark": of_a_bookmark,
    "of a field": of_a_field, "sends a form": button, "XFA": xfa, "attached": attached, "associated": associated,
    "file annotation": file_annotation, "file of a share": file_of_a_share,
    "portfolio": portfolio, "movie": movie, "sound": sound, "screen": screen,
    "rich media": rich_media, "3D": model_3d, "stream elsewhere": stream_elsewhere, "page elsewhere": page_elsewhere,
    "PostScript": postscript, "dressed as fonts": dressed_as_fonts, "in an attribute": in_an_attribute,
    "in a stream": in_a_stream,
    "private": private,
    "launch": command(S=Name.Launch, F=String(SECRET), Win=Dictionary(F=String("cmd.exe"), P=String(SECRET))),
    "import": command(S=Name.ImportData, F=String(SECRET)),
    "other file": command(S=Name.GoToR, F=String(SECRET), D=Array([0, Name.Fit])),
    "embedded file": command(S=Name.GoToE, T=Dictionary(R=Name.C, N=String(SECRET)), D=Array([0, Name.Fit])),
    "print": command(S=Name.Named, N=Name.Print), "file address": address(f"file:///{SECRET}"),
    "script address": address(f"javascript:{SECRET}"), "share": address(f"\\\\server\\{SECRET}"),
}  # fmt: skip


def made_indirect(pdf: Pdf) -> None:
    """Put every dictionary and every name of a kind behind a reference."""
    for item in list(pdf.objects):
        holder = item.stream_dict if isinstance(item, Stream) else item
        if not isinstance(holder, Dictionary):
            continue
        for key, value in list(holder.items()):
            inner = isinstance(value, Dictionary) and not isinstance(value, Stream)
            if (inner or key in ("/S", "/Subtype", "/URI", "/JS")) and not (
                hasattr(value, "objgen") and value.objgen[0]
            ):
                holder[key] = pdf.make_indirect(value)


def escaped(data: bytes) -> bytes:
    """Write the telling names with one sign in figures, which means the same."""
    pattern = rb"/(JavaScript|JS|Launch|OpenAction|AA|URI|SubmitForm|EmbeddedFiles|XFA|RichMedia|GoToR|GoToE|AF)\b"
    return re.sub(pattern, lambda found: b"/#%02x%s" % (found[1][0], found[1][1:]), data)


def make(seed: int, number: int) -> tuple[str, Callable[[], bytes]]:
    """One plant in one of three disguises: as it is, behind references, with names in figures."""
    name, plant = list(PLANTS.items())[number % len(PLANTS)]
    disguise = (number // len(PLANTS) + seed) % 3

    def planted() -> bytes:
        pdf = plain()
        plant(pdf)
        if disguise == 1:
            made_indirect(pdf)
        if disguise == 2:
            return escaped(saved(pdf, object_stream_mode=ObjectStreamMode.disable))
        return saved(pdf, object_stream_mode=ObjectStreamMode.generate)

    return f"{name}, {('as it is', 'behind references', 'names in figures')[disguise]}", planted
