"""What the verbs of change requests, business cases and recommendations ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms_gds.layout import Layout
from django import forms

from core.date_inputs import DateInputField
from core.fields import ImpreciseDateFormField
from core.versioned_forms import VersionedForm
from programmes.choices import ChangeState


def _day(label: str) -> DateInputField:
    return DateInputField(label=label, help_text="For example, 22 9 2017", required=True, require_all_fields=True)


class ChangeForm(VersionedForm):
    """Who decided on a change request, on which day, why, and until when where it is deferred."""

    on = _day("On which day")
    decided_by = forms.CharField(
        label="Who decided it?",
        max_length=200,
        help_text="As named, for example Executive Board of 14 September 2017.",
        error_messages={"required": "Say who decided it, for example Executive Board."},
    )
    reason = forms.CharField(
        label="Why?", widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "Say why."}
    )

    def __init__(self, *args: Any, today: date, outcome: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome = outcome
        self.initial.setdefault("on", today)
        if outcome == ChangeState.APPROVED:
            self.fields["reason"].required = False
            self.fields["reason"].label = "Words on the approval (optional)"
        if outcome == ChangeState.WITHDRAWN:
            self.fields["decided_by"].label = "Who no longer asks for it?"
            self.fields["decided_by"].help_text = "As named."
        if outcome == ChangeState.DEFERRED:
            self.fields["deferred_until"] = ImpreciseDateFormField(label="Until when? (optional)", required=False)
        self.helper.layout = Layout(*self.fields)

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values | {"outcome": self.outcome, "deferred_until": values.get("deferred_until") or None}


class DoneForm(VersionedForm):
    """What came of a recommendation, and when."""

    outcome = forms.CharField(
        label="What came of it?",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what came of it."},
    )
    done_on = _day("On which day")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("done_on", today)
