"""Which risks and scores a reader may see, and the sets that pages and reports ask for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Value

from alliance.querysets import AllianceScopedQuerySet, RestrictableQuerySet
from core.visibility import M
from programmes.querysets import AreaBoundQuerySet
from risks.choices import AssessmentKind, RiskState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import User


class RiskQuerySet(AreaBoundQuerySet[M], RestrictableQuerySet[M]):
    alliance_path = "register__alliance"

    def open_on(self, on: date) -> Self:
        """Risks identified by that date and not closed by it; one without a date counts as identified."""
        return self.filter(
            Q(identified_on__isnull=True) | Q(identified_on__start__lte=on),
            Q(closed_on__isnull=True) | Q(closed_on__start__gt=on),
        )

    def as_at(self, on: date) -> Self:
        """The risks open on a day. `state_then` says so, as a risk that was closed since is closed today."""
        return self.open_on(on).annotate(state_then=Value(RiskState.OPEN))

    def in_brief(self) -> Self:
        """Those the register marks as key risks, for a summary."""
        return self.filter(is_key=True)

    def scored(self, on: date, *, kind: str = AssessmentKind.CURRENT, **values: Any) -> Self:
        """Those with an assessment of that kind in force on a day that has these values, such as `likelihood=4`."""
        return self.filter(self._scored(on, kind, values))

    def in_band(self, on: date, band: Any, *, kind: str = AssessmentKind.CURRENT) -> Self:
        """Those whose assessment of that kind in force on a day stands in a cell of a band."""
        same = {name: OuterRef(name) for name in ("framework", "likelihood", "impact")}
        return self.filter(self._scored(on, kind, {"in_cell": Exists(band.cells.filter(**same))}))

    def unscored(self, on: date, *, kind: str = AssessmentKind.CURRENT) -> Self:
        """Those without an assessment of that kind in force on a day."""
        return self.filter(~self._scored(on, kind, {}))

    def _scored(self, on: date, kind: str, values: dict[str, Any]) -> Exists:
        assessments: Any = self.model._meta.get_field("assessments").related_model
        rows = assessments.objects.as_at(on).filter(risk=OuterRef("pk"), kind=kind)
        in_cell = values.pop("in_cell", None)
        return Exists(rows.filter(*([] if in_cell is None else [in_cell]), **values))


class FrameworkPartQuerySet(AllianceScopedQuerySet[M]):
    """Steps, bands and cells of frameworks."""

    alliance_path = "framework__alliance"


class AssessmentQuerySet(AllianceScopedQuerySet[M]):
    """Assessments: seen by those who see the risk."""

    alliance_path = "risk__register__alliance"

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(risk__in=self._risks().with_withdrawn().visible_to(user).values("pk"))

    def history_visible_to(self, user: User | AnonymousUser, history: QuerySet[Any]) -> QuerySet[Any]:
        """A row that was about another risk once is seen by those who see that one too."""
        seen = self._risks().with_withdrawn().visible_to(user).values("pk")
        return super().history_visible_to(user, history).filter(risk__in=seen)

    def in_edition(self, alliance: Model, *, with_restricted: bool) -> Self:
        printed = self._risks().in_edition(alliance, with_restricted=with_restricted)
        return self.filter(risk__in=printed.values("pk"))

    def _risks(self) -> Any:
        risks: Any = self.model._meta.get_field("risk").related_model
        return risks.objects.all()

    def as_at(self, on: date) -> Self:
        """Those in force on a day: of each risk and kind the last made by then."""
        later = self.model._default_manager.filter(
            risk=OuterRef("risk"), kind=OuterRef("kind"), assessed_on__gt=OuterRef("assessed_on"), assessed_on__lte=on
        )
        return self.filter(~Exists(later), assessed_on__lte=on)
