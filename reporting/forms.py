"""What a document is asked of, checked: one form for the page, the API and the command line. It saves nothing."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.helper import FormHelper
from django import forms

from alliance.models import Alliance
from core import clock
from core.as_at import EXAMPLE
from governance.choices import MeetingState
from governance.models import Meeting
from programmes.models import ReportingPeriod
from reporting.choices import Edition
from reporting.reports import REPORTS, Request

MOST_NAMED = 36
"""How many accepted values an error names before it counts the rest: three years of monthly periods."""
TYPED_DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d %m %Y", "%d %B %Y"]
LONGEST_NUMBER = 18
"""How many figures the number of a row can have."""


class ReportForm(forms.Form):
    """Which document, for which period, meeting or date, in which edition.

    Without a period or meeting the newest one is meant; without a date, the period's or meeting's own, else today. A
    document that is of neither speaks of today.
    """

    report = forms.ChoiceField(label="Document")
    period = forms.ChoiceField(required=False, label="Period")
    meeting = forms.ChoiceField(
        required=False, label="Meeting", help_text="For a board pack or an action log: the meeting that reads it."
    )
    as_at = forms.DateField(
        required=False,
        label="As at",
        widget=forms.TextInput,
        help_text=f"For example, {EXAMPLE}. Leave empty for the period's own date.",
        input_formats=TYPED_DATES,
    )
    edition = forms.ChoiceField(label="Edition")

    def __init__(
        self, *args: Any, alliance: Alliance, editions: list[Edition], example: str = EXAMPLE, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_at"].error_messages["invalid"] = f"As at must be a real date, for example {example}."
        self.alliance = alliance
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.periods = ReportingPeriod.objects.in_edition(alliance, with_restricted=False)
        self.meetings = Meeting.objects.in_edition(alliance, with_restricted=False).select_related("board__alliance")
        self.held = self.meetings.exclude(state=MeetingState.CANCELLED)
        codes = list(self.periods.order_by("-starts_on").values_list("code", "title"))
        self._choices("period", [("", "The newest"), *codes])
        self._choices("meeting", [("", "The newest"), *((_code(each), str(each)) for each in self.held)])
        self._choices("report", [(report.slug, report.name) for report in REPORTS.values()])
        self._choices("edition", [(edition.value, edition.label) for edition in editions])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        codes = [code for code, _ in choices if code]
        known = ", ".join(codes[:MOST_NAMED]) or "none yet"
        if len(codes) > MOST_NAMED:
            known += f" and {len(codes) - MOST_NAMED} more"
        field.choices = choices
        field.error_messages["invalid_choice"] = f"'%(value)s' is not one of: {known}."

    def name_by_code(self) -> None:
        """Put the code of a period or meeting where its number was sent, as the API's answers give it."""
        asked = dict(self.data)
        for name, rows in (("period", self.periods), ("meeting", self.held)):
            sent = str(asked.get(name) or "")
            codes = {str(code) for code, _ in self.fields[name].choices}  # type: ignore[attr-defined]
            if sent not in codes and sent.isascii() and sent.isdecimal() and len(sent) <= LONGEST_NUMBER:
                row: Any = rows.filter(pk=int(sent)).first()
                if row is not None:
                    asked[name] = row.code if name == "period" else _code(row)
        self.data = asked

    def clean_period(self) -> ReportingPeriod | None:
        return self.periods.filter(code=self.cleaned_data["period"]).first()

    def clean_meeting(self) -> Meeting | None:
        board, _, code = self.cleaned_data["meeting"].partition("/")
        return self.meetings.filter(board__slug=board, code=code).first() if code else None

    def clean(self) -> dict[str, Any]:
        """A document of a meeting is asked of one: the newest where none is named."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        report = REPORTS.get(cleaned.get("report", ""))
        if report is not None and report.of_meeting and "meeting" in cleaned:
            cleaned["meeting"] = cleaned["meeting"] or self.held.order_by("-held_on", "-pk").first()
            if cleaned["meeting"] is None:
                self.add_error("meeting", f"There is no meeting yet that the {report.name.lower()} could be for.")
        return cleaned

    def request(self) -> Request:
        """The request, once the form is valid. A date of its own without a period asks for no period's updates."""
        period, as_at = self.cleaned_data["period"], self.cleaned_data["as_at"]
        report = REPORTS[self.cleaned_data["report"]]
        if report.of_meeting:
            meeting = self.cleaned_data["meeting"]
            return Request(
                self.alliance, as_at or meeting.held_on, Edition(self.cleaned_data["edition"]), None, meeting
            )
        if period is None and as_at is None and report.of_period:
            period = self.periods.order_by("-starts_on").first()
        return Request(
            alliance=self.alliance,
            as_at=as_at or (period.as_at if period else clock.today()),
            edition=Edition(self.cleaned_data["edition"]),
            period=period,
        )


def _code(meeting: Meeting) -> str:
    """How a form, a command and the API name a meeting: its board and its own code."""
    return f"{meeting.board.slug}/{meeting.code}"
