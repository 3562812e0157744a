"""Fits the pages of an uploaded paper into a pack's own: A4 upright or across, with room for the stamps.

Nothing is enlarged, nothing is covered; links, places and tags move along.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from reporting.assembly import parts, trees
from reporting.assembly.stamping import MILLIMETRE

SHORT, LONG = 210 * MILLIMETRE, 297 * MILLIMETRE
SIDE, ABOVE, BELOW = 8 * MILLIMETRE, 14 * MILLIMETRE, 14 * MILLIMETRE
BOXES = (Name.CropBox, Name.BleedBox, Name.TrimBox, Name.ArtBox, Name.Rotate, Name.UserUnit)
A4 = (595.275591, 841.889764)


@dataclass(frozen=True)
class Placement:
    """Where a page's own points come to lie: the matrix (a b c d e f), the box it shows, and the new page's size."""

    matrix: tuple[float, float, float, float, float, float]
    shown: tuple[float, float, float, float]
    size: tuple[float, float]

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f


def fit(pdf: bytes) -> bytes:
    """Return the paper with every page on A4; same input, same bytes."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tagged = Name.StructTreeRoot in document.Root
        moved = {}
        for page in list(document.pages):
            placement = place(page)
            moved[page.objgen] = placement
            _draw(document, page, placement, tagged=tagged)
            _move_annotations(page, placement)
            page.obj.MediaBox = Array([0, 0, *(round(edge, 3) for edge in placement.size)])
            for box in BOXES:
                if box in page.obj:
                    del page.obj[box]
        _move_places(document, moved)
        return parts.written(document)


def place(page: pikepdf.Page) -> Placement:
    """How the page is turned, shrunk and set down. A page without a size of its own is taken for A4."""
    left, bottom, right, top = _box(page)
    unit = float(page.obj.get(Name.UserUnit, 1)) or 1.0
    turn = int(page.obj.get(Name.Rotate, 0)) % 360
    turned = {
        0: (1, 0, 0, 1, -left, -bottom),
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }.get(turn, (1, 0, 0, 1, -left, -bottom))
    width, height = (right - left) * unit, (top - bottom) * unit
    if turn in (90, 270):
        width, height = height, width
    paper = (SHORT, LONG) if width <= height else (LONG, SHORT)
    room = (paper[0] - 2 * SIDE, paper[1] - ABOVE - BELOW)
    scale = min(1.0, room[0] / width, room[1] / height)
    across = (paper[0] - width * scale) / 2
    up = paper[1] - ABOVE - height * scale
    a, b, c, d, e, f = (number * unit * scale for number in turned)
    return Placement((a, b, c, d, e + across, f + up), (left, bottom, right, top), paper)


def _box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    try:
        media = [float(edge) for edge in page.mediabox]
        crop = [float(edge) for edge in page.cropbox]
    except (ValueError, TypeError, AttributeError):
        return 0.0, 0.0, *A4
    edges = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in (media, crop)]
    inner = (
        max(edges[0][0], edges[1][0]),
        max(edges[0][1], edges[1][1]),
        min(edges[0][2], edges[1][2]),
        min(edges[0][3], edges[1][3]),
    )
    shown = inner if inner[2] - inner[0] >= 1 and inner[3] - inner[1] >= 1 else edges[0]
    return shown if shown[2] - shown[0] >= 1 and shown[3] - shown[1] >= 1 else (0.0, 0.0, *A4)


def _draw(document: pikepdf.Pdf, page: pikepdf.Page, placement: Placement, *, tagged: bool) -> None:
    """Set the page's drawing down in its new place, shut in so that it leaves nothing behind for the stamp."""
    left, bottom, right, top = placement.shown
    matrix = " ".join(f"{number:.6f}" for number in placement.matrix)
    start = f"q\n{matrix} cm\n{left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re W n\n"
    if not tagged:
        page.contents_coalesce()
        drawn = document.make_stream(
            page.obj.Contents.read_bytes() if Name.Contents in page.obj else b"",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([round(edge, 4) for edge in placement.shown]),
            Resources=page.obj.get(Name.Resources, Dictionary()),
        )
        if Name.Group in page.obj:
            drawn.Group = page.obj.Group
        page.obj.Resources = Dictionary(XObject=Dictionary(Paper=drawn))
        page.obj.Contents = document.make_stream(f"{start}/Paper Do\nQ\n".encode())
        if Name.StructParents in page.obj:
            del page.obj[Name.StructParents]
        return
    # Marked content keeps its numbers only where it stands, so the page's own stream is kept and balanced.
    opened, missing = _balance(page)
    contents = page.obj.get(Name.Contents, Array())
    old = list(contents) if isinstance(contents, Array) else [contents]
    before = document.make_stream((start + "q\n" * opened).encode())
    after = document.make_stream(("\nQ" * missing + "\nQ\n").encode())
    page.obj.Contents = Array([before, *old, after])


def _balance(page: pikepdf.Page) -> tuple[int, int]:
    """How many states the page gives back that it never saved, and how many it saves and never gives back."""
    depth = lowest = 0
    for instruction in pikepdf.parse_content_stream(page, "q Q"):
        depth += 1 if str(instruction.operator) == "q" else -1
        lowest = min(lowest, depth)
    return -lowest, depth - lowest


def _move_annotations(page: pikepdf.Page, placement: Placement) -> None:
    for annotation in trees.annotated(page):
        for key in (Name.Rect, Name.QuadPoints):
            if key in annotation:
                annotation[key] = _moved(annotation[key], placement, corners=key == Name.Rect)


def _moved(numbers: Any, placement: Placement, *, corners: bool) -> Array:
    edges = [float(number) for number in numbers]
    points = [placement.point(x, y) for x, y in zip(edges[::2], edges[1::2], strict=False)]
    if corners and len(points) == 2:
        (x1, y1), (x2, y2) = points
        return Array([round(edge, 3) for edge in (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))])
    return Array([round(edge, 3) for point in points for edge in point])


def _move_places(document: pikepdf.Pdf, moved: dict[Any, Placement]) -> None:
    """Every place that a link or bookmark leads to, wherever it is written down."""
    leading = [item for _, item in trees.outline_items(document)]
    leading += [annotation for page in document.pages for annotation in trees.annotated(page)]
    found = [holder[key] for item in leading if (pair := trees.place_of(item)) for holder, key in [pair]]
    met = set()
    for target in [*found, *trees.destinations(document).values()]:
        if not isinstance(target, Array) or not len(target) or not isinstance(target[0], Dictionary):
            continue
        key = target.objgen if target.is_indirect else id(target)
        placement = moved.get(target[0].objgen)
        if placement is None or key in met:
            continue
        met.add(key)
        _aim(target, placement)


def _aim(target: Array, placement: Placement) -> None:
    """Turn a place into the top of what it showed, at the reader's own size."""
    kind = target[1] if len(target) > 1 else None
    left, _, right, top = placement.shown
    x, y = left, top
    given = [float(each) if isinstance(each, int | float | Decimal) else None for each in list(target)[2:]]
    if kind == Name.XYZ and len(given) > 1:
        x = given[0] if given[0] is not None else left
        y = given[1] if given[1] is not None else top
    elif kind == Name.FitH and given and given[0] is not None:
        y = given[0]
    x, y = placement.point(min(max(x, left), right), y)
    page = target[0]
    while len(target):
        del target[0]
    for each in (page, Name.XYZ, round(x, 3), round(y, 3), 0):
        target.append(each)
