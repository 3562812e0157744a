"""Areas that split, merge, move to a wider alliance or lose a partner: each one act, on a day, in words (capability 7).

The old shape stays readable: what ended keeps its rows, and what begins has rows of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from alliance.models import Alliance, Organisation, Partner
from core.history import recorded
from core.imprecise_dates import ImpreciseDate
from core.versions import claim_version
from programmes.actions.carrying import carry_open_work
from programmes.choices import SuccessionKind
from programmes.models import (
    AreaLead,
    AreaPartner,
    AreaRole,
    AreaStatus,
    AreaSuccession,
    BusinessArea,
    PositionStatus,
    partners_of,
)

if TYPE_CHECKING:
    from core.models import User

INHERITED = (
    "parent",
    "kind",
    "tranche",
    "collaboration_model",
    "employment_model",
    "sharing_basis",
    "counts",
    "restricted",
    "order",
)
"""What an area that begins takes over from the one that ends."""


@dataclass(frozen=True)
class NewArea:
    """An area that begins: its short name for addresses and its name as written."""

    slug: str
    name: str


def split_area(
    area: BusinessArea,
    *,
    into: Sequence[NewArea],
    on: date,
    words: str,
    by: User,
    at: datetime,
    expected: int,
) -> list[BusinessArea]:
    """End an area on the day before, and begin several in its place on the day, in the status that it had.

    They have its partners, roles and those who file updates. What is not finished of its phases, gates and milestones,
    and what it needs and gives, goes on in the first. Raises ValidationError naming the fields and StaleVersion when
    somebody else saved first.
    """
    with transaction.atomic(), recorded(by=by, reason=_history("area_split", words)):
        problems = _wrong_act(area, on, words)
        if len(into) < 2:
            problems["into"] = "Name at least two areas that it becomes."
        if problems:
            raise ValidationError(problems)
        _claim(area, expected)
        parts = [_begin(area, each, on, words, field="into") for each in into]
        carry_open_work(area, parts[0], on=on, reason=words)
        _end(area, on)
        for part in parts:
            _succeed(area, SuccessionKind.SPLIT, on, words, successor=part)
    return parts


def merge_areas(
    area: BusinessArea,
    *,
    others: Sequence[BusinessArea],
    new: NewArea | None,
    on: date,
    words: str,
    by: User,
    at: datetime,
    expected: int,
) -> BusinessArea:
    """End areas on the day before, and go on with one: a new one that begins on the day, or `area` itself.

    The one that goes on is for the partners of all of them, and takes over what the others had not finished. Raises
    what `split_area` raises.
    """
    ending = [*others] if new is None else [area, *others]
    with transaction.atomic(), recorded(by=by, reason=_history("area_merged", words)):
        problems = _wrong_others(area, others) or _first([_wrong_act(each, on, words) for each in ending])
        if problems:
            raise ValidationError(problems)
        _claim(area, expected)
        for each in others:
            _claim(each, each.version)
        whole = area if new is None else _begin(area, new, on, words, field="new")
        _join_partners(whole, [area, *others], on)
        for each in ending:
            carry_open_work(each, whole, on=on, reason=words)
            _end(each, on)
            _succeed(each, SuccessionKind.MERGED, on, words, successor=whole)
        if new is None:
            area.save()
    return whole


def move_area(
    area: BusinessArea, *, to: Alliance, slug: str, on: date, words: str, by: User, at: datetime, expected: int
) -> BusinessArea:
    """End an area in its alliance on the day before, and begin it in a wider one on the day.

    It stands there in the status of the same code, if that alliance has one, and for those of its partners that are
    partners there. What was recorded of it stays where it was recorded. Who may keep records in the wider alliance is
    asked by the door. Raises what `split_area` raises.
    """
    with transaction.atomic(), recorded(by=by, reason=_history("area_moved", words)):
        problems = _wrong_act(area, on, words)
        if to not in wider_alliances(area.alliance):
            problems["to"] = "Choose an alliance that this one stands within."
        if problems:
            raise ValidationError(problems)
        _claim(area, expected)
        there = BusinessArea(alliance=to, slug=slug, name=area.name, description=area.description)
        there.employment_model, there.restricted = area.employment_model, area.restricted
        _save(there, field="slug")
        _place_there(area, there, on)
        _end(area, on)
        _succeed(area, SuccessionKind.MOVED, on, words, into=f"{area.name}, {to.name}")
    return there


def end_partner(
    area: BusinessArea, *, organisation: Organisation, last_day: date, words: str, by: User, at: datetime, expected: int
) -> AreaPartner:
    """Say that a partner takes part in an area until a day, and no longer; the others go on.

    An area that was for all partners has a row for each of them from then on. With the last partner the area ends too.
    Raises ValidationError naming the fields and StaleVersion when somebody else saved first.
    """
    after = last_day + timedelta(days=1)
    with transaction.atomic(), recorded(by=by, reason=_history("area_partner_ended", words)):
        _claim(area, expected)
        rows = _own_partners(area, last_day) or _name_all(area, last_day)
        row = next((each for each in rows if each.organisation_id == organisation.pk), None)
        problems = {} if words.strip() else {"words": "Say what ended it, in the words of those who did."}
        if row is None:
            problems["organisation"] = f"“{organisation}” takes no part in this area on that day."
        if problems or row is None:
            raise ValidationError(problems)
        row.to_date, row.words = ImpreciseDate.day(last_day), words.strip()
        _save(row, field="last_day")
        if all(each.to_date is not None and each.to_date.is_by(last_day) for each in rows):
            _end(area, after)
        else:
            area.save()
    return row


def wider_alliances(alliance: Alliance) -> list[Alliance]:
    """The alliances that this one stands within, the nearest first."""
    found: list[Alliance] = []
    above = alliance.within
    while above is not None and above not in found:
        found.append(above)
        above = above.within
    return found


def _history(stem: str, words: str) -> str:
    return f"programmes.{stem}: {words.strip()}"[:500]


def _claim(area: BusinessArea, expected: int) -> None:
    claim_version(area, expected)


def _first(found: Iterable[dict[str, str]]) -> dict[str, str]:
    return next((each for each in found if each), {})


def _wrong_act(area: BusinessArea, on: date, words: str) -> dict[str, str]:
    """Why an area cannot end on the day before, by field."""
    problems = {}
    if not words.strip():
        problems["words"] = "Say what brought it about, for example the decision of a board."
    if area.children.filter(withdrawn_at__isnull=True).exists():
        problems["on"] = f"“{area}” has parts: reshape those, or move them to another area first."
    now = _status_on(area, on - timedelta(days=1))
    if now is None:
        problems["on"] = f"“{area}” has no status on the day before, so it does not end then."
    elif AreaStatus.objects.filter(area=area, from_date__start__gte=on).exists():
        problems["on"] = f"“{area}” takes up another status on that day or later: choose a later day."
    return problems


def _wrong_others(area: BusinessArea, others: Sequence[BusinessArea]) -> dict[str, str]:
    if not others:
        return {"others": "Choose at least one other area."}
    if any(each.pk == area.pk or each.alliance_id != area.alliance_id for each in others):
        return {"others": "Choose other areas of this alliance."}
    return {}


def _status_on(area: BusinessArea, on: date) -> AreaStatus | None:
    return AreaStatus.objects.filter(area=area).as_at(on).select_related("status").first()


def _begin(area: BusinessArea, new: NewArea, on: date, words: str, *, field: str) -> BusinessArea:
    """A new area in the place of another, with its status, partners, roles and who files its updates."""
    made = BusinessArea(alliance=area.alliance, slug=new.slug, name=new.name)
    for name in INHERITED:
        setattr(made, name, getattr(area, name))
    _save(made, field=field)
    before, start = on - timedelta(days=1), ImpreciseDate.day(on)
    status = _status_on(area, before)
    if status is not None:
        act = words.strip()[:300]
        _save(AreaStatus(area=made, status=status.status, from_date=start, order=status.order, act=act), field=field)
    for row in [*_own_partners(area, before), *AreaRole.objects.filter(area=area).as_at(before)]:
        _save(_copy(row, area=made, from_date=start, to_date=None), field=field)
    for lead in _leads(area, before):
        _save(_copy(lead, area=made, from_date=on, to_date=None), field=field)
    return made


def _copy(row: Any, **values: Any) -> Any:
    kept = {"version", "withdrawn_at", "withdrawn_by", "withdrawn_reason"}
    fields = [each for each in row._meta.concrete_fields if not each.primary_key and each.name not in kept]
    copied = type(row)(**{each.attname: getattr(row, each.attname) for each in fields})
    for name, value in values.items():
        setattr(copied, name, value)
    return copied


def _own_partners(area: BusinessArea, on: date) -> list[AreaPartner]:
    return list(AreaPartner.objects.filter(area=area).as_at(on).select_related("organisation"))


def _leads(area: BusinessArea, on: date) -> list[AreaLead]:
    rows = AreaLead.objects.filter(area=area, from_date__lte=on)
    return [row for row in rows if row.to_date is None or row.to_date >= on]


def _end(area: BusinessArea, on: date) -> None:
    """Its status, partners, roles and those who file its updates hold until the day before; its row is saved."""
    before = on - timedelta(days=1)
    last = ImpreciseDate.day(before)
    kinds: list[Any] = [AreaStatus, AreaPartner, AreaRole]
    for row in [each for kind in kinds for each in kind.objects.filter(area=area).as_at(before)]:
        if row.to_date is None or not row.to_date.is_by(before):
            _change(row, to_date=last)
    for lead in _leads(area, before):
        _change(lead, to_date=before)
    area.save()


def _change(row: Any, **values: Any) -> None:
    claim_version(row, row.version)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()


def _save(row: Any, *, field: str) -> None:
    """Save what is new, or changed in an act; what is wrong with it is said of the field that it was asked by."""
    if row.pk is not None:
        claim_version(row, row.version)
    try:
        row.full_clean()
    except ValidationError as error:
        raise ValidationError({field: [f"“{row}”: {message}" for message in error.messages]}) from error
    row.save()


def _succeed(area: BusinessArea, kind: str, on: date, words: str, **where: Any) -> None:
    row = AreaSuccession(area=area, kind=kind, happened_on=ImpreciseDate.day(on), words=words.strip(), **where)
    row.full_clean()
    row.save()


def _join_partners(whole: BusinessArea, areas: Sequence[BusinessArea], on: date) -> None:
    """The one that goes on is for the partners of all of them; where all were for all partners, it is too."""
    before, start = on - timedelta(days=1), ImpreciseDate.day(on)
    if not AreaPartner.objects.filter(area__in=areas).exists():
        return
    standing = {row.organisation_id for row in _own_partners(whole, on)}
    taking_part = dict.fromkeys(each for area in areas for each in partners_of(area, before))
    for order, organisation in enumerate(taking_part):
        if organisation.pk not in standing:
            row = AreaPartner(area=whole, organisation=organisation, from_date=start, order=100 + order)
            _save(row, field="others")


def _name_all(area: BusinessArea, on: date) -> list[AreaPartner]:
    """A row for each partner of the alliance, so that one of them can leave an area that was for all."""
    if AreaPartner.objects.filter(area=area).exists():
        return []
    rows = [
        AreaPartner(area=area, organisation=organisation, order=order)
        for order, organisation in enumerate(partners_of(area, on))
    ]
    for row in rows:
        _save(row, field="organisation")
    return rows


def _place_there(area: BusinessArea, there: BusinessArea, on: date) -> None:
    """Its status and its partners in the wider alliance, as far as that has them."""
    before, start = on - timedelta(days=1), ImpreciseDate.day(on)
    now = _status_on(area, before)
    same = now and PositionStatus.objects.filter(alliance=there.alliance_id, code=now.status.code).first()
    if same:
        act = f"Moved here from {area.alliance.name}"[:300]
        _save(AreaStatus(area=there, status=same, from_date=start, act=act), field="to")
    known = set(Partner.objects.filter(alliance=there.alliance_id).as_at(on).values_list("organisation", flat=True))
    for order, organisation in enumerate(each for each in partners_of(area, before) if each.pk in known):
        _save(AreaPartner(area=there, organisation=organisation, from_date=start, order=order), field="to")
