"""One act in which a body is replaced by another, or the holder of a post by another: planned, then done whole.

The plan says what ends, begins, goes over and stays, and why the act cannot be done; the act does just that plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from alliance.models import Appointment, Organisation, Person, Post, Succession
from core.date_spans import in_words
from core.history import recorded
from core.imprecise_dates import ImpreciseDate
from core.records.registry import record_for
from core.succession import Pairs, Step, carry_out, plan, token_of
from core.versions import claim_version
from core.workflow import WrongState

if TYPE_CHECKING:
    from core.models import User

LONGEST = 300
MOVED_ON = "What would happen has changed since you looked at it. Look at it again, then try again."


@dataclass(frozen=True)
class Act:
    """On which day the successor begins, and by what: as it is kept in the history and with what becomes of it."""

    on: date
    words: str
    kind: str = ""


@dataclass
class Change:
    """What an act would do. `posts` are the offices that go over, `decided_by` the bodies that decide for the old one
    and stay, `refused` the reasons why it cannot be done, `token` what it was worked out from."""

    steps: list[Step]
    posts: list[Post] = field(default_factory=list)
    decided_by: list[Organisation] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    token: str = ""


def replacement_plan(predecessor: Organisation, successor: Organisation, on: date) -> Change:
    """What becomes of all that names a body, and of its posts, when another takes its place on a day."""
    pairs, posts = Pairs(), []
    pairs.add(predecessor, successor)
    own = {each.title.casefold(): each for each in successor.posts.all()}
    for post in predecessor.posts.all():
        counterpart = own.get(post.title.casefold()) or _counterpart(post, successor, on)
        pairs.add(post, counterpart)
        posts.append(counterpart)
    steps = plan(pairs, on)
    used = {id(each) for each in _named_by(steps)}
    serving = Organisation.objects.as_at(on).filter(serves=predecessor).exclude(pk=successor.pk)
    refused = [*_why_not(predecessor, successor, on), *(each for step in steps for each in step.conflicts)]
    return Change(
        steps,
        [each for each in posts if id(each) in used],
        list(serving),
        refused,
        token_of(steps, on, predecessor, successor),
    )


def _counterpart(post: Post, successor: Organisation, on: date) -> Post:
    """The same office of the successor, not saved yet."""
    slug = f"{post.slug[:89]}-{on.isoformat()}"
    decides = post.decides and successor.is_deciding_body
    return Post(slug=slug, organisation=successor, title=post.title, short_title=post.short_title, decides=decides)


def _named_by(steps: list[Step]) -> Iterator[Any]:
    for step in steps:
        for row in (*step.begun, *step.pointed):
            for column in row._meta.concrete_fields:
                if isinstance(column, models.ForeignKey) and column.is_cached(row):
                    yield getattr(row, column.name)


def _why_not(old: Organisation, new: Organisation, on: date) -> Iterator[str]:
    if old.pk == new.pk:
        yield "A body does not succeed itself: choose another."
        return
    for each in old.followed_by.select_related("successor"):
        yield f"“{old}” was succeeded by “{each.successor}” already, {each.happened_on}."
    if old.is_deciding_body != new.is_deciding_body:
        yield f"“{old}” and “{new}” differ: one decides for itself and the other does not. Mend that first."
    if new.serves_id == old.pk or old.serves_id == new.pk:
        yield f"“{old}” and “{new}” stay apart: one decides for the other."
    began, ended = old.from_date, old.to_date
    if began is not None and (began.start is None or began.start >= on):
        yield f"“{old}” began, {began}, no earlier than {in_words(on)}: choose a later day."
    if ended is not None and not ended.contains(on - timedelta(days=1)):
        yield f"The last day of “{old}” is recorded as {ended}: choose the day after it, or mend that first."
    if new.from_date is not None and not new.from_date.could_be_by(on):
        yield f"“{new}” begins only later, {new.from_date}: choose that day, or mend it first."
    if new.to_date is not None and new.to_date.is_before(on):
        yield f"“{new}” ended before that day, {new.to_date}."


def replace_body(
    predecessor: Organisation,
    *,
    successor: Organisation,
    act: Act,
    by: User,
    at: datetime,
    expected: int,
    token: str,
) -> Change:
    """Carry what is open of a body to the one in its place from a day on; what was, stays as it was. All or nothing.

    `token` is that of the plan that was looked at. Raises ValidationError without words, WrongState naming what stands
    in the way or that the plan is another by now, StaleVersion when the body was changed since.
    """
    words = _checked(act)
    with transaction.atomic():
        change = replacement_plan(predecessor, successor, act.on)
        _refuse(change, token)
        reason = f"alliance.organisation_succeeded: “{predecessor}” by “{successor}” from {in_words(act.on)}: {words}"
        with recorded(by=by, reason=reason[:500]):
            claim_version(predecessor, expected)
            for post in change.posts:
                if post.pk is None:
                    _add(post)
            carry_out(change.steps)
            _add(
                Succession(
                    predecessor=predecessor,
                    successor=successor,
                    kind=act.kind or Succession._meta.get_field("kind").get_default(),
                    happened_on=ImpreciseDate.day(act.on),
                    words=words,
                )
            )
            if predecessor.to_date is None:
                predecessor.to_date = ImpreciseDate.day(act.on - timedelta(days=1))
            predecessor.save()
    return change


def holder_plan(post: Post, *, outgoing: Appointment | None, incoming: Person, on: date) -> Change:
    """What becomes of the appointment that ends and of what names its holder in that office; actions, risks and leads
    name the office and so follow by themselves."""
    record = record_for("appointments")
    steps: list[Step] = []
    if outgoing is not None:
        pairs = Pairs()
        pairs.add(outgoing.person, incoming)
        held = Appointment.objects.as_at(on).filter(person=outgoing.person_id).exclude(pk=outgoing.pk)
        holds_more = held.exists()

        def of_this_office(row: Any) -> bool:
            if isinstance(row, Appointment):
                return row.pk == outgoing.pk
            office = getattr(row, "post_id", None)
            return office == post.pk or (office is None and not holds_more)

        steps = plan(pairs, on, only=of_this_office)
    step = next((each for each in steps if each.record is record), None)
    if step is None:
        step = Step(record)
        steps.insert(0, step)
    begun = Appointment(post=post, person=incoming, from_date=ImpreciseDate.day(on))
    step.begun = [begun]
    refused = list(_why_not_held(post, outgoing, incoming, on))
    refused += [each for every in steps for each in every.conflicts]
    return Change(steps, [], [], refused, token_of(steps, on, post, incoming))


def _why_not_held(post: Post, outgoing: Appointment | None, incoming: Person, on: date) -> Iterator[str]:
    holds = [row for row in post.appointments.select_related("person") if row.in_force(on)]
    if any(row.person_id == incoming.pk for row in holds):
        yield f"“{incoming}” holds this post on {in_words(on)} already."
    if outgoing is None:
        return
    if outgoing.post_id != post.pk:
        yield f"“{outgoing}” holds another post."
    began = outgoing.from_date
    if began is not None and (began.start is None or began.start >= on):
        yield f"“{outgoing.person}” took it up, {began}, no earlier than {in_words(on)}: choose a later day."
    if outgoing.to_date is not None and outgoing.to_date.is_before(on - timedelta(days=1)):
        yield f"“{outgoing.person}” left it before, {outgoing.to_date}."


def change_holder(
    post: Post,
    *,
    outgoing: Appointment | None,
    incoming: Person,
    act: Act,
    by: User,
    at: datetime,
    expected: int,
    token: str,
) -> Change:
    """End one appointment on the day before, and begin another in its place; `act.kind` is how the new one is held.

    Raises as `replace_body` does.
    """
    words = _checked(act)
    with transaction.atomic():
        change = holder_plan(post, outgoing=outgoing, incoming=incoming, on=act.on)
        _refuse(change, token)
        for step in change.steps:
            for row in step.begun:
                if isinstance(row, Appointment):
                    row.standing, row.source = act.kind or Appointment.Standing.SUBSTANTIVE, words
        reason = f"alliance.post_handed_over: “{post}” to “{incoming}” from {in_words(act.on)}: {words}"
        with recorded(by=by, reason=reason[:500]):
            claim_version(post, expected)
            carry_out(change.steps)
            post.save()
    return change


def _checked(act: Act) -> str:
    words = act.words.strip()
    if not words or len(words) > LONGEST:
        raise ValidationError({"words": f"Say by which act, in {LONGEST} characters or fewer."})
    return words


def _refuse(change: Change, token: str) -> None:
    if change.refused:
        raise WrongState(" ".join(change.refused))
    if change.token != token:
        raise WrongState(MOVED_ON)


def _add(row: Any) -> None:
    row.full_clean()
    row.save()
