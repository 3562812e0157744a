"""The forms of the reporting cycle. They check a dictionary and save nothing."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Field, Layout
from django import forms
from django.utils.html import escape

from core.date_inputs import DateInputField
from programmes.actions import dates_out_of_order
from programmes.models import RagRating, ReportingPeriod, Update


def _helper(*layout: Any) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*layout)
    return helper


def _day(label: str, help_text: str) -> DateInputField:
    return DateInputField(label=label, help_text=help_text, require_all_fields=True)


class PeriodForm(forms.ModelForm):  # type: ignore[type-arg]
    """A reporting period's words and dates."""

    version = forms.IntegerField(max_value=2147483647, required=False, widget=forms.HiddenInput)
    starts_on = _day("First day", "For example, 1 9 2017")
    ends_on = _day("Last day", "For example, 30 9 2017")
    due_on = _day("Updates are due on", "For example, 15 9 2017")
    as_at = _day("The report speaks of", "The date as at which the position is shown. For example, 22 9 2017")

    class Meta:
        model = ReportingPeriod
        fields = ["code", "title", "starts_on", "ends_on", "due_on", "as_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = self.instance.version
        self.helper = _helper("version", "title", "code", "starts_on", "ends_on", "due_on", "as_at")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, problem in dates_out_of_order(cleaned).items():
            self.add_error(name, problem)
        return cleaned


EARLIER_WORDS = "{{% include 'programmes/_earlier.html' with words=form.earlier.{name} %}}"
EARLIER_RATING = HTML("{% include 'programmes/_earlier.html' with rating=form.earlier.rag %}")
"""Last period's words below each part, to read and never to send by themselves. No authored text stands in a layout."""


class RatingField(forms.ModelChoiceField):
    """A rating by its letter and word, never by a colour alone."""

    def label_from_instance(self, rating: Any) -> str:
        return f"{rating.letter}: {rating.word}" + (f" – {rating.meaning}" if rating.meaning else "")


class UpdateForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an area reports for a period; a draft may be incomplete."""

    version = forms.IntegerField(max_value=2147483647, required=False, widget=forms.HiddenInput)
    rag = RatingField(
        queryset=RagRating.objects.none(), required=False, label="Rating", widget=forms.RadioSelect, empty_label=None
    )

    class Meta:
        model = Update
        fields = ["rag", "rag_reason", "done", "next_steps", "decision_asked"]
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in [("rag_reason", 3), ("done", 5), ("next_steps", 5), ("decision_asked", 3)]
        }

    def __init__(self, *args: Any, ratings: Any, earlier: Update | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earlier = earlier
        self.initial["version"] = self.instance.version if self.instance.pk else 0
        field: Any = self.fields["rag"]
        field.queryset = ratings
        parts = ["rag_reason", "done", "next_steps", "decision_asked"]
        layout: list[Any] = ["version", Field.radios("rag", small=True), EARLIER_RATING]
        if not ratings:
            del self.fields["rag"], self.fields["rag_reason"]
            layout, parts = ["version"], parts[1:]
        else:
            wordy = " or ".join(rating.word for rating in ratings if rating.needs_reason)
            needed = f"Needed for {wordy}: why" if wordy else "Why"
            self.fields["rag_reason"].help_text = f"{escape(needed)}, and what will be done about it."
        for name in parts:
            layout += [name, HTML(EARLIER_WORDS.format(name=name))]
        self.helper = _helper(*layout)


class ReturnForm(forms.Form):
    version = forms.IntegerField(max_value=2147483647, widget=forms.HiddenInput)
    comment = forms.CharField(
        label="What should be changed",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what should be changed."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper("version", "comment")


class SignOffForm(forms.Form):
    version = forms.IntegerField(max_value=2147483647, widget=forms.HiddenInput)
    summary = forms.CharField(
        label="Your words for the whole (optional)",
        required=False,
        help_text="Printed at the head of the highlight report.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper("version", "summary")


class ReopenForm(forms.Form):
    version = forms.IntegerField(max_value=2147483647, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why it is opened again",
        max_length=300,
        error_messages={"required": "Say why the period is opened again."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper("version", "reason")
