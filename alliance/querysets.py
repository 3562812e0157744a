"""Which rows of this app a reader may see. Clock and request stay outside but for today's roles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, FilteredRelation, Q

from alliance.choices import CLEARED_ROLES, Concept, Role
from core import clock
from core.dated import AskedOnQuerySetMixin, DatedQuerySetMixin
from core.standing import standing
from core.visibility import M, VisibleQuerySet, kept_for

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import User

ROLES_READ = "roles"
"""Under which the roles of a request's reader are kept, by alliance."""


def roles_today(user: User | AnonymousUser, roles: list[str] | None = None) -> Q:
    """The condition on an alliance that `user` holds one of `roles` (any, when None) in it today."""
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    today = clock.today()
    held = Q(role_grants__user=user, role_grants__from_date__lte=today) & standing("role_grants__")
    held &= Q(role_grants__to_date__isnull=True) | Q(role_grants__to_date__gte=today)
    if roles is not None:
        held &= Q(role_grants__role__in=roles)
    return held


class AllianceQuerySet(VisibleQuerySet[M]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Alliances in which the reader holds a role today; a service administrator sees that each exists."""
        if user.is_authenticated and user.is_active and user.is_service_administrator:
            return self.all()
        return self.readable_by(user)

    def readable_by(self, user: User | AnonymousUser) -> Self:
        """Alliances whose records the reader may see: those in which they hold a role today."""
        return self.filter(pk__in=self.keys_for(user))

    def with_role(self, user: User | AnonymousUser, *roles: str) -> Self:
        """Alliances in which `user` holds one of `roles` today."""
        return self.filter(pk__in=self.keys_for(user, *roles))

    def keys_for(self, user: User | AnonymousUser, *roles: str) -> Any:
        """The keys of the standing alliances in which `user` holds one of `roles` (any, when none is named) today.

        Nearly every query holds these: they are numbers where the roles have been read for the request already
        (`readings.alliances_for`), and a query where not.
        """

        def build() -> Any:
            known: dict[int, frozenset[str]] | None = kept_for(user, ROLES_READ, lambda: None)
            if known is not None:
                return [pk for pk, held in known.items() if held.intersection(roles or Role.values)]
            return self.model._base_manager.filter(roles_today(user, list(roles) or None), standing()).values("pk")

        return kept_for(user, ("alliances", roles), build)

    def with_words(self) -> Self:
        """Adds `area_word` and `areas_word`, the alliance's own words for an area; None where it has none."""
        own = FilteredRelation("terms", condition=Q(terms__concept=Concept.AREA) & standing("terms__"))
        return self.annotate(own_area=own, area_word=F("own_area__singular"), areas_word=F("own_area__plural"))

    def by_role_of(self, user: User | AnonymousUser) -> Self:
        """Each alliance once for every role that `user` holds in it today, as `held_role`; once with None for none."""
        today = clock.today()
        mine = Q(role_grants__user=user.pk, role_grants__from_date__lte=today) & standing("role_grants__")
        mine &= Q(role_grants__to_date__isnull=True) | Q(role_grants__to_date__gte=today)
        return self.annotate(held=FilteredRelation("role_grants", condition=mine), held_role=F("held__role"))


class DirectoryQuerySet(VisibleQuerySet[M]):
    """Organisations, people and posts: one directory, open to everybody who holds a role anywhere today."""

    is_shared = True

    def visible_to(self, user: User | AnonymousUser) -> Self:
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_service_administrator:
            return self.all()
        today = clock.today()
        grants = user.role_grants.filter(from_date__lte=today).filter(Q(to_date__isnull=True) | Q(to_date__gte=today))
        return self.filter(models.Exists(grants))


class AllianceScopedQuerySet(VisibleQuerySet[M]):
    """Rows that belong to one alliance, reached by `alliance_path`."""

    alliance_path = "alliance"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(self._readable_by(user))

    def _readable_by(self, user: User | AnonymousUser) -> Q:
        return Q(**{f"{self.alliance_path}__in": _alliances(self.model, self.alliance_path).keys_for(user)})

    def in_edition(self, alliance: models.Model, *, with_restricted: bool) -> Self:
        """The rows that a document of `alliance` may hold. Who may ask for which edition is asked before."""
        rows = self.filter(**{self.alliance_path: alliance})
        return rows if with_restricted else rows.unrestricted()


class RoleGrantQuerySet(AllianceScopedQuerySet[M]):
    """Roles: a service administrator gives them in every alliance, and so sees them."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(alliance__in=_alliances(self.model, "alliance").visible_to(user))


class RestrictableQuerySet(AllianceScopedQuerySet[M]):
    """Rows of which some are restricted: those only for readers cleared in that alliance (design section 6)."""

    restricted_path = "restricted"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return super().visible_to(user).filter(self._unrestricted_for(user))

    def _unrestricted_for(self, user: User | AnonymousUser) -> Q:
        cleared = _alliances(self.model, self.alliance_path).keys_for(user, *CLEARED_ROLES)
        return Q(**{self.restricted_path: False}) | Q(**{f"{self.alliance_path}__in": cleared})

    def unrestricted(self) -> Self:
        return super().unrestricted().filter(**{self.restricted_path: False})

    def history_visible_to(self, user: User | AnonymousUser, history: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Today's permission applies to yesterday's content: what was restricted then stays so for the uncleared."""
        rows = super().history_visible_to(user, history)
        if "__" in self.restricted_path:
            return rows
        cleared = _alliances(self.model, self.alliance_path).keys_for(user, *CLEARED_ROLES)
        mine = self.model._base_manager.filter(**{f"{self.alliance_path}__in": cleared})
        return rows.filter(Q(restricted=False) | Q(**{f"{self.model._meta.pk.attname}__in": mine.values("pk")}))


class DatedScopedQuerySet(DatedQuerySetMixin, AllianceScopedQuerySet[M]):
    """Rows of one alliance that are in force between dates."""


class ShareQuerySet(AllianceScopedQuerySet[M]):
    """Shares of sharing bases."""

    alliance_path = "basis__alliance"


class AgreementPartQuerySet(AllianceScopedQuerySet[M]):
    """Versions of agreements, and signatures under them."""

    alliance_path = "agreement__alliance"


class AskedScopedQuerySet(AskedOnQuerySetMixin[M], AllianceScopedQuerySet[M]):
    """Rows of one alliance between dates that say of which day they were asked."""


class DatedDirectoryQuerySet(DatedQuerySetMixin, DirectoryQuerySet[M]):
    """Directory rows that are in force between dates."""


class OrganisationQuerySet(DatedDirectoryQuerySet[M]):
    """Organisations, between the days on which they existed where those are known."""

    def deciding_for(self, alliance: models.Model, on: date) -> Self:
        """The bodies that decide in an alliance on a day: its partners that decide for themselves, and those that
        decide for a partner (rules A-01, X-01)."""
        partners: Any = self.model._meta.get_field("partnerships").related_model
        bodies = partners._default_manager.filter(alliance=alliance).as_at(on).order_by().values("organisation")
        decides = Q(pk__in=bodies) | Q(serves__in=bodies)
        return self.as_at(on).filter(decides, is_deciding_body=True)


def _alliances(model: type[models.Model], path: str) -> AllianceQuerySet[Any]:
    """The alliance queryset that `path` leads to from `model`, found through the field and not by an import."""
    current = model
    for step in path.split("__"):
        current = current._meta.get_field(step).related_model  # type: ignore[assignment]
    manager: Any = current._default_manager
    queryset: AllianceQuerySet[Any] = manager.all()
    return queryset
