"""The sheets of a spreadsheet import that fill this app's rows. A sheet comes after those that its rows name."""

from core.tabular.sheets import of_subject
from programmes.imports.areas import AREAS, CYCLE, FIGURES
from programmes.imports.control import CASES, CHANGES, REVIEWS, TOLERANCES
from programmes.imports.lifecycles import LIFECYCLES, OF_AREAS
from programmes.imports.surroundings import AROUND, KINDS

SHEETS = [
    *of_subject("Areas and where they stand", KINDS + AREAS + AROUND),
    *of_subject("Lifecycles, phases and gates", LIFECYCLES + CASES + OF_AREAS),
    *of_subject("Benefits and figures", FIGURES),
    *of_subject("Control: tolerances, changes and reviews", TOLERANCES + CHANGES + REVIEWS),
    *of_subject("The reporting cycle", CYCLE),
]

__all__ = ["SHEETS"]
