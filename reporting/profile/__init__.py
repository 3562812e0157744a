"""Who an alliance is on a day: one reading for the page, the API and the document. Nothing is written here."""

from __future__ import annotations

from reporting.profile.reading import profile_in_edition, profile_seen
from reporting.profile.shapes import Profile

__all__ = ["Profile", "profile_in_edition", "profile_seen"]
