"""Forms of verbs: each names the version of the row it was made from. They check a dictionary and save nothing."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout
from django import forms

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
