"""The documents the product makes, by name. One module is one document."""

from __future__ import annotations

from reporting.reports.base import NothingToReport, Report, Request
from reporting.reports.highlight import HIGHLIGHT

REPORTS: dict[str, Report] = {HIGHLIGHT.slug: HIGHLIGHT}

__all__ = ["REPORTS", "NothingToReport", "Report", "Request"]
