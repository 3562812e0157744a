"""What the product tells one account in its own pages: that something happened to a record they have to do with."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from core.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.account import User


class NoticeQuerySet(VisibleQuerySet["Notice"]):
    def visible_to(self, user: User | AnonymousUser, about: Collection[str] | None = None) -> Self:
        """One's own, about records that one may still see: today's permissions apply to what was told before.

        `about` names the kinds of record to look for, where the caller knows them; all, without it.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        seen = Q(pk__in=[])
        for label in settings.NOTICED:
            if about is not None and label.lower() not in about:
                continue
            model: Any = apps.get_model(label)
            rows = model._default_manager.visible_to(user).order_by().values("pk")
            seen |= Q(about=label.lower(), about_id__in=rows)
        return self.filter(seen, account=user)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One notice to one account. `about` and `about_id` name the record, whose sight decides over the notice's."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.SlugField(max_length=60, help_text="What happened, for example update-submitted.")
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=300, help_text="Where the record is read or the next step is done.")
    about = models.CharField(max_length=80)
    about_id = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["account", "read_at", "made_at"], name="core_notice_of_account")]

    def __str__(self) -> str:
        return self.text
