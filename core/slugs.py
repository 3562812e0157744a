"""The short name in addresses that a row gets from its name when nobody gives one. It can be changed like any field."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.text import slugify

SLUG = "slug"
NAMES = ("short_title", "name", "title")
"""The fields a short name is made from: the first that holds something."""
HINT = "Leave it empty to have it made from the name."


def is_made(model: type[models.Model]) -> bool:
    """Whether rows of a kind bear a short name that can be made from their name."""
    fields = {field.name for field in model._meta.concrete_fields}
    return SLUG in fields and not fields.isdisjoint(NAMES)


def made_slug(row: models.Model) -> str:
    """A short name for a row out of its name, which no other row has where it must be the only one: "dogs", "dogs-2".

    Withdrawn rows keep theirs.
    """
    field: Any = row._meta.get_field(SLUG)
    text = next((str(getattr(row, name)) for name in NAMES if getattr(row, name, "")), "")
    stem = slugify(text)[: field.max_length].strip("-") or slugify(str(row._meta.verbose_name))
    others = type(row)._base_manager.exclude(pk=row.pk).filter(**_among(row))
    taken = set(others.filter(slug__startswith=stem[:SHARED]).values_list(SLUG, flat=True))
    found, number = stem, 1
    while found in taken:
        number += 1
        ending = f"-{number}"
        found = stem[: field.max_length - len(ending)].rstrip("-") + ending
    return found


SHARED = 40
"""So many letters of a short name stay, whatever number is put behind it."""


def _among(row: models.Model) -> dict[str, Any]:
    """The rows among which a short name stands once: all of the kind, or those that share what its constraint names."""
    for each in row._meta.constraints:
        if isinstance(each, models.UniqueConstraint) and SLUG in each.fields:
            names = [row._meta.get_field(name).attname for name in each.fields if name != SLUG]  # type: ignore[union-attr]
            return {name: getattr(row, name) for name in names}
    return {}
