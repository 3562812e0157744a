"""The shapes of what an alliance works on: phases, areas, figures, as words. No row and no query stands here."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.profile.names import Named


@dataclass(frozen=True)
class FigureLine:
    """A figure as its authors entered it; none is worked out from another (rules X-12, A-26)."""

    caption: str
    amount: str
    basis: str
    as_at: str
    condition: str
    source: str


@dataclass(frozen=True)
class PhaseLine:
    """A phase of a lifecycle with its authors' gloss, and where it is under way on the day (rules A-14, A-15)."""

    code: str
    name: str
    words: str
    timescale: str
    under_way: str
    finished: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class WayLine:
    """A lifecycle in force on the day."""

    name: str
    words: str
    phases: tuple[PhaseLine, ...]

    @property
    def is_under_way(self) -> bool:
        return any(phase.under_way or phase.finished for phase in self.phases)


@dataclass(frozen=True)
class RoleLine:
    part: str
    who: str
    held_for: str
    provisional: bool
    words: str


@dataclass(frozen=True)
class AreaLine:
    """An area as the day finds it: its status, who takes part and who leads it."""

    area: Named
    reference: str
    part_of: str
    also_called: tuple[str, ...]
    status: str
    tranche: str
    resourced_until: str
    partners: tuple[str, ...]
    roles: tuple[RoleLine, ...]


@dataclass(frozen=True)
class AreaGroup:
    """The areas of one kind, in the alliance's own word for it (rule X-07)."""

    heading: str
    areas: tuple[AreaLine, ...]

    @property
    def has_status(self) -> bool:
        return any(each.status for each in self.areas)

    @property
    def has_roles(self) -> bool:
        return any(each.roles for each in self.areas)

    @property
    def has_resources(self) -> bool:
        return any(each.resourced_until for each in self.areas)
