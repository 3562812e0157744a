"""The alliance profile: who an alliance is on a day, in the order of a briefing note for a scrutiny panel (rule A-35).

A part of which the record says nothing is left out with its heading. Contacts are no part of it: the document
leaves by the API too.
"""

from __future__ import annotations

from dataclasses import dataclass

from alliance.choices import CharterKind
from reporting.profile import Profile, profile_in_edition
from reporting.profile.shapes import CharterGroup
from reporting.reports.base import NothingToReport, Report, Request
from reporting.reports.words import long_date

LONG_APPENDIX = 10
"""From how many lines on the appendix begins a page of its own."""


@dataclass(frozen=True)
class AllianceProfile:
    """The printed content of one profile; nothing beyond it is in the document or its attachment."""

    title: str
    alliance: str
    fictional: bool
    marking: str
    edition: str
    as_at: str
    profile: Profile

    @property
    def principles(self) -> tuple[CharterGroup, ...]:
        """What stands in the appendix."""
        return tuple(each for each in self.profile.charter if each.code == CharterKind.PRINCIPLE)

    @property
    def appendix_is_long(self) -> bool:
        """Whether the principles fill enough of a page to begin one."""
        return sum(len(each.lines) for each in self.principles) >= LONG_APPENDIX

    @property
    def set_out(self) -> tuple[CharterGroup, ...]:
        """What stands in the body: aims, scope, drivers, models and the rest of the charter."""
        return tuple(each for each in self.profile.charter if each.code != CharterKind.PRINCIPLE)

    @property
    def has_position(self) -> bool:
        """Whether anything says where the alliance stands on the day."""
        profile = self.profile
        return bool(profile.position.sentence or profile.areas or profile.areas_left or profile.statements) or any(
            way.is_under_way for way in profile.ways
        )


def title(request: Request) -> str:
    return f"Alliance profile, {long_date(request.as_at)}"


def collect(request: Request) -> AllianceProfile:
    """Read the record for one profile. Raises NothingToReport when nothing says who the alliance is on its date."""
    alliance, on = request.alliance, request.as_at
    profile = profile_in_edition(alliance, on, with_restricted=request.with_restricted)
    if not (profile.partners or profile.partners_left or profile.purpose or profile.charter or profile.agreements):
        raise NothingToReport(f"Nothing says who {alliance.name} is as at {long_date(on)}. Record its partners first.")
    return AllianceProfile(
        title=title(request),
        alliance=alliance.name,
        fictional=alliance.is_fictional,
        marking=alliance.marking,
        edition=request.edition.label,
        as_at=long_date(on),
        profile=profile,
    )


PROFILE = Report(
    slug="alliance-profile",
    name="Alliance profile",
    description="Who the alliance is on one date: partners, governance, agreements, position and principles.",
    template="reporting/documents/profile.html",
    collect=collect,
    title=title,
)
