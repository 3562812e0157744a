"""The access table's lines of the verbs of areas and announcements. How they are read: table.py."""

from __future__ import annotations

AREA_LINES = """
programmes:announcement_release announcements  plain    GET  302 404 404 404 403 403 403 403 200 200 403
programmes:announcement_release announcements  plain    POST 302 404 404 404 403 403 403 403 422 422 403
programmes:announcement_release announcements  led      GET  302 404 404 404 404 404 403 403 200 200 403
programmes:announcement_release announcements  sealed   GET  302 404 404 404 404 404 404 403 200 200 403
programmes:announcement_release announcements  sealed   POST 302 404 404 404 404 404 404 403 422 422 403
programmes:announcement_release announcements  smuggled POST 302 404 404 404 404 404 404 404 404 404
api:announcements-release       announcements  plain    POST 401 404 404 404 403 403 403 403 400 400
api:announcements-release       announcements  sealed   POST 401 404 404 404 404 404 404 403 400 400
"""
