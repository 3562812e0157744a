"""What people say of a record and lay beside it. Whoever sees the record sees these, and nobody else.

Of a shared row, which belongs to no alliance, whoever may read the records of the alliance in which they were written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models

from core.tracked import Tracked
from core.visibility import M, VisibleQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.account import User


class AboutQuerySet(VisibleQuerySet[M]):
    """Rows about a record of any kind, named by its model's label and its number."""

    def about(self, subject: models.Model) -> Self:
        return self.filter(subject_kind=subject._meta.label_lower, subject_id=subject.pk)

    def visible_to(self, user: User | AnonymousUser, *, kind: str = "") -> Self:
        """Those about records that the reader sees; of one kind of record, where `kind` names its model."""
        seen = self.none()
        for label in [kind] if kind else self._kinds():
            manager: Any = apps.get_model(label)._default_manager
            subjects = manager.with_withdrawn().visible_to(user).values("pk")
            rows = self.filter(subject_kind=label, subject_id__in=subjects)
            if manager.all().is_shared:
                rows = rows.filter(scope_id__in=_scopes().readable_by(user).values("pk"))
            seen = seen | rows
        return seen

    def _kinds(self) -> list[str]:
        models_ = [model for model in apps.get_models() if issubclass(model, Tracked)]
        return [model._meta.label_lower for model in models_ if not issubclass(model, About)]


def _scopes() -> Any:
    return apps.get_model(settings.SCOPE_MODEL)._default_manager


class About(Tracked):
    """A row about a record. The record's kind is a label and no foreign key, so that one table serves all kinds."""

    subject_kind = models.CharField(max_length=100, editable=False)
    subject_id = models.PositiveBigIntegerField(editable=False)
    scope_id = models.PositiveBigIntegerField(
        default=0,
        editable=False,
        help_text="Of a shared row: the number of the alliance in which it was written; 0 of any other.",
    )
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+", verbose_name="by"
    )
    said_at = models.DateTimeField("at", editable=False)

    class Meta:
        abstract = True
        ordering = ["said_at", "pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "said_at"], name="%(app_label)s_%(class)s_about")]

    @property
    def subject(self) -> Any:
        """The record, withdrawn or not. Who may see it is asked before."""
        return apps.get_model(self.subject_kind)._base_manager.get(pk=self.subject_id)


class Comment(About):
    """What somebody said of a record. It is never changed, but may be withdrawn."""

    text = models.TextField()

    objects = AboutQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text[:80]


class Attachment(About):
    """A file laid beside a record."""

    upload = models.ForeignKey("core.Upload", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, help_text="What it is, for example 'Letter of the auditor'.")

    objects = AboutQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title
