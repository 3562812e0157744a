"""What stands around areas in the access world: names, partners, roles, assets, dependencies, announcements, figures.

A row is hidden by the area it is about, a dependency by the area at either end, an announcement until it is released.
"""

from __future__ import annotations

from typing import Any

from alliance.models import Alliance
from programmes.choices import EngagementKind, SuccessionKind
from programmes.models import (
    Announcement,
    AreaKind,
    AreaName,
    AreaPartner,
    AreaRole,
    AreaStatement,
    AreaSuccession,
    Asset,
    BusinessArea,
    Dependency,
    DependencyProvider,
    Engagement,
    KeyFigure,
)
from tests import factories as make
from tests.access.words import word


def kinds_matter(world: Any, alliance: Alliance, category: str) -> None:
    """The words for areas, of which none can be restricted."""
    known = {
        "code": "stream",
        "singular": word(category, "area-kinds"),
        "plural": word(category, "area-kinds", "plural"),
    }
    world.put("area-kinds", category, AreaKind(alliance=alliance, **known))


def around_matter(world: Any, area: BusinessArea, plain: str, category: str, stated: dict[str, Any]) -> None:
    """Rows about one area, each text with the area's word; `plain` is the category of the open area beside it."""

    def say(kind: str, part: str = "") -> str:
        return word(category, kind, part)

    put, alliance = world.put, area.alliance
    body = make.make_partner(alliance).organisation
    put("area-names", category, AreaName(area=area, name=say("area-names"), context=say("area-names", "context")))
    put(
        "area-partners",
        category,
        AreaPartner(area=area, organisation=body, part=say("area-partners"), words=say("area-partners", "words")),
    )
    role = AreaRole(area=area, part=say("area-roles"), words=say("area-roles", "words"))
    put("area-roles", category, role)
    said = {"topic": say("area-statements"), "text": say("area-statements", "text")}
    source = say("area-statements", "source")
    put("area-statements", category, AreaStatement(area=area, as_at=make.day(2017, 9, 1), source=source, **said))
    put("assets", category, Asset(area=area, what=say("assets"), replaces=say("assets", "replaces")))
    became = AreaSuccession(
        area=area,
        kind=SuccessionKind.MOVED,
        into=say("area-successions"),
        words=say("area-successions", "words"),
        happened_on=make.day(2019, 1, 1),
    )
    put("area-successions", category, became)
    figure = KeyFigure(alliance=alliance, area=area, caption=say("key-figures"), **stated)
    put("key-figures", category, figure)
    talks = Engagement(
        alliance=alliance,
        area=area,
        kind=EngagementKind.BRIEFING,
        title=say("engagements"),
        text=say("engagements", "text"),
    )
    put("engagements", category, talks)
    _dependency(world, area, plain, category)
    _announcement(world, area, plain, category)


def _dependency(world: Any, area: BusinessArea, plain: str, category: str) -> None:
    """One that the area receives; the sealed one is given by the sealed area, and received by an open one."""
    ends = {"receiver": area}
    giver = None
    if category in ("sealed", "buried"):
        ends, giver = {"receiver": world.rows["areas"][plain]}, area
    row = Dependency(alliance=area.alliance, code=f"need-{category}", what=word(category, "dependencies"), **ends)
    row.words, row.source = word(category, "dependencies", "words"), word(category, "dependencies", "source")
    world.put("dependencies", category, row)
    given = DependencyProvider(dependency=row, area=giver, name=word(category, "dependency-providers"))
    given.reason = word(category, "dependency-providers", "reason")
    world.put("dependency-providers", category, given)


def _announcement(world: Any, area: BusinessArea, plain: str, category: str) -> None:
    """An open one about the area of its category; the sealed and the buried one are restricted themselves."""
    hidden = category in ("sealed", "buried")
    text = {name: word(category, "announcements", name) for name in ("text", "audience", "agreed_with")}
    row = Announcement(alliance=area.alliance, title=word(category, "announcements"), restricted=hidden, **text)
    row.area = None if hidden else area
    row.released_on = None if hidden else make.day(2017, 9, 6)
    world.put("announcements", category, row)
