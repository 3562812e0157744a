"""The columns that many sheets have. No sheet stands here."""

from __future__ import annotations

from core.tabular.kinds import DateInWords, WholeNumber
from core.tabular.sheets import Column

SOURCE = Column("Source", "source", about="The document and where in it.")
ORDER = Column("Order", "order", WholeNumber(), about="The place in its list; the lowest comes first.")
FROM = Column("From", "from_date", DateInWords(), about="Empty where it was not recorded.")
TO = Column("To", "to_date", DateInWords(), about="The last day it holds; empty while it is still in force.")
SLUG = "Lower case letters, figures and hyphens; other sheets name the row by it."
