"""The signs of a plan: gates as diamonds, milestones as triangles, each state with a shape of its own. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from reporting.charts.timeline import INK

DONE, CURRENT, REST, AHEAD_LINE, BASELINE = "#0f3f73", "#7ea0c8", "#dbe6f2", "#3d6a96", "#7b8697"
GOOD, BAD, PAPER = "#00643a", "#b0101c", "#ffffff"


def _diamond(x: float, y: float, r: float) -> str:
    return f"M{x - r:.1f} {y:.1f}L{x:.1f} {y - r:.1f}L{x + r:.1f} {y:.1f}L{x:.1f} {y + r:.1f}Z"


def _shape(path: str, fill: str, line: str, width: float) -> str:
    return f'<path d="{path}" fill="{fill}" stroke="{line}" stroke-width="{width:.1f}"/>'


def _stroke(path: str, line: str, width: float) -> str:
    return f'<path d="{path}" fill="none" stroke="{line}" stroke-width="{width:.1f}"/>'


def gate_sign(state: str, x: float, y: float, r: float) -> str:
    """A diamond: a tick for passed, half for conditions, a cross for stopped, a ring for repeat, a stroke for late."""
    halo = _shape(_diamond(x, y, r + r * 0.22), PAPER, PAPER, 0.1)
    thick = r * 0.24
    if state == "passed":
        tick = f"M{x - r * 0.42:.1f} {y:.1f}L{x - r * 0.1:.1f} {y + r * 0.32:.1f}L{x + r * 0.42:.1f} {y - r * 0.34:.1f}"
        return halo + _shape(_diamond(x, y, r), GOOD, GOOD, thick / 2) + _stroke(tick, PAPER, thick)
    if state == "passed_with_conditions":
        half = f"M{x - r:.1f} {y:.1f}L{x:.1f} {y - r:.1f}V{y + r:.1f}Z"
        return halo + _shape(_diamond(x, y, r), PAPER, GOOD, thick) + _shape(half, GOOD, GOOD, 0.1)
    if state == "stopped":
        a = r * 0.36
        cross = f"M{x - a:.1f} {y - a:.1f}L{x + a:.1f} {y + a:.1f}M{x + a:.1f} {y - a:.1f}L{x - a:.1f} {y + a:.1f}"
        return halo + _shape(_diamond(x, y, r), BAD, BAD, thick / 2) + _stroke(cross, PAPER, thick)
    if state == "repeat":
        return halo + _shape(_diamond(x, y, r), PAPER, INK, thick) + _stroke(_diamond(x, y, r * 0.45), INK, thick * 0.8)
    if state == "overdue":
        call = f"M{x:.1f} {y - r * 0.5:.1f}V{y + r * 0.12:.1f}M{x:.1f} {y + r * 0.3:.1f}V{y + r * 0.52:.1f}"
        return halo + _shape(_diamond(x, y, r), PAPER, BAD, thick) + _stroke(call, BAD, thick)
    return halo + _shape(_diamond(x, y, r), PAPER, INK, thick)


def milestone_sign(state: str, x: float, y: float, r: float) -> str:
    """A triangle: full when reached, empty ahead, with a stroke in it when late."""
    shape = f"M{x:.1f} {y - r:.1f}L{x + r:.1f} {y + r * 0.8:.1f}H{x - r:.1f}Z"
    if state == "reached":
        return _shape(shape, INK, INK, r * 0.2)
    if state == "late":
        return _shape(shape, PAPER, BAD, r * 0.3) + _stroke(
            f"M{x:.1f} {y - r * 0.2:.1f}V{y + r * 0.5:.1f}", BAD, r * 0.3
        )
    return _shape(shape, PAPER, INK, r * 0.3)


def bar_rect(left: float, right: float, top: float, height: float, state: str, *, soft: bool = False) -> str:
    """A part of a bar; a soft one is where it may or may not lie."""
    if right - left < 0.05:
        return ""
    fill = {"done": DONE, "current": CURRENT, "ahead": PAPER}.get(state, REST)
    line, extra = (PAPER, "") if state == "done" else (AHEAD_LINE, "")
    if soft:
        fill, line, extra = (REST if state != "ahead" else PAPER), AHEAD_LINE, ' stroke-dasharray="2.5 2"'
    if state == "overrun":
        fill, line, extra = PAPER, BAD, ' stroke-dasharray="2.5 2"'
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{height:g}" fill="{fill}"'
        f' stroke="{line}" stroke-width="0.8"{extra}/>'
    )


@dataclass(frozen=True)
class Swatch:
    """One sign of the legend with what it means; `looks` says how it looks to those who do not see it."""

    words: str
    looks: str
    drawn: str

    @property
    def svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 18" width="32" height="18" role="img"'
            f' aria-label="{escape(self.looks)}"><title>{escape(self.looks)}</title>{self.drawn}</svg>'
        )


def _of(sign: Callable[[str, float, float, float], str], state: str) -> str:
    return sign(state, 16, 9, 7)


SWATCHES: tuple[Swatch, ...] = (
    Swatch("Phase done", "Dark bar", bar_rect(1, 31, 3, 12, "done")),
    Swatch(
        "Phase current: so far, and to come",
        "Bar, darker then lighter",
        bar_rect(1, 18, 3, 12, "current") + bar_rect(18, 31, 3, 12, "rest"),
    ),
    Swatch("Phase ahead", "Empty bar", bar_rect(1, 31, 3, 12, "ahead")),
    Swatch("Phase over its time", "Empty bar with broken edges, red", bar_rect(1, 31, 3, 12, "overrun")),
    Swatch(
        "Start or end not to the day",
        "Bar with broken edges at its end",
        bar_rect(1, 17, 3, 12, "current") + bar_rect(17, 31, 3, 12, "current", soft=True),
    ),
    Swatch("Baseline: as first planned", "Thin line", f'<path d="M1 9H31" stroke="{BASELINE}" stroke-width="2.4"/>'),
    Swatch("Gate ahead", "Empty diamond", _of(gate_sign, "planned")),
    Swatch("Gate passed", "Full diamond with a tick", _of(gate_sign, "passed")),
    Swatch("Gate passed with conditions", "Half-full diamond", _of(gate_sign, "passed_with_conditions")),
    Swatch("Gate overdue", "Diamond with an exclamation mark", _of(gate_sign, "overdue")),
    Swatch("Gate to be repeated", "Diamond in a diamond", _of(gate_sign, "repeat")),
    Swatch("Gate stopped", "Full diamond with a cross", _of(gate_sign, "stopped")),
    Swatch("Milestone reached", "Full triangle", _of(milestone_sign, "reached")),
    Swatch("Milestone ahead", "Empty triangle", _of(milestone_sign, "ahead")),
    Swatch("Milestone late", "Triangle with a stroke in it", _of(milestone_sign, "late")),
    Swatch("More beyond the edge", "Arrow", f'<path d="M8 9L18 3V15Z" fill="{INK}" stroke="{PAPER}"/>'),
    Swatch(
        "On one of these days",
        "Line with ends through a diamond",
        f'<path d="M2 5V13M2 9H30M30 5V13" stroke="{INK}" stroke-width="1.4" fill="none"/>'
        + gate_sign("planned", 16, 9, 6),
    ),
    Swatch(
        "By that day or earlier",
        "Broken line before a diamond",
        f'<path d="M2 9H24" stroke="{INK}" stroke-width="1.4" stroke-dasharray="3 2" fill="none"/>'
        + gate_sign("planned", 24, 9, 6),
    ),
)
"""The legend, in the order in which it is read."""
