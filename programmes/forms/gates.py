"""What the verbs of gates, their requirements, baselines and lifecycles ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms_gds.layout import Field, Fieldset, Layout
from django import forms

from core.date_inputs import DateInputField
from core.fields import ImpreciseDateFormField
from core.versioned_forms import LONGEST, VersionedForm
from programmes.actions import Authority, Condition
from programmes.choices import PASSES, GateAuthority, GateState
from programmes.models import ChangeRequest, Lifecycle

CONDITIONS = 3
"""How many conditions a page takes at once; more are added as requirements of the gate, or over the API."""
OVERRIDE = "Why is it passed without a decision?"
OVERRIDE_HELP = "Your name stands beside this reason as the override. Needed where it is passed."
DISCUSSED = "When and where was it discussed?"
DISCUSSED_HELP = "This gate is discussed only; nobody has to decide. Needed where it is passed."


def _day(label: str, *, required: bool = True, help_text: str = "For example, 22 9 2017") -> DateInputField:
    return DateInputField(label=label, help_text=help_text, required=required, require_all_fields=required)


class DecideForm(VersionedForm):
    """What came of a gate on a day, on whose word, and with which conditions."""

    outcome = forms.ChoiceField(label="What came of it", widget=forms.RadioSelect)
    on = _day("On which day")
    authority = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    words = forms.CharField(
        label="Words on the outcome",
        required=False,
        help_text="Needed where it is to be repeated or is stopped: why.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, today: date, may_pass: bool, branches: list[str], **kwargs: Any) -> None:
        gate = kwargs["row"]
        super().__init__(*args, **kwargs)
        self.gate = gate
        self.initial.setdefault("on", today)
        outcomes = [each for each in GateState if each != GateState.PLANNED and (may_pass or each not in PASSES)]
        self.fields["outcome"].choices = [(each.value, each.label) for each in outcomes]  # type: ignore[attr-defined]
        self.fields["outcome"].error_messages["required"] = "Choose what came of the gate."
        layout: list[Any] = ["version", Field.radios("outcome", small=True), "on"]
        if may_pass:
            discussed = gate.is_discussion_only
            self.fields["authority"].label = DISCUSSED if discussed else OVERRIDE
            self.fields["authority"].help_text = DISCUSSED_HELP if discussed else OVERRIDE_HELP
            layout.append("authority")
        else:
            del self.fields["authority"]
        layout.append("words")
        if may_pass and branches:
            self.fields["ways_on"] = forms.MultipleChoiceField(
                label="Ways on",
                required=False,
                choices=[(name, name) for name in branches],
                help_text="Choose all that are taken.",
                widget=forms.CheckboxSelectMultiple,
            )
            layout.append(Field.checkboxes("ways_on", small=True))
        layout += self._conditions() if may_pass else []
        self.helper.layout = Layout(*layout)

    def _conditions(self) -> list[Any]:
        """Where it is passed with conditions: each in words, with the day by which it is due."""
        names = []
        for number in range(1, CONDITIONS + 1):
            name = "conditions" if number == 1 else f"condition_{number}"
            self.fields[name] = forms.CharField(
                label=f"Condition {number}",
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"{name}_due"] = _day(f"Condition {number} is due by", required=False)
            names += [name, f"{name}_due"]
        return [Fieldset(*names, legend="Conditions, where it is passed with conditions", legend_size="m")]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in [name for name in self.fields if name.endswith("_due")]:
            text = cleaned.get(name.removesuffix("_due"))
            if text and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, "Give the day by which the condition is due.")
        return cleaned

    def values(self) -> dict[str, Any]:
        values = super().values()
        due = [name for name in values if name.endswith("_due")]
        pairs = [(values.pop(name.removesuffix("_due")), values.pop(name)) for name in due]
        words = values.pop("authority", "")
        kind = GateAuthority.DISCUSSION if self.gate.is_discussion_only else GateAuthority.OVERRIDE
        values["authority"] = Authority(kind, words) if values["outcome"] in PASSES else None
        values["conditions"] = [Condition(text, day) for text, day in pairs if text]
        return values


class MeetForm(VersionedForm):
    """How it can be seen that a requirement is met, and since when."""

    evidence = forms.CharField(
        label="How can it be seen that this is met?",
        help_text="For example the document and its version, who declared it, or where it is kept.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say how it can be seen that this is met."},
    )
    met_on = _day("On which day")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("met_on", today)


class MoveForm(VersionedForm):
    """To when a baseline is moved, why, and who approved it."""

    baseline = forms.ChoiceField(label="Which baseline", widget=forms.RadioSelect)
    to = ImpreciseDateFormField(label="To when", error_messages={"required": "Give the new baseline."})
    reason = forms.CharField(
        label="Why is it moved?", max_length=LONGEST, error_messages={"required": "Say why the baseline is moved."}
    )
    approved_by = forms.CharField(
        label="Who approved it?",
        max_length=200,
        help_text="As named, for example Executive Board of 14 September 2017.",
        error_messages={"required": "Say who approved it, for example Executive Board."},
    )

    change_request = forms.ModelChoiceField(
        label="Which change request led to it?",
        queryset=ChangeRequest.objects.none(),
        required=False,
        empty_label="None",
        help_text="Only requests that are approved, of this area or of the whole alliance.",
    )

    def __init__(self, *args: Any, requests: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = kwargs["row"]
        standing = [(name, getattr(row, name)) for name in row.baselines]
        labels = {name: str(row._meta.get_field(name).verbose_name).capitalize() for name in row.baselines}
        choices = [(name, f"{labels[name]}: {value}") for name, value in standing if value is not None]
        field: Any = self.fields["baseline"]
        field.choices = choices
        field.error_messages["required"] = "Choose which baseline is moved."
        if len(choices) == 1:
            self.initial["baseline"] = choices[0][0]
        asked: list[Any] = ["version", Field.radios("baseline", small=True), "to", "reason", "approved_by"]
        if requests.exists():
            self.fields["change_request"].queryset = requests  # type: ignore[attr-defined]
            asked.append("change_request")
        else:
            del self.fields["change_request"]
        self.helper.layout = Layout(*asked)


class AdoptForm(VersionedForm):
    """Which lifecycle an area is given."""

    lifecycle = forms.ModelChoiceField(
        queryset=Lifecycle.objects.none(),
        empty_label="Choose one",
        help_text="Phases and gates that the area has already stay as they are.",
        error_messages={"required": "Choose a lifecycle from the list."},
    )

    def __init__(self, *args: Any, lifecycles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lifecycle"]
        field.queryset = lifecycles
