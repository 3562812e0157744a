"""Which rows of this app a reader may see, and the sets that pages and reports ask for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from alliance.querysets import AllianceScopedQuerySet, RestrictableQuerySet
from core import clock
from core.dated import DatedQuerySetMixin, in_force_on
from core.standing import standing
from core.visibility import M, kept_for
from programmes.choices import GateState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import User


class BusinessAreaQuerySet(RestrictableQuerySet[M]):
    is_restricted_alone = True

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A restricted area is also open to those who lead it today."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(self._readable_by(user), self._unrestricted_for(user) | Q(pk__in=self._led(user)))

    def led_by(self, user: User | AnonymousUser) -> Self:
        """Areas that `user` leads today in an alliance of which they hold a role today: a lead ends with the last."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(self._readable_by(user), pk__in=self._led(user))

    def _led(self, user: User | AnonymousUser) -> Any:
        today = clock.today()
        # One filter, so that user and dates speak of the same lead: two would let one lead's end excuse another's.
        leads = self.model._base_manager.filter(
            Q(leads__to_date__isnull=True) | Q(leads__to_date__gte=today),
            standing("leads__"),
            leads__user=user,
            leads__from_date__lte=today,
        )
        return leads.values("pk")

    def history_visible_to(self, user: User | AnonymousUser, history: QuerySet[Any]) -> QuerySet[Any]:
        """Those who lead an area today also read what was written of it while it was restricted."""
        led = self.led_by(user).values("pk")
        return super().history_visible_to(user, history) | history.filter(id__in=led)

    def due_on(self, on: date) -> Self:
        """Areas that report for a period speaking of that date: those in the position table with a status then.

        An alliance that has recorded no status at all reports for every area that would stand in the table.
        """
        placed = self.model._base_manager.filter(in_force_on(on, via="statuses__"), statuses__isnull=False)
        unrecorded = ~Exists(
            self.model._base_manager.filter(
                standing("statuses__"), alliance=OuterRef("alliance"), statuses__isnull=False
            )
        )
        return self.filter(Q(pk__in=placed.values("pk")) | unrecorded, counts=True)


def seen_areas(areas: Any, user: User | AnonymousUser) -> Any:
    """The keys of the areas a reader may see; nearly every row of this app and of those above hangs on them."""
    return kept_for(user, "areas", lambda: areas.objects.with_withdrawn().visible_to(user).order_by().values("pk"))


class AreaScopedQuerySet(AllianceScopedQuerySet[M]):
    """Rows about one business area: seen by those who see the area."""

    alliance_path = "area__alliance"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        areas: Any = self.model._meta.get_field("area").related_model
        return self.filter(area__in=seen_areas(areas, user))

    def history_visible_to(self, user: User | AnonymousUser, history: QuerySet[Any]) -> QuerySet[Any]:
        """A row that was about another area once is seen by those who see that one too."""
        areas: Any = self.model._meta.get_field("area").related_model
        return (
            super().history_visible_to(user, history).filter(area__in=areas.objects.with_withdrawn().visible_to(user))
        )

    def unrestricted(self) -> Self:
        return super().unrestricted().filter(area__restricted=False)


class AreaBoundQuerySet(AllianceScopedQuerySet[M]):
    """Rows that may name a business area by `area_path`: when they do, seen only by those who see the area."""

    area_path = "area"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return super().visible_to(user).filter(self._unbound() | Q(**{f"{self.area_path}__in": self._areas(user)}))

    def history_visible_to(self, user: User | AnonymousUser, history: QuerySet[Any]) -> QuerySet[Any]:
        """A row that named another area once, or belonged to a row that does, is seen by those who see that too."""
        name = self.area_path.split("__")[0]
        target: Any = self.model._meta.get_field(name).related_model
        seen = Q(**{f"{name}__in": target.objects.with_withdrawn().visible_to(user).values("pk")})
        rows = super().history_visible_to(user, history)
        return rows.filter(Q(**{f"{name}__isnull": True}) | seen)

    def unrestricted(self) -> Self:
        return super().unrestricted().filter(self._unbound() | Q(**{f"{self.area_path}__restricted": False}))

    def _unbound(self) -> Q:
        return Q(**{f"{self.area_path}__isnull": True})

    def _areas(self, user: User | AnonymousUser) -> Any:
        model: Any = self.model
        for step in self.area_path.split("__"):
            model = model._meta.get_field(step).related_model
        return seen_areas(model, user)


class DatedAreaBoundQuerySet(DatedQuerySetMixin, AreaBoundQuerySet[M]):
    """Rows that may name a business area, in force between dates."""


class AnnouncementQuerySet(AreaBoundQuerySet[M], RestrictableQuerySet[M]):
    """Announcements: restricted until released, and about a restricted area for its readers alone."""


