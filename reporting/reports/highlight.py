"""The highlight report: what the senior responsible owner's board reads each month (rules B-16 to B-29).

`collect` reads everything in a number of queries that does not grow with the rows. A part the record says nothing
of is empty here, and the template leaves it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import mark_safe

from alliance.choices import Concept, Role
from alliance.models import AllianceLead, Partner, Statement, Term
from governance.models import Board
from programmes.choices import RagTone, UpdateState
from programmes.models import (
    AreaStatus,
    BenefitEntry,
    BusinessArea,
    Gate,
    KeyFigure,
    PositionStatus,
    ProgrammeRag,
    ReportedCount,
    ReportingPeriod,
    Update,
)
from reporting.charts import Segment, names_fit, position_bar
from reporting.position import Position, mid_sentence, position
from reporting.reports.base import NothingToReport, Report, Request
from reporting.reports.highlight_lines import (
    FigureLine,
    GateLine,
    PeriodLine,
    ProgrammeRating,
    Rating,
    RatingCount,
    RiskLine,
    StatementLine,
    UpdateLine,
)
from reporting.reports.words import long_date
from risks.models import Risk

_GRAVEST_FIRST: list[str] = [RagTone.RED, RagTone.ORANGE, RagTone.AMBER, RagTone.GREEN, RagTone.BLUE, RagTone.GREY]
_UNWELL = (RagTone.RED, RagTone.ORANGE, RagTone.AMBER)
GATES_SHOWN = 6
"""The next gates that stand on the first pages; each area's own page has all of them."""


@dataclass(frozen=True)
class Highlight:
    """The printed content of one highlight report; nothing beyond it is in the document or its attachment."""

    title: str
    alliance: str
    fictional: bool
    marking: str
    edition: str
    as_at: str
    to_board: str
    sro: str
    partners: tuple[str, ...]
    ratings: tuple[ProgrammeRating, ...]
    position: Position
    savings: tuple[FigureLine, ...]
    savings_of_areas: bool
    figures: tuple[FigureLine, ...]
    statements: tuple[StatementLine, ...]
    risks: tuple[RiskLine, ...]
    period: PeriodLine | None
    updates: tuple[UpdateLine, ...]
    gates: tuple[GateLine, ...] = ()

    @property
    def position_chart(self) -> str:
        """The counts by status as SVG, for the first page."""
        return mark_safe(position_bar(self.segments, title=f"{self.position.areas_word.capitalize()} by status"))  # noqa: S308

    @property
    def segments(self) -> list[Segment]:
        return [Segment(column.name, column.count) for column in self.position.held_columns]

    @property
    def chart_needs_words(self) -> bool:
        """Whether the bar has a part too narrow for its name."""
        return not names_fit(self.segments)

    @property
    def ratings_of_areas(self) -> tuple[RatingCount, ...]:
        """How many accepted updates gave each rating, the gravest first."""
        found: dict[Rating, list[str]] = {}
        for line in self.updates:
            if line.rating is not None:
                found.setdefault(line.rating, []).append(line.area)
        gravest_first = sorted(found, key=lambda rating: _GRAVEST_FIRST.index(rating.tone))
        return tuple(
            RatingCount(each, len(found[each]), tuple(found[each]) if each.tone in _UNWELL else ())
            for each in gravest_first
        )

    @property
    def risks_are_scored(self) -> bool:
        """Whether any key risk has a score: where none has, no column says so."""
        return any(line.score for line in self.risks)

    @property
    def decisions(self) -> tuple[UpdateLine, ...]:
        """Decisions that accepted updates ask of the board."""
        return tuple(line for line in self.updates if line.decision_asked)


def title(request: Request) -> str:
    """Named after the period, else after its date."""
    when = request.period.title if request.period else long_date(request.as_at)
    return f"Highlight report, {when}"


