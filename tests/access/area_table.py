"""The access table's lines of the verbs of areas and announcements. How they are read: table.py."""

from __future__ import annotations

AREA_LINES = """
reporting:changes               -              plain    GET  302 404 404 200 200 200 200 200 200 200
reporting:changes               -              other    GET  302 404 200 200 404 404 404 404 404 404
reporting:changes               -              plain    POST 302 405 405 405 405 405 405 405 405 405
api:alliance-changes            -              plain    GET  401 404 404 200 200 200 200 200 200 200
api:alliance-changes            -              other    GET  401 404 200 200 404 404 404 404 404 404
api:alliance-changes            -              plain    POST 401 405 405 405 405 405 405 405 405 405
api:area-facts                  areas          plain    GET  401 404 404 404 200 200 200 200 200 200
api:area-facts                  areas          led      GET  401 404 404 404 404 404 200 200 200 200
api:area-facts                  areas          sealed   GET  401 404 404 404 404 404 404 200 200 200
api:area-facts                  areas          other    GET  401 404 200 404 404 404 404 404 404 404
api:area-facts                  areas          missing  GET  401 404 404 404 404 404 404 404 404 404
api:area-facts                  areas          plain    POST 401 405 405 405 405 405 405 405 405 405
programmes:area_split           areas          plain    GET  302 404 404 404 403 403 403 403 403 200
programmes:area_split           areas          sealed   GET  302 404 404 404 404 404 404 403 403 200
programmes:area_split           areas          smuggled GET  302 404 404 404 404 404 404 404 404 404
programmes:area_split           areas          plain    POST 302 404 404 404 403 403 403 403 403 422
programmes:area_split           areas          sealed   POST 302 404 404 404 404 404 404 403 403 422
programmes:area_merge           areas          plain    GET  302 404 404 404 403 403 403 403 403 200
programmes:area_merge           areas          sealed   GET  302 404 404 404 404 404 404 403 403 200
programmes:area_merge           areas          smuggled GET  302 404 404 404 404 404 404 404 404 404
programmes:area_merge           areas          plain    POST 302 404 404 404 403 403 403 403 403 422
programmes:area_merge           areas          sealed   POST 302 404 404 404 404 404 404 403 403 422
programmes:area_move            areas          plain    GET  302 404 404 404 403 403 403 403 403 200
programmes:area_move            areas          sealed   GET  302 404 404 404 404 404 404 403 403 200
programmes:area_move            areas          smuggled GET  302 404 404 404 404 404 404 404 404 404
programmes:area_move            areas          plain    POST 302 404 404 404 403 403 403 403 403 422
programmes:area_move            areas          sealed   POST 302 404 404 404 404 404 404 403 403 422
programmes:area_end_partner     areas          plain    GET  302 404 404 404 403 403 403 403 403 200
programmes:area_end_partner     areas          sealed   GET  302 404 404 404 404 404 404 403 403 200
programmes:area_end_partner     areas          smuggled GET  302 404 404 404 404 404 404 404 404 404
programmes:area_end_partner     areas          plain    POST 302 404 404 404 403 403 403 403 403 422
programmes:area_end_partner     areas          sealed   POST 302 404 404 404 404 404 404 403 403 422
api:areas-split                 areas          plain    POST 401 404 404 404 403 403 403 403 403 400
api:areas-split                 areas          sealed   POST 401 404 404 404 404 404 404 403 403 400
api:areas-merge                 areas          plain    POST 401 404 404 404 403 403 403 403 403 400
api:areas-merge                 areas          sealed   POST 401 404 404 404 404 404 404 403 403 400
api:areas-move                  areas          plain    POST 401 404 404 404 403 403 403 403 403 400
api:areas-move                  areas          sealed   POST 401 404 404 404 404 404 404 403 403 400
api:areas-end-partner           areas          plain    POST 401 404 404 404 403 403 403 403 403 400
api:areas-end-partner           areas          sealed   POST 401 404 404 404 404 404 404 403 403 400
programmes:announcement_release announcements  plain    GET  302 404 404 404 403 403 403 403 200 200 403
programmes:announcement_release announcements  plain    POST 302 404 404 404 403 403 403 403 422 422 403
programmes:announcement_release announcements  led      GET  302 404 404 404 404 404 403 403 200 200 403
programmes:announcement_release announcements  sealed   GET  302 404 404 404 404 404 404 403 200 200 403
programmes:announcement_release announcements  sealed   POST 302 404 404 404 404 404 404 403 422 422 403
programmes:announcement_release announcements  smuggled POST 302 404 404 404 404 404 404 404 404 404
api:announcements-release       announcements  plain    POST 401 404 404 404 403 403 403 403 400 400
api:announcements-release       announcements  sealed   POST 401 404 404 404 404 404 404 403 400 400
"""
