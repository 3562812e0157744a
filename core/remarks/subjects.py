"""Which records can be spoken of, how an address names one, and who may do so. Nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string

from core.permissions import Answer
from core.records.registry import all_records, record_of
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


def may_comment(user: Any, subject: Any) -> Answer:
    """Whether the reader may say something of a record that they see."""
    if subject.is_withdrawn:
        return Answer(False, "This record is withdrawn, so nothing can be added to it.")
    answer: Answer = import_string(settings.MAY_COMMENT)(user, scope_of(subject))
    return answer


def may_keep(user: Any, subject: Any) -> Answer:
    """Whether the reader keeps the record, and so may withdraw what others said of it."""
    record = record_of(type(subject))
    answer: Answer = (record.may_change if record else import_string(settings.MAY_KEEP))(user, scope_of(subject))
    return answer
