"""The access table's lines of bodies and posts that are succeeded, partners that leave, alliances that end."""

from __future__ import annotations

SUCCESSION_LINES = """
alliance:organisation_succeed organisations shared GET 302 404   200   200     403   403   403  403     403 200
alliance:organisation_succeed organisations shared POST 302 404  422   422     403   403   403  403     403 422
alliance:organisation_succeed organisations missing GET 302 404  404   404     404   404   404  404     404 404
alliance:post_hand_over      posts     shared   GET    302 404    200   200     403   403   403  403     403 200
alliance:post_hand_over      posts     shared   POST   302 404    422   422     403   403   403  403     403 422
alliance:post_hand_over      posts     missing  GET    302 404    404   404     404   404   404  404     404 404
alliance:partner_leave       partners  plain    GET    302 404    404   404     403   403   403  403     403 200
alliance:partner_leave       partners  plain    POST   302 404    404   404     403   403   403  403     403 422
alliance:partner_leave       partners  smuggled GET    302 404    404   404     404   404   404  404     404 404
alliance:alliance_end        alliances plain    GET    302 404    404   200     403   200   403  403     403 200
alliance:alliance_end        alliances plain    POST   302 404    404   422     403   422   403  403     403 422
alliance:alliance_end        alliances other    GET    302 404    200   200     404   404   404  404     404 404

api:organisations-succeed    organisations shared POST 401 404    400   400     403   403   403  403     403 400
api:posts-hand-over          posts     shared   POST   401 404    400   400     403   403   403  403     403 400
api:partners-leave           partners  plain    POST   401 404    404   404     403   403   403  403     403 400
api:partners-leave           partners  other    POST   401 404    400   404     404   404   404  404     404 404
api:alliances-end            alliances plain    POST   401 404    404   400     403   400   403  403     403 400
"""
