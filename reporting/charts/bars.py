"""Numbers drawn as SVG with their text as text, a title and a description. Pure: no Django, no query, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

SHADES = (("#c3d3e6", "#10161f"), ("#5f84b0", "#10161f"), ("#0f3f73", "#ffffff"), ("#0b2144", "#ffffff"))
"""Fill and text colour, light to dark: later statuses are darker, and each contrast is at least 4.5 to 1."""
WIDTH, HEIGHT, GAP = 660, 30, 3


@dataclass(frozen=True)
class Segment:
    label: str
    count: int


def names_fit(segments: Sequence[Segment]) -> bool:
    """Whether every part of the bar is wide enough for its name, so that no key is needed beside it."""
    shown = [segment for segment in segments if segment.count]
    return all(_words(segment, width) for segment, width in zip(shown, _widths(shown), strict=True))


def _widths(shown: Sequence[Segment]) -> list[float]:
    """How wide each part is: its share of what the gaps leave."""
    total = sum(segment.count for segment in shown)
    room = WIDTH - GAP * (len(shown) - 1)
    return [room * segment.count / total for segment in shown]


def _words(segment: Segment, width: float) -> str:
    """The name and number of a part, where they have room; else nothing."""
    words = f"{segment.label} {segment.count}"
    return words if len(words) * 7.2 + 14 <= width else ""


def position_bar(segments: Sequence[Segment], *, title: str, font: str = "Inter") -> str:
    """Counts side by side, each as wide as its share, with its name and number; empty when there is nothing to count.

    A segment too narrow for its name carries the number alone; the description names all.
    """
    shown = [segment for segment in segments if segment.count]
    if not shown:
        return ""
    description = ", ".join(f"{segment.label} {segment.count}" for segment in shown)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" width="100%">',
        # A reader's voice is given the title alone, so the numbers stand in it too.
        f"<title>{escape(title)}: {escape(description)}</title><desc>{escape(description)}</desc>",
    ]
    left = 0.0
    for place, (segment, width) in enumerate(zip(shown, _widths(shown), strict=True)):
        fill, ink = SHADES[min(place, len(SHADES) - 1)]
        text = _words(segment, width) or str(segment.count)
        parts.append(
            f'<rect x="{left:.1f}" y="0" width="{width:.1f}" height="{HEIGHT}" fill="{fill}"/>'
            f'<text x="{left + 8:.1f}" y="20" font-family="{font}" font-size="13" font-weight="600" fill="{ink}">'
            f"{escape(text)}</text>"
        )
        left += width + GAP
    return "".join([*parts, "</svg>"])
