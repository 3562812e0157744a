"""The forms of meetings, papers and actions. They check a dictionary and save nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from core.date_inputs import DateInputField
from core.uploads.fields import UploadField
from core.versioned_forms import LONGEST, VersionedForm


class CloseForm(VersionedForm):
    """How an action ended, and on which day."""

    outcome = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))
    done_on = DateInputField(label="On which day", help_text="For example, 22 9 2017", require_all_fields=True)

    def __init__(self, *args: Any, label: str, missing: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("done_on", today)
        self.fields["outcome"].label = label
        self.fields["outcome"].error_messages["required"] = missing


class ReceiveForm(VersionedForm):
    """A file for a paper, and what changed in it since the version before."""

    file = UploadField(label="File")
    note = forms.CharField(required=False, max_length=LONGEST)

    def __init__(self, *args: Any, newest: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields["note"]
        if newest is None:
            note.label, note.help_text = "Note (optional)", "Shown beside the version, for example a late paper."
            return
        note.label, note.help_text = f"What changed since version {newest}", "Readers of the pack see it."
        note.required = True
        note.error_messages["required"] = f"Say what changed since version {newest}."

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["checked"] = values.pop("file")
        return values
