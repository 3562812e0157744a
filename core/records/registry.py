"""The declarations of record kinds and how to find one. No page and no API stands here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from core.permissions import ALLOWED, Answer
from core.records.carrying import Carrying
from core.tracked import Tracked

MayChange = Callable[[Any, Any], Answer]
"""(user, scope) to an answer: may this person add or change rows of this kind there?"""


@dataclass(frozen=True)
class Column:
    """A column of a list: the attribute, dotted through relations, and its heading."""

    path: str
    label: str
    order_by: str = ""


@dataclass(frozen=True)
class Merging:
    """How rows of a kind become one: why two may not (in words, or nothing), and how the other's name is kept."""

    must_stay_apart: Callable[[Any, Any], str]
    keep_name: Callable[[Any, Any], None]


@dataclass(frozen=True, kw_only=True, eq=False)
class Record:
    """A kind of row that people and systems keep.

    `scope_path` leads from the row to what it belongs to (the alliance); empty for the shared directory.
    `private` fields are shown on pages and never leave by the API.
    """

    model: type[Tracked]
    slug: str
    may_change: MayChange
    fields: Sequence[str]
    columns: Sequence[Column]
    scope_path: str = "alliance"
    filters: Sequence[str] = ()
    search: Sequence[str] = ()
    private: Sequence[str] = ()
    computed: Sequence[str] = ()
    bulk: Sequence[str] | None = None
    """The fields that may be set for many rows at once; None stands for choices, yes or no, links and dates."""
    merging: Merging | None = None
    """For kinds of which two rows may turn out to be one."""
    succession: Mapping[str, Carrying] = field(default_factory=dict)
    """By field: what becomes of its rows when what they name by it is succeeded by another."""
    verbs: Callable[[Any], Sequence[tuple[str, str]]] | None = None
    """The labels and the addresses of verbs that those who may change a row are offered on its page."""
    goes_with: str = ""
    """The field that leads to the row of which this one is a part: it is withdrawn and put back with that one."""
    children: Sequence[str] = ()
    related: Sequence[str] = ()
    prefetched: Sequence[str] = ()
    narrowing: type[Any] | None = None
    """The filter class that says what more may be asked of its list, where the fields alone do not."""
    refuses: Callable[[Any, Any], Answer] = field(default=lambda row, by: ALLOWED)
    """(row as it would be saved, account): what not even those who may change the kind do, with the reason."""
    tells: Callable[..., None] | None = None
    """Tells others of a row that was saved; called with it, `by` and `at` in the transaction of the save."""
    section: str = "set-up"
    intro: str = ""
    empty: str = ""
    page: str = ""
    """The url name of the kind's own detail page, where it has one that says more than this kit's."""
    page_arguments: Callable[[Any], dict[str, Any]] = field(default=lambda row: {})
    leads_to: Callable[[Any], tuple[str, str] | None] | None = None
    """The label and the address of a page where a row is put to use, if there is one; offered on its own page."""

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def plural(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def stem(self) -> str:
        """The stem of its log codes, such as governance.board."""
        return f"{self.model._meta.app_label}.{self.model._meta.model_name}"

    @property
    def is_dated(self) -> bool:
        return hasattr(self.model._default_manager.all(), "as_at")

    @property
    def has_scope_field(self) -> bool:
        return bool(self.scope_path) and "__" not in self.scope_path

    def scope_of(self, row: Any) -> Any:
        """What the row belongs to; None in the shared directory. A stored scope belongs to itself."""
        if isinstance(row, scope_model()):
            return row if row.pk else None
        for step in self.scope_path.split("__") if self.scope_path else ():
            row = getattr(row, step)
        return row if self.scope_path else None


def scope_model() -> type[models.Model]:
    return apps.get_model(settings.SCOPE_MODEL)


@cache
def all_records() -> tuple[Record, ...]:
    return tuple(record for name in settings.RECORDS for record in import_string(name))


def record_for(slug: str) -> Record:
    """The record kind with that slug. Raises LookupError when there is none."""
    for record in all_records():
        if record.slug == slug:
            return record
    raise LookupError(f"There is no kind of record called '{slug}'.")


def record_of(model: type[models.Model]) -> Record | None:
    return next((record for record in all_records() if record.model is model), None)


def path_to_scope(model: type[models.Model]) -> str:
    """What leads from a row to what it belongs to, also where its kind is no record; empty where nothing does."""
    record = record_of(model)
    if record is not None:
        return record.scope_path
    own = (field.name for field in model._meta.concrete_fields if field.related_model is scope_model())
    return next(own, "")
