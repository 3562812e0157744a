"""Which records can be spoken of, how an address names one, and who may do so. Nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

from core.permissions import Answer
from core.records.registry import all_records, record_of, scope_model
from core.tracked import Tracked

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import User


def model_named(kind: str) -> type[Tracked] | None:
    """The model of a kind's word in addresses (risks), or of its label (programmes.reportingperiod)."""
    for record in all_records():
        if record.slug == kind:
            return record.model
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    is_spoken_of = issubclass(model, Tracked) and not hasattr(model, "subject_kind")
    return model if is_spoken_of else None


def find(kind: str, pk: int, user: User | AnonymousUser) -> Any:
    """The record, if the reader sees it; a withdrawn one only for those who keep it. None otherwise."""
    model: Any = model_named(kind)
    if model is None:
        return None
    row = model._default_manager.with_withdrawn().visible_to(user).filter(pk=pk).first()
    return None if row is None or (row.is_withdrawn and not may_keep(user, row)) else row


def scope_of(subject: Any) -> Any:
    """What the record belongs to; None in the shared directory."""
    record = record_of(type(subject))
    return record.scope_of(subject) if record is not None else getattr(subject, "alliance", None)


def is_shared(subject: Any) -> bool:
    """Whether the record belongs to no alliance: then what is said of it belongs to the one in which it is said."""
    return bool(type(subject)._default_manager.all().is_shared)


def scopes_to_write_in(user: Any, subject: Any) -> list[Any]:
    """Of a shared record: the alliances in which the reader may say something of it. None for any other record."""
    if not is_shared(subject):
        return []
    manager: Any = scope_model()._default_manager
    may = import_string(settings.MAY_COMMENT)
    return [scope for scope in manager.readable_by(user) if may(user, scope)]


def scope_to_write_in(user: Any, subject: Any, asked: str) -> int:
    """The number of the alliance in which the reader writes of a shared record; 0 of any other.

    Raises ValidationError on `alliance` where it must be said, or is none in which they may.
    """
    if not is_shared(subject):
        return 0
    scopes = scopes_to_write_in(user, subject)
    named = [each for each in scopes if asked in (each.slug, str(each.pk))] if asked else scopes
    if len(named) == 1:
        return int(named[0].pk)
    there_are = ", ".join(each.slug for each in scopes)
    raise ValidationError({"alliance": f"Say in which alliance you write this: {there_are}. Only its members see it."})


def may_comment(user: Any, subject: Any) -> Answer:
    """Whether the reader may say something of a record that they see."""
    if subject.is_withdrawn:
        return Answer(False, "This record is withdrawn, so nothing can be added to it.")
    answer: Answer = import_string(settings.MAY_COMMENT)(user, scope_of(subject))
    return answer


def may_withdraw(user: Any, remark: Any, subject: Any) -> Answer:
    """Whether the reader keeps what the remark belongs to: the record, or of a shared one the alliance it is of."""
    if not is_shared(subject):
        return may_keep(user, subject)
    manager: Any = scope_model()._default_manager
    scope = manager.readable_by(user).filter(pk=remark.scope_id).first()
    if scope is None:
        return Answer(False, "It belongs to an alliance whose records you may not read.")
    answer: Answer = import_string(settings.MAY_KEEP)(user, scope)
    return answer


def may_keep(user: Any, subject: Any) -> Answer:
    """Whether the reader keeps the record, and so may withdraw what others said of it."""
    record = record_of(type(subject))
    answer: Answer = (record.may_change if record else import_string(settings.MAY_KEEP))(user, scope_of(subject))
    return answer
