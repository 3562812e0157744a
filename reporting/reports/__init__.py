"""The documents the product makes, by name. One module is one document."""

from __future__ import annotations

from reporting.reports.action_log import ACTION_LOG
from reporting.reports.base import NothingToReport, Report, Request
from reporting.reports.board_pack import BOARD_PACK
from reporting.reports.highlight import HIGHLIGHT
from reporting.reports.plan_on_a_page import PLAN_ON_A_PAGE
from reporting.reports.profile import PROFILE

REPORTS: dict[str, Report] = {
    report.slug: report for report in (HIGHLIGHT, BOARD_PACK, ACTION_LOG, PLAN_ON_A_PAGE, PROFILE)
}

__all__ = ["REPORTS", "NothingToReport", "Report", "Request"]
