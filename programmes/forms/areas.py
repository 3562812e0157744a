"""What the verbs of areas and announcements ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from core.date_inputs import DateInputField
from core.versioned_forms import LONGEST, VersionedForm


class ReleaseForm(VersionedForm):
    """On which day an announcement is released, and why."""

    on = DateInputField(label="Released on which day", help_text="For example, 22 9 2017", require_all_fields=True)
    reason = forms.CharField(
        label="Why is it released now?",
        max_length=LONGEST,
        help_text="For example who agreed to it. Kept in the history beside your name.",
        error_messages={"required": "Say why it is released now."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today)
