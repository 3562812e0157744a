"""The access table: for every address, method and reader the status that must come back, and which rows.

One line is: route, kinds, of which row, method, then one status for each column of readers. A route without a line
fails, a line without a route fails (tests/access/test_routes.py), and every cell is asked (test_access_table.py).
"""

from __future__ import annotations

from tests.access.area_table import AREA_LINES
from tests.access.control_table import CONTROL_LINES
from tests.access.lifecycle_table import LIFECYCLE_LINES
from tests.access.meeting_table import MEETING_LINES
from tests.access.plan_table import PLAN_LINES
from tests.access.profile_table import PROFILE_LINES
from tests.access.record_table import RECORD_LINES
from tests.access.remark_table import REMARK_LINES
from tests.access.succession_table import SUCCESSION_LINES

ACTORS = {
    "anonymous": "out",
    "disabled": "out",
    "no_role": "nobody",
    "ex_member": "nobody",
    "ex_lead": "nobody",
    "other_member": "other",
    "service_administrator": "service",
    "area_lead": "plain",
    "api_client": "plain",
    "administrator": "admin",
    "lead": "lead",
    "officer": "cleared",
    "board_member": "cleared",
    "decision_maker": "cleared",
    "auditor": "audit",
    "sro": "sro",
    "programme_office": "office",
    "read_key": "office",
    "write_key": "office",
}
"""Who asks, and by which column of the table. A key works in the API alone: on a page it is nobody signed in.

`other_member` is the programme office of alliance B, `ex_member` was that of A until yesterday, `lead` leads one
restricted area of A, `ex_lead` is still written down as leading three areas of A and holds no role any more. The read
key of A's programme office is refused (403) whatever is not a GET.
"""

SEES = {
    "out": set(),
    "nobody": set(),
    "other": {"shared", "other", "buried", "keyb", "sheetb"},
    "service": {"shared", "keya", "keyb"},
    "plain": {"shared", "plain"},
    "admin": {"shared", "plain"},
    "lead": {"shared", "plain", "led"},
    "cleared": {"shared", "plain", "led", "sealed"},
    "audit": {"shared", "plain", "led", "sealed"},
    "sro": {"shared", "plain", "led", "sealed"},
    "office": {"shared", "plain", "led", "sealed", "keya", "sheeta"},
}
"""Which matter (tests/access/words.py) may stand in an answer, and must stand in a list of all rows."""
SEEN_BY_SERVICE = {"alliances", "users", "leading-users", "roles"}
"""Of every alliance a service administrator sees that it exists and who holds which role in it; no record."""


def sees(column: str, kind: str) -> set[str]:
    """The matter of one kind that a column's readers may see."""
    return SEES[column] | ({"plain", "other"} if column == "service" and kind in SEEN_BY_SERVICE else set())


COLUMNS = ["out", "nobody", "other", "service", "plain", "admin", "lead", "cleared", "sro", "office", "audit"]

KIND_GROUPS = {
    "kept": "every kind of an alliance that its programme office keeps",
    "hidden": "of those: the kinds of which rows can be restricted",
    "some": "of those: areas, risks and boards; all kinds share these pages and their address pattern",
    "roles": "the roles, which administrators give",
    "directory": "organisations, people and posts, which any programme office keeps",
    "alliances": "the alliances, which a service administrator adds and each programme office keeps",
}

