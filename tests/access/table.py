"""The access table: for every address, method and reader the status that must come back, and which rows.

One line is: route, kinds, of which row, method, then one status for each column of readers. A route without a line
fails, a line without a route fails (tests/access/test_routes.py), and every cell is asked (test_access_table.py).
"""

from __future__ import annotations

from dataclasses import dataclass

ACTORS = {
    "anonymous": "out",
    "disabled": "out",
    "no_role": "nobody",
    "ex_member": "nobody",
    "other_member": "other",
    "service_administrator": "service",
    "area_lead": "plain",
    "api_client": "plain",
    "administrator": "admin",
    "lead": "lead",
    "officer": "cleared",
    "board_member": "cleared",
    "decision_maker": "cleared",
    "auditor": "cleared",
    "sro": "sro",
    "programme_office": "office",
    "read_key": "office",
    "write_key": "office",
}
"""Who asks, and by which column of the table. A key works in the API alone: on a page it is nobody signed in.

`other_member` is the programme office of alliance B, `ex_member` was that of A until yesterday, `lead` leads one
restricted area of A. The read key of A's programme office is refused (403) whatever is not a GET.
"""

SEES = {
    "out": set(),
    "nobody": set(),
    "other": {"shared", "other", "buried"},
    "service": {"shared", "plain", "other"},
    "plain": {"shared", "plain"},
    "admin": {"shared", "plain"},
    "lead": {"shared", "plain", "led"},
    "cleared": {"shared", "plain", "led", "sealed"},
    "sro": {"shared", "plain", "led", "sealed"},
    "office": {"shared", "plain", "led", "sealed"},
}
"""Which matter (tests/access/words.py) may stand in an answer, and must stand in a list of all rows."""

COLUMNS = ["out", "nobody", "other", "service", "plain", "admin", "lead", "cleared", "sro", "office"]

KIND_GROUPS = {
    "kept": "every kind of an alliance that its programme office keeps",
    "some": "of those: the kinds with restricted matter, and boards; the others share view and address pattern",
    "roles": "the roles, which administrators give",
    "directory": "organisations, people and posts, which any programme office keeps",
    "alliances": "the alliances, which a service administrator adds and each programme office keeps",
}

