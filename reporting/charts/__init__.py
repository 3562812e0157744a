"""Numbers and dates drawn as SVG. Pure: no Django, no query, no clock. One module is one kind of drawing."""

from reporting.charts.bars import Segment, names_fit, position_bar
from reporting.charts.gantt import DENSE, ROOMY, Bar, Gantt, Mark, Measures, Row, gantt, height_of
from reporting.charts.signs import SWATCHES, Swatch
from reporting.charts.timeline import Timeline

__all__ = [
    "DENSE",
    "ROOMY",
    "SWATCHES",
    "Bar",
    "Gantt",
    "Mark",
    "Measures",
    "Row",
    "Segment",
    "Swatch",
    "Timeline",
    "gantt",
    "height_of",
    "names_fit",
    "position_bar",
]
