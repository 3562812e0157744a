"""The access table's lines of who an alliance is, and of the pages of organisations and posts. See table.py."""

from __future__ import annotations

PROFILE_LINES = """
reporting:who_we_are         -             plain   GET  302 404 404 200 200 200 200 200 200 200
reporting:who_we_are         -             other   GET  302 404 200 200 404 404 404 404 404 404
reporting:who_we_are         -             plain   POST 302 405 405 405 405 405 405 405 405 405
reporting:organisation       organisations shared  GET  302 404 200 200 200 200 200 200 200 200
reporting:organisation       organisations missing GET  302 404 404 404 404 404 404 404 404 404
reporting:organisation       organisations shared  POST 302 405 405 405 405 405 405 405 405 405
reporting:post               posts         shared  GET  302 404 200 200 200 200 200 200 200 200
reporting:post               posts         missing GET  302 404 404 404 404 404 404 404 404 404
reporting:post               posts         shared  POST 302 405 405 405 405 405 405 405 405 405

api:alliance-profile         -             plain   GET  401 404 404 200 200 200 200 200 200 200
api:alliance-profile         -             other   GET  401 404 200 200 404 404 404 404 404 404
api:alliance-profile         -             plain   POST 401 405 405 405 405 405 405 405 405 405
"""
