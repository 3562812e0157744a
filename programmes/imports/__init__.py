"""The sheets of a spreadsheet import that fill this app's rows. A sheet comes after those that its rows name."""

from programmes.imports.areas import AREAS, CYCLE, FIGURES
from programmes.imports.lifecycles import LIFECYCLES, OF_AREAS
from programmes.imports.surroundings import AROUND, KINDS

SHEETS = KINDS + AREAS + AROUND + LIFECYCLES + OF_AREAS + FIGURES + CYCLE

__all__ = ["SHEETS"]
