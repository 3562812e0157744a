"""What may be asked of a plan: a part of the tree, a time, only the areas with something in it. For page and API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from core.as_at import EXAMPLE
from reporting.forms import TYPED_DATES
from reporting.plan import MOST_YEARS, Plan, Time, time_of

DAYS_OF_A_YEAR = 366
TYPED: dict[str, Any] = {"required": False, "widget": forms.TextInput, "input_formats": TYPED_DATES}


class PlanForm(forms.Form):
    """Narrows a plan that has been read; the rows of a reader were chosen before."""

    part = forms.ChoiceField(required=False, label="Part")
    from_date = forms.DateField(label="From", help_text=f"For example, {EXAMPLE}", **TYPED)
    to_date = forms.DateField(label="To", help_text=f"For example, {EXAMPLE}", **TYPED)
    busy = forms.BooleanField(required=False, label="Only with something then")

    def __init__(self, asked: Mapping[str, Any], *, plan: Plan, words: str, example: str = EXAMPLE) -> None:
        super().__init__(asked)
        self.plan = plan
        part: Any = self.fields["part"]
        part.choices = [("", f"All {words}"), *((area.slug, area.name) for area in plan.wholes)]
        known = ", ".join(area.slug for area in plan.wholes) or "none has parts"
        part.error_messages["invalid_choice"] = f"“%(value)s” is not one that has parts: {known}."
        for name in ("from_date", "to_date"):
            label = self.fields[name].label
            self.fields[name].error_messages["invalid"] = f"{label} must be a real date, for example {example}."
        if not plan.wholes and "part" not in asked:
            # Nothing to choose from: the tree has one level.
            del self.fields["part"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("from_date"), cleaned.get("to_date")
        if first is None or last is None:
            return cleaned
        if last <= first:
            self.add_error("to_date", "To must be later than From.")
        elif (last - first).days > MOST_YEARS * DAYS_OF_A_YEAR:
            self.add_error("to_date", f"At most {MOST_YEARS} years can be shown at once.")
        return cleaned

    @property
    def narrows(self) -> bool:
        """Whether areas may be left out."""
        return bool(self.cleaned_data.get("part") or self.cleaned_data.get("busy"))

    def chosen(self) -> tuple[Plan, Time]:
        """The areas asked for and the time in which they are shown, once the form is valid."""
        asked, plan = self.cleaned_data, self.plan
        if asked.get("part"):
            plan = plan.of_part(asked["part"])
        time = time_of(plan, start=asked["from_date"], end=asked["to_date"])
        return (plan.with_something(time.start, time.end) if asked["busy"] else plan), time