class AreaPairQuerySet(AreaScopedQuerySet[M]):
    """Rows about an area and the `successor` of it: seen by those who see both."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return super().visible_to(user).filter(self._seen(user))

    def history_visible_to(self, user: User | AnonymousUser, history: QuerySet[Any]) -> QuerySet[Any]:
        return super().history_visible_to(user, history).filter(self._seen(user))

    def unrestricted(self) -> Self:
        return super().unrestricted().filter(Q(successor__isnull=True) | Q(successor__restricted=False))

    def _seen(self, user: User | AnonymousUser) -> Q:
        areas: Any = self.model._meta.get_field("successor").related_model
        return Q(successor__isnull=True) | Q(successor__in=seen_areas(areas, user))


class DependencyQuerySet(AreaBoundQuerySet[M]):
    """Dependencies: seen by those who see the area at either end, whoever gave or gives it."""

    area_path = "receiver"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        hidden = self._providers().filter(area__isnull=False).exclude(area__in=self._areas(user))
        return super().visible_to(user).exclude(pk__in=hidden.values("dependency"))

    def unrestricted(self) -> Self:
        hidden = self._providers().filter(area__restricted=True)
        return super().unrestricted().exclude(pk__in=hidden.values("dependency"))

    def of_area(self, area: Model) -> Self:
        """Those that an area gives, gave or receives."""
        return self.filter(Q(receiver=area) | Q(pk__in=self._given(area)))

    def given_by_area(self, area: Model) -> Self:
        """Those that an area gives or gave."""
        return self.filter(pk__in=self._given(area))

    def _given(self, area: Model) -> Any:
        return self._providers().filter(standing(), area=area).values("dependency")

    def _providers(self) -> Any:
        """Every giver, those withdrawn among them: what named a hidden area once may still speak of it."""
        providers: Any = self.model._meta.get_field("providers").related_model
        return providers._base_manager.all()


class DependencyProviderQuerySet(DatedQuerySetMixin, AreaBoundQuerySet[M]):
    """Who gives what: seen by those who see the dependency."""

    alliance_path = "dependency__alliance"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return super().visible_to(user).filter(dependency__in=self._dependencies().visible_to(user).values("pk"))

    def history_visible_to(self, user: User | AnonymousUser, history: QuerySet[Any]) -> QuerySet[Any]:
        seen = self._dependencies().visible_to(user).values("pk")
        return super().history_visible_to(user, history).filter(dependency__in=seen)

    def unrestricted(self) -> Self:
        return super().unrestricted().filter(dependency__in=self._dependencies().unrestricted().values("pk"))

    def _dependencies(self) -> Any:
        dependencies: Any = self.model._meta.get_field("dependency").related_model
        return dependencies.objects.with_withdrawn()


class DatedAreaScopedQuerySet(DatedQuerySetMixin, AreaScopedQuerySet[M]):
    """Rows about one area that are in force between dates."""


class AreaStatusQuerySet(DatedAreaScopedQuerySet[M]):
    """Statuses of areas between dates."""

    def position(self, on: date) -> Self:
        """The statuses in force on a date, in the authored order of each column."""
        return self.as_at(on).filter(area__counts=True).order_by("status__order", "order", "area__name", "pk")


class GateQuerySet(AreaScopedQuerySet[M]):
    """Gates of areas."""

    def ahead_on(self, on: date) -> Self:
        """Gates neither passed nor stopped by that date, the next expected first; those without any date come last."""
        passed = Q(passed_on__isnull=False, passed_on__start__lte=on)
        stopped = Q(state=GateState.STOPPED, held_on__isnull=False, held_on__start__lte=on)
        expected = Coalesce("forecast_on", "planned_on").asc(nulls_last=True)
        return self.exclude(passed).exclude(stopped).order_by(expected, "area__order", "order", "pk")


class GateRequirementQuerySet(AreaBoundQuerySet[M]):
    """What gates ask for: seen by those who see the area."""

    alliance_path = "gate__area__alliance"
    area_path = "gate__area"


class LifecyclePartQuerySet(AllianceScopedQuerySet[M]):
    alliance_path = "lifecycle__alliance"


class LifecycleGatePartQuerySet(AllianceScopedQuerySet[M]):
    alliance_path = "lifecycle_gate__lifecycle__alliance"


class ReadingQuerySet(AreaBoundQuerySet[M]):
    """Readings of tolerances: seen by those who see the area that the tolerance is for."""

    alliance_path = "tolerance__alliance"
    area_path = "tolerance__area"


class CasePartQuerySet(AreaBoundQuerySet[M]):
    """Versions, options, assents and costs of business cases: seen by those who see the area."""

    alliance_path = "case__area__alliance"
    area_path = "case__area"


class ConfidenceRatingQuerySet(AllianceScopedQuerySet[M]):
    alliance_path = "scale__alliance"


class GateReviewQuerySet(AreaBoundQuerySet[M], RestrictableQuerySet[M]):
    """Independent reviews: those that are restricted for the cleared alone, and none but for who sees the area."""


class ReviewPartQuerySet(AreaBoundQuerySet[M], RestrictableQuerySet[M]):
    """Recommendations of independent reviews: seen by those who see the review."""

    alliance_path = "review__alliance"
    area_path = "review__area"
    restricted_path = "review__restricted"
