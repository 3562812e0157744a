"""The access table's lines of the plan on a page. How they are read: table.py."""

from __future__ import annotations

PLAN_LINES = """
reporting:plan               -         plain    GET    302 404    404   200     200   200   200  200     200 200
reporting:plan               -         other    GET    302 404    200   200     404   404   404  404     404 404
reporting:plan               -         plain    POST   302 405    405   405     405   405   405  405     405 405
api:alliance-plan            -         plain    GET    401 404    404   200     200   200   200  200     200 200
api:alliance-plan            -         other    GET    401 404    200   200     404   404   404  404     404 404
api:alliance-plan            -         plain    POST   401 405    405   405     405   405   405  405     405 405
"""
