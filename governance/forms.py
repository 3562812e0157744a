"""The forms of meetings, papers and actions. They check a dictionary and save nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout
from django import forms

from core.uploads.fields import UploadField

LONGEST = 300


class VersionedForm(forms.Form):
    """A form that names the version of the row it was made from."""

    version = forms.IntegerField(max_value=2147483647, widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", row.version)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.fields)

    def values(self) -> dict[str, Any]:
        """What the action takes, by its own names."""
        values = dict(self.cleaned_data)
        values["expected"] = values.pop("version")
        return values


class ReasonForm(VersionedForm):
    """Why something is done, where that must be said."""

    reason = forms.CharField(max_length=LONGEST, error_messages={"required": "Say why."})

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = "Kept in the history beside your name."


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
