"""The shapes of an alliance's profile: words ready to be printed. No row and no query stands here.

An `address` is where a page leads to the row; it is empty in a document. Empty words mean that nothing is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reporting.position import Position
from reporting.profile.names import Named
from reporting.profile.work_shapes import AreaGroup, FigureLine, WayLine


@dataclass(frozen=True)
class Office:
    """A post as on the day: its title, whose it is and who held it then (rule X-03)."""

    title: Named
    body: Named
    holders: str


@dataclass(frozen=True)
class SharedPost:
    """A post that several partners share (rule A-21)."""

    office: Office
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class DecidingBody:
    """A body that decides for itself, how it does so, and the posts whose holders sign for it (rule X-01)."""

    body: Named
    kind: str
    decides_by: str
    offices: tuple[Office, ...]


@dataclass(frozen=True)
class PartnerLine:
    body: Named
    kind: str
    part: str
    since: str
    until: str
    notice: str
    terms: str
    deciding: tuple[DecidingBody, ...]


@dataclass(frozen=True)
class LeadLine:
    part: str
    is_sro: bool
    office: Office
    since: str
    source: str


@dataclass(frozen=True)
class MemberLine:
    """A member of a board: a body, or a post with who held it."""

    part: str
    body: Named
    office: Office | None


@dataclass(frozen=True)
class ReportedToBoard:
    what: str
    cadence: str
    produced_by: str


@dataclass(frozen=True)
class BoardLine:
    board: Named
    also_called: str
    kind: str
    cadence: str
    recommends_to: str
    remit: str
    area: str
    members: tuple[MemberLine, ...]
    reports: tuple[ReportedToBoard, ...]
    source: str

    @property
    def has_offices(self) -> bool:
        return any(each.office for each in self.members)

    @property
    def has_parts(self) -> bool:
        return any(each.part for each in self.members)

    @property
    def chairs(self) -> tuple[MemberLine, ...]:
        """The members whose part names the chair; there may be several at once (rule A-09)."""
        return tuple(each for each in self.members if each.part.casefold().startswith("chair"))


@dataclass(frozen=True)
class Tier:
    """The boards of one tier; without a number those that stand in none."""

    number: int | None
    boards: tuple[BoardLine, ...]


@dataclass(frozen=True)
class SignatureLine:
    """Who signed for a body, as it was called on the day of signing where that is known."""

    body: Named
    state: str
    signed_by: str
    signed_on: str
    words: str


@dataclass(frozen=True)
class VersionLine:
    number: int
    effective: str
    changes: str


@dataclass(frozen=True)
class AgreementLine:
    agreement: Named
    part_of: str
    state: str
    legal_basis: str
    signed_on: str
    span: str
    led_by: str
    directed: str
    disclosure: str
    review: str
    notice: str
    exit_strategy: str
    text: str
    source: str
    versions: tuple[VersionLine, ...]
    signatures: tuple[SignatureLine, ...]

    @property
    def has_signers(self) -> bool:
        return any(each.signed_by for each in self.signatures)


@dataclass(frozen=True)
class CharterItem:
    """One line as written, with the lines under it in `below`; `depth` says how far under a first one it stands."""

    number: str
    title: str
    text: str
    depth: int


@dataclass(frozen=True)
class CharterGroup:
    """The lines of one kind in one edition. An earlier edition stands beside the one in force (rules D-12, D-13)."""

    code: str
    heading: str
    edition: int
    is_in_force: bool
    span: str
    reasons: tuple[str, ...]
    lines: tuple[CharterItem, ...]
    source: str


@dataclass(frozen=True)
class CollaborationLine:
    name: str
    with_words: str
    standing: str
    reviewed: str
    text: str
    source: str


@dataclass(frozen=True)
class PowerLine:
    says: str
    matter: str
    by: str
    tier: str
    limit: str
    text: str


@dataclass(frozen=True)
class Scheme:
    """A scheme of delegation, with every body whose scheme says just this."""

    bodies: tuple[Named, ...]
    powers: tuple[PowerLine, ...]


@dataclass(frozen=True)
class ShareLine:
    body: Named
    share: str
    words: str


@dataclass(frozen=True)
class BasisLine:
    basis: Named
    follows: str
    purpose: str
    scope: str
    span: str
    rule: str
    completeness: str
    shares: tuple[ShareLine, ...]
    source: str


@dataclass(frozen=True)
class StakeholderLine:
    name: str
    group: str
    count: str
    interest: str
    source: str


@dataclass(frozen=True)
class EngagementLine:
    kind: str
    title: str
    held_with: str
    when: str
    state: str
    area: str
    outcome: str
    text: str
    source: str


@dataclass(frozen=True)
class AnnouncementLine:
    title: str
    released: str
    audience: str
    agreed_with: str
    area: str
    text: str
    source: str


@dataclass(frozen=True)
class EventLine:
    title: str
    when: str
    text: str
    source: str


@dataclass(frozen=True)
class StatementLine:
    topic: str
    text: str
    as_at: str
    source: str


@dataclass(frozen=True)
class LeftLine:
    """What is no more: a partner or an area that left, with its last day."""

    what: Named
    until: str
    words: str


@dataclass(frozen=True)
class Profile:
    """Who an alliance is on a day."""

    on: date
    name: str
    short_name: str
    aliases: str
    legal_basis: str
    purpose: str
    ended: str
    wider: Named | None
    narrower: tuple[Named, ...]
    partners: tuple[PartnerLine, ...]
    partners_left: tuple[LeftLine, ...]
    shared_posts: tuple[SharedPost, ...]
    leads: tuple[LeadLine, ...]
    tiers: tuple[Tier, ...]
    agreements: tuple[AgreementLine, ...]
    charter: tuple[CharterGroup, ...]
    collaborations: tuple[CollaborationLine, ...]
    schemes: tuple[Scheme, ...]
    bases: tuple[BasisLine, ...]
    stakeholders: tuple[StakeholderLine, ...]
    engagements: tuple[EngagementLine, ...]
    announcements: tuple[AnnouncementLine, ...]
    events: tuple[EventLine, ...]
    statements: tuple[StatementLine, ...]
    ways: tuple[WayLine, ...]
    position: Position
    areas: tuple[AreaGroup, ...]
    areas_left: tuple[LeftLine, ...]
    figures: tuple[FigureLine, ...]
    benefits: tuple[FigureLine, ...]

    @property
    def deciding_count(self) -> int:
        """How many bodies decide, each once."""
        return len({each.body for partner in self.partners for each in partner.deciding})

    @property
    def is_led(self) -> bool:
        """Whether any area of the day says who leads it."""
        return any(group.has_roles for group in self.areas)

    @property
    def boards(self) -> tuple[BoardLine, ...]:
        return tuple(board for tier in self.tiers for board in tier.boards)

    @property
    def figure_lists(self) -> tuple[tuple[FigureLine, ...], ...]:
        """What the programme is to bring, then the other figures: each list in its authored order."""
        return self.benefits, self.figures
