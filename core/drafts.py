"""What is typed into a form and not saved yet, kept for the person who types. Nobody else ever reads it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError

from core.models import Draft
from core.repeats import FIELD

if TYPE_CHECKING:
    from core.models import User

KEPT_FOR: Final = timedelta(days=30)
MOST_CHARACTERS: Final = 100_000
MOST_OF_AN_ACCOUNT: Final = 50
NEVER: Final = frozenset({"csrfmiddlewaretoken", FIELD})


def keep_draft(*, address: str, entries: Any, by: User, at: datetime) -> Draft:
    """Keep the entries of the form at `address`, in place of earlier ones; tokens and passwords are left out.

    Raises ValidationError naming what is wrong when it is no form of ours, or too long.
    """
    if not address.startswith("/") or address.startswith("//") or len(address) > 500:
        raise ValidationError({"address": "Expected the address of a form, such as /a/alliance/records/risks/add/."})
    if not isinstance(entries, dict) or not all(_is_list_of_text(values) for values in entries.values()):
        raise ValidationError({"entries": "Expected field names, each with a list of texts."})
    kept = {name: values for name, values in entries.items() if name not in NEVER and "password" not in name.lower()}
    if sum(len(name) + sum(map(len, values)) for name, values in kept.items()) > MOST_CHARACTERS:
        raise ValidationError({"entries": f"A draft may have at most {MOST_CHARACTERS} characters."})
    drafts = Draft.objects.visible_to(by)
    draft, _ = drafts.update_or_create(account=by, address=address, defaults={"entries": kept, "saved_at": at})
    oldest = drafts.order_by("-saved_at").values_list("pk", flat=True)[MOST_OF_AN_ACCOUNT:]
    drafts.filter(pk__in=list(oldest)).delete()
    return draft


def _is_list_of_text(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def draft_at(address: str, user: Any) -> Draft | None:
    """The reader's own draft of the form at an address."""
    return Draft.objects.visible_to(user).filter(address=address).first()


def discard(address: str, *, by: User) -> None:
    """Forget a draft: its form has been saved, or its author wants it no more."""
    Draft.objects.visible_to(by).filter(address=address).delete()


def purge(at: datetime) -> int:
    """Forget drafts that nobody has touched for thirty days; returns how many."""
    return Draft.objects.filter(saved_at__lt=at - KEPT_FOR).delete()[0]