# `of`: the row asked for. plain, led, sealed: of alliance A; other: of B; smuggled: B's row under A's address;
# shared: of the directory; missing: none; -: the address names no row.
TABLE = """
route                        kinds     of       method out nobody other service plain admin lead cleared sro office

records:list                 kept      -        GET    302 404    404   200     200   200   200  200     200 200
records:list                 some      -        POST   302 405    405   405     405   405   405  405     405 405
records:add                  some      -        GET    302 404    404   403     403   403   403  403     403 200
records:add                  kept      -        POST   302 404    404   403     403   403   403  403     403 422
records:detail               kept      plain    GET    302 404    404   200     200   200   200  200     200 200
records:detail               some      led      GET    302 404    404   404     404   404   200  200     200 200
records:detail               some      sealed   GET    302 404    404   404     404   404   404  200     200 200
records:detail               some      other    GET    302 404    200   200     404   404   404  404     404 404
records:detail               some      smuggled GET    302 404    404   404     404   404   404  404     404 404
records:detail               some      missing  GET    302 404    404   404     404   404   404  404     404 404
records:detail               some      plain    POST   302 405    405   405     405   405   405  405     405 405
records:edit                 some      plain    GET    302 404    404   403     403   403   403  403     403 200
records:edit                 some      led      GET    302 404    404   404     404   404   403  403     403 200
records:edit                 some      sealed   GET    302 404    404   404     404   404   404  403     403 200
records:edit                 some      other    GET    302 404    200   403     404   404   404  404     404 404
records:edit                 kept      plain    POST   302 404    404   403     403   403   403  403     403 422
records:edit                 some      sealed   POST   302 404    404   404     404   404   404  403     403 422
records:edit                 some      smuggled POST   302 404    404   404     404   404   404  404     404 404
records:history              kept      plain    GET    302 404    404   200     200   200   200  200     200 200
records:history              some      led      GET    302 404    404   404     404   404   200  200     200 200
records:history              some      sealed   GET    302 404    404   404     404   404   404  200     200 200
records:history              some      smuggled GET    302 404    404   404     404   404   404  404     404 404
records:history              some      plain    POST   302 405    405   405     405   405   405  405     405 405

records:list                 roles     -        GET    302 404    404   200     200   200   200  200     200 200
records:list                 roles     -        POST   302 405    405   405     405   405   405  405     405 405
records:add                  roles     -        GET    302 404    404   200     403   200   403  403     403 403
records:add                  roles     -        POST   302 404    404   422     403   422   403  403     403 403
records:detail               roles     plain    GET    302 404    404   200     200   200   200  200     200 200
records:detail               roles     other    GET    302 404    200   200     404   404   404  404     404 404
records:detail               roles     smuggled GET    302 404    404   404     404   404   404  404     404 404
records:edit                 roles     plain    GET    302 404    404   200     403   200   403  403     403 403
records:edit                 roles     plain    POST   302 404    404   422     403   422   403  403     403 403
records:history              roles     plain    GET    302 404    404   200     200   200   200  200     200 200

records:directory_list       directory -        GET    302 200    200   200     200   200   200  200     200 200
records:directory_list       directory -        POST   302 405    405   405     405   405   405  405     405 405
records:directory_add        directory -        GET    302 403    200   200     403   403   403  403     403 200
records:directory_add        directory -        POST   302 403    422   422     403   403   403  403     403 422
records:directory_detail     directory shared   GET    302 404    200   200     200   200   200  200     200 200
records:directory_detail     directory missing  GET    302 404    404   404     404   404   404  404     404 404
records:directory_detail     directory shared   POST   302 405    405   405     405   405   405  405     405 405
records:directory_edit       directory shared   GET    302 404    200   200     403   403   403  403     403 200
records:directory_edit       directory shared   POST   302 404    422   422     403   403   403  403     403 422
records:directory_history    directory shared   GET    302 404    200   200     200   200   200  200     200 200
records:directory_history    directory shared   POST   302 405    405   405     405   405   405  405     405 405

records:directory_list       alliances -        GET    302 200    200   200     200   200   200  200     200 200
records:directory_add        alliances -        GET    302 403    403   200     403   403   403  403     403 403
records:directory_add        alliances -        POST   302 403    403   422     403   403   403  403     403 403
records:directory_detail     alliances plain    GET    302 404    404   200     200   200   200  200     200 200
records:directory_detail     alliances other    GET    302 404    200   200     404   404   404  404     404 404
records:directory_edit       alliances plain    GET    302 404    404   200     403   200   403  403     403 200
records:directory_edit       alliances plain    POST   302 404    404   422     403   422   403  403     403 422
records:directory_edit       alliances other    POST   302 404    422   422     404   404   404  404     404 404
records:directory_history    alliances plain    GET    302 404    404   200     200   200   200  200     200 200

api:*-list                   kept      -        GET    401 200    200   200     200   200   200  200     200 200
api:*-list                   kept      -        POST   401 400    400   403     403   403   403  403     403 201
api:*-list                   some      -        PATCH  401 405    405   405     405   405   405  405     405 405
api:*-detail                 kept      plain    GET    401 404    404   200     200   200   200  200     200 200
api:*-detail                 some      led      GET    401 404    404   404     404   404   200  200     200 200
api:*-detail                 some      sealed   GET    401 404    404   404     404   404   404  200     200 200
api:*-detail                 kept      other    GET    401 404    200   200     404   404   404  404     404 404
api:*-detail                 some      missing  GET    401 404    404   404     404   404   404  404     404 404
api:*-detail                 kept      plain    PATCH  401 404    404   403     403   403   403  403     403 200
api:*-detail                 some      led      PATCH  401 404    404   404     404   404   403  403     403 200
api:*-detail                 some      sealed   PATCH  401 404    404   404     404   404   404  403     403 200
api:*-detail                 some      other    PATCH  401 404    200   403     404   404   404  404     404 404
api:*-detail                 some      plain    POST   401 405    405   405     405   405   405  405     405 405
api:*-history                kept      plain    GET    401 404    404   200     200   200   200  200     200 200
api:*-history                some      led      GET    401 404    404   404     404   404   200  200     200 200
api:*-history                some      sealed   GET    401 404    404   404     404   404   404  200     200 200
api:*-history                some      other    GET    401 404    200   200     404   404   404  404     404 404
api:*-history                some      plain    POST   401 405    405   405     405   405   405  405     405 405

api:*-list                   roles     -        GET    401 200    200   200     200   200   200  200     200 200
api:*-list                   roles     -        POST   401 400    400   201     403   201   403  403     403 403
api:*-detail                 roles     plain    GET    401 404    404   200     200   200   200  200     200 200
api:*-detail                 roles     other    GET    401 404    200   200     404   404   404  404     404 404
api:*-detail                 roles     plain    PATCH  401 404    404   200     403   200   403  403     403 403
api:*-detail                 roles     other    PATCH  401 404    403   200     404   404   404  404     404 404
api:*-history                roles     plain    GET    401 404    404   200     200   200   200  200     200 200

api:*-list                   directory -        GET    401 200    200   200     200   200   200  200     200 200
api:*-list                   directory -        POST   401 403    201   201     403   403   403  403     403 201
api:*-detail                 directory shared   GET    401 404    200   200     200   200   200  200     200 200
api:*-detail                 directory missing  GET    401 404    404   404     404   404   404  404     404 404
api:*-detail                 directory shared   PATCH  401 404    200   200     403   403   403  403     403 200
api:*-history                directory shared   GET    401 404    200   200     200   200   200  200     200 200

api:*-list                   alliances -        GET    401 200    200   200     200   200   200  200     200 200
api:*-list                   alliances -        POST   401 403    403   201     403   403   403  403     403 403
api:*-detail                 alliances plain    GET    401 404    404   200     200   200   200  200     200 200
api:*-detail                 alliances other    GET    401 404    200   200     404   404   404  404     404 404
api:*-detail                 alliances plain    PATCH  401 404    404   200     403   200   403  403     403 200
api:*-history                alliances plain    GET    401 404    404   200     200   200   200  200     200 200

healthz                      -         -        GET    200 200    200   200     200   200   200  200     200 200
healthz                      -         -        POST   405 405    405   405     405   405   405  405     405 405
healthz_worker               -         -        GET    503 503    503   503     503   503   503  503     503 503
healthz_worker               -         -        POST   405 405    405   405     405   405   405  405     405 405

reporting:home               -         -        GET    302 200    302   200     302   302   302  302     302 302
reporting:home               -         -        POST   302 405    405   405     405   405   405  405     405 405
reporting:overview           -         plain    GET    302 404    404   200     200   200   200  200     200 200
reporting:overview           -         other    GET    302 404    200   200     404   404   404  404     404 404
reporting:overview           -         plain    POST   302 405    405   405     405   405   405  405     405 405
reporting:position           -         plain    GET    302 404    404   200     200   200   200  200     200 200
reporting:position           -         plain    POST   302 405    405   405     405   405   405  405     405 405
reporting:set_up             -         plain    GET    302 404    404   200     200   200   200  200     200 200
reporting:set_up             -         plain    POST   302 405    405   405     405   405   405  405     405 405
reporting:report_list        -         plain    GET    302 404    404   200     200   200   200  200     200 200
reporting:report_list        -         plain    POST   302 404    404   403     422   403   422  422     422 422
reporting:report_preview     -         plain    GET    302 404    404   403     200   403   200  200     200 200
reporting:report_preview     board     plain    GET    302 404    404   403     403   403   403  200     200 200
reporting:report_preview     -         plain    POST   302 405    405   405     405   405   405  405     405 405
reporting:report_detail      reports   plain    GET    302 404    404   200     200   200   200  200     200 200
reporting:report_detail      reports   sealed   GET    302 404    404   404     404   404   404  200     200 200
reporting:report_detail      reports   smuggled GET    302 404    404   404     404   404   404  404     404 404
reporting:report_detail      reports   missing  GET    302 404    404   404     404   404   404  404     404 404
reporting:report_detail      reports   plain    POST   302 405    405   405     405   405   405  405     405 405
reporting:report_progress    reports   plain    GET    302 404    404   200     200   200   200  200     200 200
reporting:report_progress    reports   sealed   GET    302 404    404   404     404   404   404  200     200 200
reporting:report_progress    reports   plain    POST   302 405    405   405     405   405   405  405     405 405
reporting:report_retry       reports   plain    POST   302 404    404   403     302   403   302  302     302 302
reporting:report_retry       reports   sealed   POST   302 404    404   404     404   404   404  302     302 302
reporting:report_retry       reports   plain    GET    302 405    405   405     405   405   405  405     405 405
reporting:report_file        reports   plain    GET    302 404    404   200     200   200   200  200     200 200
reporting:report_file        reports   sealed   GET    302 404    404   404     404   404   404  200     200 200
reporting:report_file        reports   smuggled GET    302 404    404   404     404   404   404  404     404 404
reporting:report_file        reports   plain    POST   302 405    405   405     405   405   405  405     405 405

api:alliance-position        -         plain    GET    401 404    404   200     200   200   200  200     200 200
api:alliance-position        -         other    GET    401 404    200   200     404   404   404  404     404 404
api:alliance-position        -         plain    POST   401 405    405   405     405   405   405  405     405 405
api:reports-list             reports   -        GET    401 200    200   200     200   200   200  200     200 200
api:reports-list             reports   -        POST   401 400    400   403     202   403   202  202     202 202
api:reports-detail           reports   plain    GET    401 404    404   200     200   200   200  200     200 200
api:reports-detail           reports   sealed   GET    401 404    404   404     404   404   404  200     200 200
api:reports-detail           reports   other    GET    401 404    200   200     404   404   404  404     404 404
api:reports-detail           reports   missing  GET    401 404    404   404     404   404   404  404     404 404
api:reports-detail           reports   plain    PATCH  401 405    405   405     405   405   405  405     405 405
api:reports-retry            reports   plain    POST   401 404    404   403     409   403   409  409     409 409
api:reports-retry            reports   sealed   POST   401 404    404   404     404   404   404  409     409 409
api:reports-retry            reports   plain    GET    401 405    405   405     405   405   405  405     405 405
api:reports-file             reports   plain    GET    401 404    404   200     200   200   200  200     200 200
api:reports-file             reports   sealed   GET    401 404    404   404     404   404   404  200     200 200
api:reports-file             reports   plain    POST   401 405    405   405     405   405   405  405     405 405
api:schema                   -         -        GET    401 200    200   200     200   200   200  200     200 200
api:schema                   -         -        POST   401 405    405   405     405   405   405  405     405 405
"""

