"""The access table line by line, and which pages list what. The table itself stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.access.table import COLUMNS, TABLE

SHOWN = {
    "reporting:overview": {"risks", "areas"},
    "api:alliance-overview": {"areas"},
    "reporting:position": {"areas"},
    "api:alliance-position": {"areas"},
    "reporting:plan": {"areas", "area-phases", "gates", "milestones"},
    "api:alliance-plan": {"areas", "area-phases", "gates", "milestones"},
    "reporting:who_we_are": {"boards", "agreements", "stakeholders", "sharing-bases", "contacts"},
    "api:alliance-profile": {"areas", "boards", "agreements", "stakeholders", "sharing-bases"},
    "reporting:report_list": {"reports"},
    "api:reports-list": {"reports"},
    "programmes:area_list": {"areas"},
    "programmes:period_list": {"periods"},
    "programmes:breach_list": {"tolerances"},
    "api:alliance-breaches": {"tolerances"},
    "programmes:period_detail": {"areas"},
    "governance:meeting_list": {"meetings"},
    "governance:meeting_detail": {"agenda-items", "papers", "actions"},
    "api:meetings-action-log": {"actions"},
    "api:baseline-moves-list": {"baseline-moves"},
    "api:paper-versions-list": {"paper-versions"},
    "api:periods-list": {"periods"},
    "api:periods-standing": {"areas"},
    "api:updates-list": {"updates"},
    "alliance:split": {"sharing-bases"},
    "api:alliance-split": {"sharing-bases"},
    "alliance:user_list": {"users"},
    "api:users-list": {"users"},
    "core:api_key_list": {"api-keys"},
    "api:api-keys-list": {"api-keys"},
    "api:imports-list": {"imports"},
    "core:notice_list": {"notices"},
    "api:notices-list": {"notices"},
    "imports:export": {"areas", "risks", "benefits"},
    "api:alliances-export": {"areas", "risks", "benefits"},
}
"""Pages and answers that list matter of these kinds: all that the reader may see, and no other, stands there."""


@dataclass(frozen=True)
class Line:
    route: str
    kinds: str
    of: str
    method: str
    statuses: dict[str, set[int]]

    def __str__(self) -> str:
        return " ".join(each for each in (self.method, self.route, self.kinds, self.of) if each != "-")


def lines() -> list[Line]:
    """The table, line by line. Raises ValueError where a line has not one status for each column."""
    rows = [line.split() for line in TABLE.strip().splitlines() if line.strip()]
    if rows[0] != ["route", "kinds", "of", "method", *COLUMNS]:
        raise ValueError("The heading of the table does not name its columns.")
    found = []
    for route, kinds, of, method, *statuses in rows[1:]:
        if len(statuses) == len(COLUMNS) - 1:
            statuses.append(statuses[COLUMNS.index("cleared")])
        if len(statuses) != len(COLUMNS):
            raise ValueError(f"{method} {route}: expected {len(COLUMNS)} statuses, found {len(statuses)}.")
        allowed = [{int(each) for each in status.split("/")} for status in statuses]
        by_column = dict(zip(COLUMNS, allowed, strict=True))
        found.append(Line(route, kinds, of, method, by_column))
    return found
