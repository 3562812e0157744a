"""The form that invites somebody. It validates a dictionary and saves nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms_gds.fields import DateInputField
from django import forms

from alliance.actions import Given
from alliance.choices import Role
from alliance.models import Alliance
from core.account_forms import PlainForm


class InviteForm(PlainForm):
    """A name, an address, and the roles with their dates. `alliances` are those the inviter may give roles in."""

    name = forms.CharField(
        max_length=200,
        label="Name",
        help_text="As it is shown to others.",
        error_messages={"required": "Enter the name."},
    )
    email = forms.EmailField(
        max_length=254,
        label="Email address",
        help_text="They sign in with it. The invitation goes there and works for three days.",
        error_messages={"required": "Enter the email address."},
    )
    alliance = forms.ModelChoiceField(
        queryset=Alliance.objects.none(),
        label="Alliance",
        empty_label="Choose an alliance",
        error_messages={"required": "Choose the alliance."},
    )
    roles = forms.MultipleChoiceField(
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        label="Roles in that alliance",
        error_messages={"required": "Choose at least one role."},
    )
    from_date = DateInputField(label="From", help_text="The first day of these roles.", require_all_fields=True)
    to_date = DateInputField(
        label="To (optional)",
        help_text="The last day; leave it empty while it lasts.",
        required=False,
        require_all_fields=False,
    )

    def __init__(self, *args: Any, alliances: Any, needs_alliance: bool, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("from_date", today)
        super().__init__(*args, **kwargs)
        self.fields["alliance"].queryset = alliances  # type: ignore[attr-defined]
        if not needs_alliance:
            for name, words in (("alliance", "Alliance (optional)"), ("roles", "Roles in that alliance (optional)")):
                self.fields[name].required = False
                self.fields[name].label = words

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("alliance") and not values.get("roles") and "roles" not in self.errors:
            self.add_error("roles", "Choose at least one role in this alliance.")
        if values.get("roles") and not values.get("alliance") and "alliance" not in self.errors:
            self.add_error("alliance", "Choose the alliance in which they hold these roles.")
        first, last = values.get("from_date"), values.get("to_date")
        if first and last and last < first:
            self.add_error("to_date", "The last day must not lie before the first.")
        return values

    def given(self) -> list[Given]:
        values = self.cleaned_data
        return [Given(role, values["from_date"], values["to_date"]) for role in values["roles"]]
