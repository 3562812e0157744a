"""Which risks and scores a reader may see, and the sets that pages and reports ask for."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import (
    Case,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)

from alliance.querysets import AllianceScopedQuerySet, RestrictableQuerySet
from core.standing import standing
from core.visibility import M
from programmes.querysets import AreaBoundQuerySet
from risks.choices import AssessmentKind, RiskState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import User

BAND_READ = {"band": "name", "letter": "letter", "tone": "tone", "place": "order"}
"""What a list reads of the band of each risk, and the field it stands in."""


class RiskQuerySet(AreaBoundQuerySet[M], RestrictableQuerySet[M]):
    alliance_path = "register__alliance"

    def open_on(self, on: date) -> Self:
        """Risks identified by that date and not closed by it; one without a date counts as identified."""
        return self.filter(self._open_on(on))

    def _open_on(self, on: date) -> Q:
        identified = Q(identified_on__isnull=True) | Q(identified_on__start__lte=on)
        return identified & (Q(closed_on__isnull=True) | Q(closed_on__start__gt=on))

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

    def with_scores(self, on: date) -> Self:
        """Adds each risk's current assessment in force on a day, and what `BAND_READ` names of its band."""
        current = self._assessments().as_at(on).filter(risk=OuterRef("pk"), kind=AssessmentKind.CURRENT)
        cell = Q(framework__cells__likelihood=F("likelihood"), framework__cells__impact=F("impact"))
        banded = current.filter(cell & standing("framework__cells__"))
        return self.annotate(
            scored_likelihood=Subquery(current.values("likelihood")[:1]),
            scored_impact=Subquery(current.values("impact")[:1]),
            **{
                f"scored_{name}": Subquery(banded.values(f"framework__cells__band__{field}")[:1])
                for name, field in BAND_READ.items()
            },
        )

    def worst_first(self, on: date) -> Self:
        """Of rows with scores: the risks open on a day before the others; of each the highest band first.

        Within a band the higher impact, then the higher likelihood, then the order of the register; unscored last.
        """
        values = [F(f"scored_{name}").desc(nulls_last=True) for name in ("place", "impact", "likelihood")]
        is_over = Case(When(self._open_on(on), then=0), default=1)
        return self.order_by(is_over, *values, "register", "order", "reference", "pk")

    def complete_known(self, rows: list[Any], on: date, known_on: datetime) -> None:
        """Give risks as the record knew them the current assessment that it knew then to be in force on a day."""
        model: Any = self.model._meta.get_field("assessments").related_model
        known = model.history.as_of(known_on).filter(kind=AssessmentKind.CURRENT, assessed_on__lte=on)
        found = sorted(known.filter(risk__in=[row.pk for row in rows]), key=lambda each: each.assessed_on)
        prefetch_related_objects(found, "framework__cells__band")
        last = {each.risk_id: each for each in found}
        for row in rows:
            row.keep_score(last.get(row.pk))

    def _assessments(self) -> Any:
        model: Any = self.model._meta.get_field("assessments").related_model
        return model.objects.all()

    def _scored(self, on: date, kind: str, values: dict[str, Any]) -> Exists:
        rows = self._assessments().as_at(on).filter(risk=OuterRef("pk"), kind=kind)
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

    def unrestricted(self) -> Self:
        return super().unrestricted().filter(risk__in=self._risks().with_withdrawn().unrestricted().values("pk"))

    def _risks(self) -> Any:
        risks: Any = self.model._meta.get_field("risk").related_model
        return risks.objects.all()

    def as_at(self, on: date) -> Self:
        """Those in force on a day: of each risk and kind the last made by then."""
        later = self.model._default_manager.filter(
            risk=OuterRef("risk"), kind=OuterRef("kind"), assessed_on__gt=OuterRef("assessed_on"), assessed_on__lte=on
        )
        return self.filter(~Exists(later), assessed_on__lte=on)