def collect(request: Request) -> Highlight:
    """Read the record for one report. Raises NothingToReport when there is nothing on record for its date."""
    alliance, on = request.alliance, request.as_at
    statuses = _rows(AreaStatus, request).position(on).select_related("area", "status")
    here = position(
        on,
        alliance.area_words,
        PositionStatus.objects.in_edition(alliance, with_restricted=request.with_restricted),
        statuses,
        ReportedCount.objects.in_edition(alliance, with_restricted=request.with_restricted),
    )
    entries = _rows(BenefitEntry, request)
    period, updates = _period(request, [status.area for status in statuses])
    result = Highlight(
        title=title(request),
        alliance=alliance.name,
        fictional=alliance.is_fictional,
        marking=alliance.marking,
        edition=request.edition.label,
        as_at=long_date(on),
        to_board=_board(request),
        sro=_sro(request),
        partners=tuple(
            each.called
            for each in _rows(Partner, request)
            .as_at(on)
            .select_related("organisation")
            .prefetch_related("organisation__names")
        ),
        ratings=_ratings(request),
        position=here,
        savings=_figures(entries.filter(benefit__area__isnull=True), request, by_benefit=True),
        savings_of_areas=_known(entries, request).filter(benefit__area__isnull=False).exists(),
        figures=_figures(_rows(KeyFigure, request).filter(in_highlight_report=True), request),
        statements=_statements(request),
        risks=_risks(request),
        period=period,
        updates=updates,
        gates=_gates(request),
    )
    stated = result.savings or result.savings_of_areas or result.figures or result.statements
    if not (here.is_recorded or here.reported or stated or result.risks or updates):
        raise NothingToReport(f"Nothing is on record for {alliance.name} as at {long_date(on)}.")
    return result


def _rows(model: Any, request: Request) -> Any:
    return model.objects.in_edition(request.alliance, with_restricted=request.with_restricted)


def _board(request: Request) -> str:
    board = _rows(Board, request).filter(receives_highlight_report=True).first()
    return board.name if board else ""


def _sro(request: Request) -> str:
    """The senior responsible owner's post and, where recorded, who held it on the report's date."""
    leads = _rows(AllianceLead, request).as_at(request.as_at).filter(is_sro=True)
    lines = []
    for lead in leads.select_related("post__organisation").prefetch_related("post__appointments__person"):
        holder = lead.post.holder_on(request.as_at)
        lines.append(f"{lead.part}: {holder or lead.post.title}")
    return "; ".join(lines)


def _ratings(request: Request) -> tuple[ProgrammeRating, ...]:
    """The newest rating of each dimension that had been reported by the date."""
    newest: dict[str, ProgrammeRag] = {}
    rows = _rows(ProgrammeRag, request).filter(as_at__start__lte=request.as_at).select_related("rating")
    for each in rows.order_by("dimension", "-as_at"):
        newest.setdefault(each.dimension, each)
    return tuple(
        ProgrammeRating(each.dimension, _rating(each.rating), str(each.as_at), each.words) for each in newest.values()
    )


def _rating(rating: Any) -> Rating:
    return Rating(rating.letter, rating.word, rating.tone)


def _known(rows: Any, request: Request) -> Any:
    """Those stated by the report's date."""
    return rows.filter(as_at__start__lte=request.as_at)


def _figures(rows: Any, request: Request, *, by_benefit: bool = False) -> tuple[FigureLine, ...]:
    """Figures stated by the date, in their authored order; none is added to another (rule B-24)."""
    known = _known(rows, request)
    if by_benefit:
        known = known.order_by("benefit__order", "benefit", "order", "pk")
    return tuple(
        FigureLine(
            caption=each.caption,
            # The dashboard prints the two parts apart; elsewhere the amount is printed whole.
            figure=each.quantity.amount if by_benefit else "",
            terms=each.quantity.terms if by_benefit else "",
            amount=each.quantity.text if by_benefit else each.quantity.as_written,
            basis=each.get_basis_display(),
            as_at=str(each.as_at),
            condition=getattr(each, "condition", ""),
            source=each.source,
        )
        for each in known
    )


