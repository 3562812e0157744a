"""The account a person or another system signs in with. What it may do is said by the roles of `alliance`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from core import clock
from core.history import History
from core.standing import standing
from core.versions import Versioned
from core.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class UserQuerySet(VisibleQuerySet["User"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Accounts that share an alliance with the reader today; a service administrator sees all."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_service_administrator:
            return self.all()
        today = clock.today()
        held = user.role_grants.filter(from_date__lte=today)
        held = held.filter(models.Q(to_date__isnull=True) | models.Q(to_date__gte=today))
        shared = models.Q(role_grants__alliance__in=held.values("alliance")) & standing("role_grants__")
        return self.filter(pk__in=User._base_manager.filter(shared | models.Q(pk=user.pk)).values("pk"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> User:
        user: User = self.model(email=self.normalize_email(email), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        user: User = self.get(email__iexact=email)
        return user


UNSEEN_BY_HISTORY = frozenset({"password", "last_login"})


class User(AbstractBaseUser, Versioned):
    """An account. `is_service_administrator` adds accounts and alliances, and opens no restricted matter."""

    email = models.EmailField("email address", max_length=254, unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField("may sign in", default=True)
    is_service_administrator = models.BooleanField(
        default=False, help_text="Adds and disables accounts, and sets up new alliances."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    history = History(excluded_fields=[*UNSEEN_BY_HISTORY])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="core_user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Signing in saves its time, and now and then a rehashed password: neither is a change that history keeps."""
        names = kwargs.get("update_fields")
        if names is None or not UNSEEN_BY_HISTORY.issuperset(names):
            return super().save(*args, **kwargs)
        self.skip_history_when_saving = True
        try:
            return super().save(*args, **kwargs)
        finally:
            del self.skip_history_when_saving

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
