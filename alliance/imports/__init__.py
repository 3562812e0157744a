"""The sheets of a spreadsheet import that fill this app's rows, in the order in which they are filled."""

from alliance.imports.charter import CHARTER
from alliance.imports.directory import DIRECTORY
from alliance.imports.pledges import PLEDGES
from alliance.imports.whole import WHOLE
from core.tabular.sheets import of_subject

SHEETS = [
    *of_subject("Directory", DIRECTORY),
    *of_subject("The alliance", WHOLE),
    *of_subject("What it set out", CHARTER),
    *of_subject("Agreements and shares", PLEDGES),
]