def _statements(request: Request) -> tuple[StatementLine, ...]:
    rows = _rows(Statement, request).filter(in_highlight_report=True, as_at__start__lte=request.as_at)
    return tuple(StatementLine(each.topic, each.text, str(each.as_at), each.source) for each in rows)


def _risks(request: Request) -> tuple[RiskLine, ...]:
    on = request.as_at
    rows = _rows(Risk, request).open_on(on).in_brief().with_scores(on).worst_first(on)
    rows = rows.select_related("area", "owner__organisation")
    return tuple(
        RiskLine(
            each.reference,
            each.text if request.with_restricted else each.public_summary or each.text,
            each.area.name if each.area else "",
            str(each.owner) if each.owner else "",
            Rating(each.scored_letter, each.band, each.scored_tone) if each.band else None,
            each.score or "",
        )
        for each in rows
    )


def _gates(request: Request) -> tuple[GateLine, ...]:
    """The gates that are ahead, the next expected first."""
    rows = _rows(Gate, request).ahead_on(request.as_at).select_related("area")[:GATES_SHOWN]
    return tuple(
        GateLine(
            gate=each.name,
            area=each.area.name,
            planned=str(each.planned_on or ""),
            expected=str(each.forecast_on or each.planned_on or "No date yet"),
            slippage=_slippage(each.slippage),
        )
        for each in rows
    )


def _slippage(days: int | None) -> str:
    """How far the expected day is from the planned one; nothing where either is less precise than a day."""
    if days is None:
        return ""
    if days == 0:
        return "On time"
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'late' if days > 0 else 'early'}"


def _period(request: Request, areas: list[BusinessArea]) -> tuple[PeriodLine | None, tuple[UpdateLine, ...]]:
    """How the period stands, and the accepted updates in the order of the areas."""
    period = request.period
    if period is None:
        return None, ()
    filed = {each.area_id: each for each in _rows(Update, request).filter(period=period).select_related("area", "rag")}
    # An update is printed although the record does not say where its area stood.
    placed = {area.pk for area in areas}
    areas = areas + [each.area for each in filed.values() if each.area_id not in placed]
    accepted = [filed[area.pk] for area in areas if _state(filed, area) == UpdateState.ACCEPTED]
    line = PeriodLine(
        title=period.title,
        signed_off=_sign_off(period),
        signed_off_by=_signed_by(period),
        summary=period.summary,
        accepted=len(accepted),
        not_reported=tuple(area.name for area in areas if _state(filed, area) in (None, UpdateState.DRAFT)),
        waiting=tuple(area.name for area in areas if _state(filed, area) == UpdateState.SUBMITTED),
        returned=tuple(area.name for area in areas if _state(filed, area) == UpdateState.RETURNED),
    )
    return line, tuple(_update(each) for each in accepted)


def _state(filed: dict[int, Update], area: BusinessArea) -> str | None:
    return filed[area.pk].state if area.pk in filed else None


def _sign_off(period: ReportingPeriod) -> str:
    return long_date(period.signed_off_at.date()) if period.signed_off_at else ""


def _signed_by(period: ReportingPeriod) -> str:
    """By whom, in words: the post of the house, and the account's name where it says more."""
    term = Term.objects.in_edition(period.alliance, with_restricted=False).filter(concept=Concept.SRO).first()
    post = term.singular if term else str(Role.SRO.label)
    name = period.signed_off_by.name if period.signed_off_by else ""
    words = f"the {mid_sentence(post)}"
    return f"{words}, {name}," if name and name.casefold() != post.casefold() else words


def _update(update: Update) -> UpdateLine:
    return UpdateLine(
        area=update.area.name,
        rating=_rating(update.rag) if update.rag else None,
        reason=update.rag_reason,
        done=update.done,
        next_steps=update.next_steps,
        decision_asked=update.decision_asked,
    )


HIGHLIGHT = Report(
    slug="highlight-report",
    name="Highlight report",
    description="The programme's position, savings, risks and updates on one date, for the board that steers it.",
    template="reporting/documents/highlight.html",
    collect=collect,
    title=title,
)