SHOWN = {
    "reporting:overview": {"risks", "benefit-entries", "areas"},
    "reporting:position": {"areas"},
    "api:alliance-position": {"areas"},
    "reporting:report_list": {"reports"},
    "api:reports-list": {"reports"},
}
"""Pages and answers that list matter of these kinds: all that the reader may see, and no other, stands there."""


@dataclass(frozen=True)
class Line:
    route: str
    kinds: str
    of: str
    method: str
    statuses: dict[str, int]

    def __str__(self) -> str:
        return " ".join(each for each in (self.method, self.route, self.kinds, self.of) if each != "-")


def lines() -> list[Line]:
    """The table, line by line. Raises ValueError where a line has not one status for each column."""
    rows = [line.split() for line in TABLE.strip().splitlines() if line.strip()]
    if rows[0] != ["route", "kinds", "of", "method", *COLUMNS]:
        raise ValueError("The heading of the table does not name its columns.")
    found = []
    for route, kinds, of, method, *statuses in rows[1:]:
        if len(statuses) != len(COLUMNS):
            raise ValueError(f"{method} {route}: expected {len(COLUMNS)} statuses, found {len(statuses)}.")
        by_column = {column: int(status) for column, status in zip(COLUMNS, statuses, strict=True)}
        found.append(Line(route, kinds, of, method, by_column))
    return found