# `of`: the row asked for. plain, led, sealed: of alliance A; other: of B; smuggled: B's row under A's address;
# keya, sheeta: a key and an import of A's programme office; keyb: a key of B's; shared: of the directory;
# missing: none; -: the address names no row. An auditor reads what the cleared read: a line without the last column
# says so, and one that has it says what an auditor, who changes nothing, may not do.
TABLE = f"""
route                        kinds     of      method out nobody other service plain admin lead cleared sro office audit
{RECORD_LINES}
{LIFECYCLE_LINES}
{PROFILE_LINES}
{AREA_LINES}
{PLAN_LINES}
{CONTROL_LINES}
{SUCCESSION_LINES}
{REMARK_LINES}
healthz                      -         -        GET    200 200    200   200     200   200   200  200     200 200
healthz                      -         -        POST   405 405    405   405     405   405   405  405     405 405
healthz_worker               -         -        GET    503 503    503   503     503   503   503  503     503 503
healthz_worker               -         -        POST   405 405    405   405     405   405   405  405     405 405

reporting:home               -         -        GET    302 200    302   200     302   302   302  302     302 302
reporting:home               -         -        POST   302 405    405   405     405   405   405  405     405 405
reporting:overview           -         plain    GET    302 404    404   200     200   200   200  200     200 200
reporting:overview           -         other    GET    302 404    200   200     404   404   404  404     404 404
reporting:overview           -         plain    POST   302 405    405   405     405   405   405  405     405 405
reporting:my_work            -         -        GET    302 200    200   200     200   200   200  200     200 200
reporting:my_work            -         -        POST   302 405    405   405     405   405   405  405     405 405
reporting:position           -         plain    GET    302 404    404   200     200   200   200  200     200 200
reporting:position           -         plain    POST   302 405    405   405     405   405   405  405     405 405
reporting:set_up             -         plain    GET    302 404    404   200     200   200   200  200     200 200
reporting:set_up             -         plain    POST   302 405    405   405     405   405   405  405     405 405
reporting:report_list        -         plain    GET    302 404    404   200     200   200   200  200     200 200
reporting:report_list        -         plain    POST   302 404    404   403     422   403   422  422     422 422     403
reporting:report_preview     -         plain    GET    302 404    404   403     200   403   200  200     200 200
reporting:report_preview     board     plain    GET    302 404    404   403     403   403   403  200     200 200
reporting:report_preview     -         plain    POST   302 405    405   405     405   405   405  405     405 405
reporting:report_detail      reports   plain    GET    302 404    404   404     200   200   200  200     200 200
reporting:report_detail      reports   sealed   GET    302 404    404   404     404   404   404  200     200 200
reporting:report_detail      reports   smuggled GET    302 404    404   404     404   404   404  404     404 404
reporting:report_detail      reports   missing  GET    302 404    404   404     404   404   404  404     404 404
reporting:report_detail      reports   plain    POST   302 405    405   405     405   405   405  405     405 405
reporting:report_progress    reports   plain    GET    302 404    404   404     200   200   200  200     200 200
reporting:report_progress    reports   sealed   GET    302 404    404   404     404   404   404  200     200 200
reporting:report_progress    reports   plain    POST   302 405    405   405     405   405   405  405     405 405
reporting:report_retry       reports   plain    POST   302 404    404   404     302   403   302  302     302 302     403
reporting:report_retry       reports   sealed   POST   302 404    404   404     404   404   404  302     302 302     403
reporting:report_retry       reports   plain    GET    302 405    405   405     405   405   405  405     405 405
reporting:report_file        reports   plain    GET    302 404    404   404     200   200   200  200     200 200
reporting:report_file        reports   sealed   GET    302 404    404   404     404   404   404  200     200 200
reporting:report_file        reports   smuggled GET    302 404    404   404     404   404   404  404     404 404
reporting:report_file        reports   plain    POST   302 405    405   405     405   405   405  405     405 405

core:accessibility           -         -        GET    200 200    200   200     200   200   200  200     200 200
core:accessibility           -         -        POST   405 405    405   405     405   405   405  405     405 405
core:security_txt            -         -        GET    200 200    200   200     200   200   200  200     200 200
core:security_txt            -         -        POST   405 405    405   405     405   405   405  405     405 405
core:mark                    -         -        GET    200 200    200   200     200   200   200  200     200 200
core:mark                    -         -        POST   405 405    405   405     405   405   405  405     405 405
core:account                 -         -        GET    302 200    200   200     200   200   200  200     200 200
core:account                 -         -        POST   302 405    405   405     405   405   405  405     405 405
core:api_key_list            api-keys  -        GET    302 200    200   200     200   200   200  200     200 200
core:api_key_list            api-keys  -        POST   302 405    405   405     405   405   405  405     405 405
core:api_key_add             -         -        GET    302 200    200   200     200   200   200  200     200 200
core:api_key_add             -         -        POST   302 422    422   422     422   422   422  422     422 422
core:api_key_revoke          api-keys  keya     POST   302 404    404   302     404   404   404  404     404 302
core:api_key_revoke          api-keys  keyb     POST   302 404    302   302     404   404   404  404     404 404
core:api_key_revoke          api-keys  keya     GET    302 405    405   405     405   405   405  405     405 405
core:notice_list             notices   -        GET    302 200    200   200     200   200   200  200     200 200
core:notice_list             notices   -        POST   302 405    405   405     405   405   405  405     405 405
core:notice_read             notices   sheeta   POST   302 404    404   404     404   404   404  404     404 302
core:notice_read             notices   sheetb   POST   302 404    302   404     404   404   404  404     404 404
core:notice_read             notices   sheeta   GET    302 405    405   405     405   405   405  405     405 405
core:notice_read_all         -         -        POST   302 302    302   302     302   302   302  302     302 302
core:notice_read_all         -         -        GET    302 405    405   405     405   405   405  405     405 405
alliance:split               -         plain    GET    302 404    404   200     200   200   200  200     200 200
alliance:split               -         other    GET    302 404    200   200     404   404   404  404     404 404
alliance:split               -         plain    POST   302 405    405   405     405   405   405  405     405 405
api:alliance-split           -         plain    GET    401 404    404   400     200   200   200  200     200 200
api:alliance-split           -         other    GET    401 404    200   400     404   404   404  404     404 404
api:alliance-split           -         plain    POST   401 405    405   405     405   405   405  405     405 405
alliance:user_list           users     -        GET    302 200    200   200     200   200   200  200     200 200
alliance:user_list           users     -        POST   302 405    405   405     405   405   405  405     405 405
alliance:user_detail         users     plain    GET    302 404    404   200     200   200   200  200     200 200
alliance:user_detail         users     other    GET    302 404    200   200     404   404   404  404     404 404
alliance:user_detail         users     missing  GET    302 404    404   404     404   404   404  404     404 404
alliance:user_detail         users     plain    POST   302 405    405   405     405   405   405  405     405 405
alliance:user_invite         -         -        GET    302 403    403   200     403   200   403  403     403 403
alliance:user_invite         -         -        POST   302 403    403   422     403   422   403  403     403 403
core:user_edit               users     plain    GET    302 403    403   200     403   403   403  403     403 403
core:user_edit               users     missing  GET    302 403    403   404     403   403   403  403     403 403
core:user_edit               users     plain    POST   302 403    403   422     403   403   403  403     403 403
core:user_disable            users     plain    GET    302 403    403   200     403   403   403  403     403 403
core:user_disable            users     plain    POST   302 403    403   422     403   403   403  403     403 403
core:user_enable             users     plain    GET    302 403    403   200     403   403   403  403     403 403
core:user_enable             users     plain    POST   302 403    403   422     403   403   403  403     403 403
core:user_invite_again       users     plain    POST   302 403    403   409     403   403   403  403     403 403
core:user_invite_again       users     plain    GET    302 405    405   405     405   405   405  405     405 405
core:user_history            users     plain    GET    302 403    403   200     403   403   403  403     403 403
core:user_history            users     plain    POST   302 405    405   405     405   405   405  405     405 405

imports:start                -         plain    GET    302 404    404   403     403   403   403  403     403 200
imports:start                -         other    GET    302 404    200   403     404   404   404  404     404 404
imports:start                -         plain    POST   302 404    404   403     403   403   403  403     403 422
imports:run                  imports   sheeta   GET    302 404    404   404     404   404   404  404     404 200
imports:run                  imports   missing  GET    302 404    404   404     404   404   404  404     404 404
imports:run                  imports   sheeta   POST   302 405    405   405     405   405   405  405     405 405
imports:apply                imports   sheeta   POST   302 404    404   404     404   404   404  404     404 409
imports:apply                imports   sheeta   GET    302 405    405   405     405   405   405  405     405 405
imports:template             -         plain    GET    302 404    404   403     403   403   403  403     403 200
imports:template             -         plain    POST   302 405    405   405     405   405   405  405     405 405
imports:export               -         plain    GET    302 404    404   403     403   403   403  403     403 200
imports:export               -         plain    POST   302 405    405   405     405   405   405  405     405 405
imports:new_start            -         -        GET    302 403    403   200     403   403   403  403     403 403
imports:new_start            -         -        POST   302 403    403   422     403   403   403  403     403 403
imports:new_run              imports   sheeta   GET    302 404    404   404     404   404   404  404     404 200
imports:new_run              imports   sheeta   POST   302 405    405   405     405   405   405  405     405 405
imports:new_apply            imports   sheeta   POST   302 404    404   404     404   404   404  404     404 409
imports:new_apply            imports   sheeta   GET    302 405    405   405     405   405   405  405     405 405
imports:new_template         -         -        GET    302 403    403   200     403   403   403  403     403 403
imports:new_template         -         -        POST   302 405    405   405     405   405   405  405     405 405

{MEETING_LINES}

programmes:area_list         -         plain    GET    302 404    404   200     200   200   200  200     200 200
programmes:area_list         -         other    GET    302 404    200   200     404   404   404  404     404 404
programmes:area_list         -         plain    POST   302 405    405   405     405   405   405  405     405 405
reporting:area_detail       areas     plain    GET    302 404    404   404     200   200   200  200     200 200
reporting:area_detail       areas     led      GET    302 404    404   404     404   404   200  200     200 200
reporting:area_detail       areas     sealed   GET    302 404    404   404     404   404   404  200     200 200
reporting:area_detail       areas     smuggled GET    302 404    404   404     404   404   404  404     404 404
reporting:area_detail       areas     missing  GET    302 404    404   404     404   404   404  404     404 404
reporting:area_detail       areas     plain    POST   302 405    405   405     405   405   405  405     405 405
programmes:period_list       -         plain    GET    302 404    404   200     200   200   200  200     200 200
programmes:period_list       -         plain    POST   302 405    405   405     405   405   405  405     405 405
programmes:period_add        -         plain    GET    302 404    404   403     403   403   403  403     403 200
programmes:period_add        -         plain    POST   302 404    404   403     403   403   403  403     403 422
programmes:period_detail     periods   plain    GET    302 404    404   404     200   200   200  200     200 200
programmes:period_detail     periods   missing  GET    302 404    404   404     404   404   404  404     404 404
programmes:period_detail     periods   plain    POST   302 405    405   405     405   405   405  405     405 405
programmes:period_edit       periods   plain    GET    302 404    404   404     403   403   403  403     403 200
programmes:period_edit       periods   plain    POST   302 404    404   404     403   403   403  403     403 422
programmes:period_history    periods   plain    GET    302 404    404   404     200   200   200  200     200 200
programmes:period_history    periods   plain    POST   302 405    405   405     405   405   405  405     405 405
programmes:period_sign_off   periods   plain    POST   302 404    404   404     403   403   403  403     422 403
programmes:period_sign_off   periods   plain    GET    302 405    405   405     405   405   405  405     405 405
programmes:period_reopen     periods   plain    POST   302 404    404   404     403   403   403  403     422 403
programmes:period_reopen     periods   plain    GET    302 405    405   405     405   405   405  405     405 405
programmes:update_detail     updates   plain    GET    302 404    404   404     200   200   200  200     200 200
programmes:update_detail     updates   led      GET    302 404    404   404     404   404   200  200     200 200
programmes:update_detail     updates   sealed   GET    302 404    404   404     404   404   404  200     200 200
programmes:update_detail     updates   smuggled GET    302 404    404   404     404   404   404  404     404 404
programmes:update_detail     updates   missing  GET    302 404    404   404     404   404   404  404     404 404
programmes:update_detail     updates   plain    POST   302 405    405   405     405   405   405  405     405 405
programmes:update_edit       updates   plain    GET    302 404    404   404     403   403   302  403     403 302
programmes:update_edit       updates   led      GET    302 404    404   404     404   404   302  403     403 302
programmes:update_edit       updates   sealed   GET    302 404    404   404     404   404   404  403     403 302
programmes:update_edit       updates   plain    POST   302 404    404   404     403   403   409  403     403 409
programmes:update_edit       updates   sealed   POST   302 404    404   404     404   404   404  403     403 409
programmes:update_accept     updates   plain    POST   302 404    404   404     403   403   403  403     403 409
programmes:update_accept     updates   sealed   POST   302 404    404   404     404   404   404  403     403 409
programmes:update_accept     updates   plain    GET    302 405    405   405     405   405   405  405     405 405
programmes:update_return     updates   plain    POST   302 404    404   404     403   403   403  403     403 422
programmes:update_return     updates   plain    GET    302 405    405   405     405   405   405  405     405 405

api:periods-list             periods   -        GET    401 200    200   200     200   200   200  200     200 200
api:periods-list             periods   -        POST   401 400    400   403     403   403   403  403     403 201
api:periods-detail           periods   plain    GET    401 404    404   404     200   200   200  200     200 200
api:periods-detail           periods   other    GET    401 404    200   404     404   404   404  404     404 404
api:periods-detail           periods   plain    PATCH  401 404    404   404     403   403   403  403     403 200
api:periods-history          periods   plain    GET    401 404    404   404     200   200   200  200     200 200
api:periods-standing         periods   plain    GET    401 404    404   404     200   200   200  200     200 200
api:periods-sign-off         periods   plain    POST   401 404    404   404     403   403   403  403     200 403
api:periods-reopen           periods   plain    POST   401 404    404   404     403   403   403  403     400 403
api:updates-list             updates   -        GET    401 200    200   200     200   200   200  200     200 200
api:updates-list             updates   -        POST   401 400    400   400     403   403   409  403     403 409
api:updates-detail           updates   plain    GET    401 404    404   404     200   200   200  200     200 200
api:updates-detail           updates   led      GET    401 404    404   404     404   404   200  200     200 200
api:updates-detail           updates   sealed   GET    401 404    404   404     404   404   404  200     200 200
api:updates-detail           updates   other    GET    401 404    200   404     404   404   404  404     404 404
api:updates-detail           updates   missing  GET    401 404    404   404     404   404   404  404     404 404
api:updates-detail           updates   plain    PATCH  401 404    404   404     403   403   409  403     403 409
api:updates-detail           updates   sealed   PATCH  401 404    404   404     404   404   404  403     403 409
api:updates-history          updates   plain    GET    401 404    404   404     200   200   200  200     200 200
api:updates-history          updates   sealed   GET    401 404    404   404     404   404   404  200     200 200
api:updates-submit           updates   plain    POST   401 404    404   404     403   403   409  403     403 409
api:updates-accept           updates   plain    POST   401 404    404   404     403   403   403  403     403 409
api:updates-return           updates   plain    POST   401 404    404   404     403   403   403  403     403 400

api:users-list               users     -        GET    401 200    200   200     200   200   200  200     200 200
api:users-list               users     -        POST   401 403    403   400     403   400   403  403     403 403
api:users-detail             users     plain    GET    401 404    404   200     200   200   200  200     200 200
api:users-detail             users     other    GET    401 404    200   200     404   404   404  404     404 404
api:users-detail             users     plain    PATCH  401 404    404   200     403   403   403  403     403 403
api:users-history            users     plain    GET    401 404    404   200     403   403   403  403     403 403
api:users-disable            users     plain    POST   401 404    404   400     403   403   403  403     403 403
api:users-enable             users     plain    POST   401 404    404   409     403   403   403  403     403 403
api:users-invite-again       users     plain    POST   401 404    404   409     403   403   403  403     403 403
core:help                    -         -        GET    200 200    200   200     200   200   200  200     200 200
core:draft_keep              -         -        POST   302 400    400   400     400   400   400  400     400 400
core:draft_keep              -         -        GET    302 405    405   405     405   405   405  405     405 405
core:draft_discard           -         -        POST   302 302    302   302     302   302   302  302     302 302
core:draft_discard           -         -        GET    302 405    405   405     405   405   405  405     405 405
core:comment_add             -         missing  POST   302 404    404   404     404   404   404  404     404 404
core:comment_add             -         missing  GET    302 405    405   405     405   405   405  405     405 405
core:comment_withdraw        -         missing  GET    302 404    404   404     404   404   404  404     404 404
core:comment_withdraw        -         missing  POST   302 404    404   404     404   404   404  404     404 404
core:attachment_add          -         missing  GET    302 404    404   404     404   404   404  404     404 404
core:attachment_add          -         missing  POST   302 404    404   404     404   404   404  404     404 404
core:attachment_file         -         missing  GET    302 404    404   404     404   404   404  404     404 404
core:attachment_withdraw     -         missing  GET    302 404    404   404     404   404   404  404     404 404
core:attachment_withdraw     -         missing  POST   302 404    404   404     404   404   404  404     404 404
api:attachments-list         -         -        GET    401 400    400   400     400   400   400  400     400 400
api:attachments-list         -         -        POST   401 400    400   400     400   400   400  400     400 400
api:attachments-detail       -         missing  GET    401 404    404   404     404   404   404  404     404 404
api:attachments-file         -         missing  GET    401 404    404   404     404   404   404  404     404 404
api:attachments-withdraw     -         missing  POST   401 404    404   404     404   404   404  404     404 404
api:comments-list            -         -        GET    401 400    400   400     400   400   400  400     400 400
api:comments-list            -         -        POST   401 400    400   400     400   400   400  400     400 400
api:comments-detail          -         missing  GET    401 404    404   404     404   404   404  404     404 404
api:comments-withdraw        -         missing  POST   401 404    404   404     404   404   404  404     404 404
api:saved-filters-list       -         -        GET    401 200    200   200     200   200   200  200     200 200
api:saved-filters-list       -         -        POST   401 400    400   400     400   400   400  400     400 400
api:saved-filters-detail     -         missing  GET    401 404    404   404     404   404   404  404     404 404
api:saved-filters-detail     -         missing  DELETE 401 404    404   404     404   404   404  404     404 404
api:api-keys-list            api-keys  -        GET    401 200    200   200     200   200   200  200     200 200
api:api-keys-list            api-keys  -        POST   401 400    400   400     400   400   400  400     400 400
api:api-keys-detail          api-keys  keya     GET    401 404    404   200     404   404   404  404     404 200
api:api-keys-detail          api-keys  keyb     GET    401 404    200   200     404   404   404  404     404 404
api:api-keys-revoke          api-keys  keya     POST   401 404    404   200     404   404   404  404     404 200
api:notices-list             notices   -        GET    401 200    200   200     200   200   200  200     200 200
api:notices-detail           notices   sheeta   GET    401 404    404   404     404   404   404  404     404 200
api:notices-detail           notices   sheetb   GET    401 404    200   404     404   404   404  404     404 404
api:notices-read             notices   sheeta   POST   401 404    404   404     404   404   404  404     404 200
api:notices-read-all         -         -        POST   401 200    200   200     200   200   200  200     200 200
api:imports-list             imports   -        GET    401 200    200   200     200   200   200  200     200 200
api:imports-list             imports   -        POST   401 400    400   403     403   403   403  403     403 400
api:imports-detail           imports   sheeta   GET    401 404    404   404     404   404   404  404     404 200
api:imports-apply            imports   sheeta   POST   401 404    404   404     404   404   404  404     404 409
api:imports-sheets           -         -        GET    401 403    200   200     403   403   403  403     403 200
api:alliances-export         -         plain    GET    401 404    404   403     403   403   403  403     403 200
api:reference                -         -        GET    302 200    200   200     200   200   200  200     200 200
api:reference                -         -        POST   302 405    405   405     405   405   405  405     405 405
api:reference_group          -         -        GET    302 200    200   200     200   200   200  200     200 200

api:alliance-overview        -         plain    GET    401 404    404   200     200   200   200  200     200 200
api:alliance-overview        -         other    GET    401 404    200   200     404   404   404  404     404 404
api:alliance-overview        -         plain    POST   401 405    405   405     405   405   405  405     405 405
api:my-work                  -         -        GET    401 200    200   200     200   200   200  200     200 200
api:my-work                  -         -        POST   401 405    405   405     405   405   405  405     405 405
api:alliance-position        -         plain    GET    401 404    404   200     200   200   200  200     200 200
api:alliance-position        -         other    GET    401 404    200   200     404   404   404  404     404 404
api:alliance-position        -         plain    POST   401 405    405   405     405   405   405  405     405 405
api:reports-list             reports   -        GET    401 200    200   200     200   200   200  200     200 200
api:reports-list             reports   -        POST   401 400    400   403     202   403   202  202     202 202     403
api:reports-detail           reports   plain    GET    401 404    404   404     200   200   200  200     200 200
api:reports-detail           reports   sealed   GET    401 404    404   404     404   404   404  200     200 200
api:reports-detail           reports   other    GET    401 404    200   404     404   404   404  404     404 404
api:reports-detail           reports   missing  GET    401 404    404   404     404   404   404  404     404 404
api:reports-detail           reports   plain    PATCH  401 405    405   405     405   405   405  405     405 405
api:reports-retry            reports   plain    POST   401 404    404   404     409   403   409  409     409 409     403
api:reports-retry            reports   sealed   POST   401 404    404   404     404   404   404  409     409 409     403
api:reports-retry            reports   plain    GET    401 405    405   405     405   405   405  405     405 405
api:reports-file             reports   plain    GET    401 404    404   404     200   200   200  200     200 200
api:reports-file             reports   sealed   GET    401 404    404   404     404   404   404  200     200 200
api:reports-file             reports   plain    POST   401 405    405   405     405   405   405  405     405 405
api:reports-parts            reports   plain    GET    401 404    404   404     200   200   200  200     200 200
api:reports-parts            reports   sealed   GET    401 404    404   404     404   404   404  200     200 200
api:reports-parts            reports   other    GET    401 404    200   404     404   404   404  404     404 404
api:reports-parts            reports   plain    POST   401 405    405   405     405   405   405  405     405 405
api:schema                   -         -        GET    401 200    200   200     200   200   200  200     200 200
api:schema                   -         -        POST   401 405    405   405     405   405   405  405     405 405
"""
