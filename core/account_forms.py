"""The forms about accounts and keys. They validate a dictionary and save nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout
from django import forms

from core.date_inputs import DateInputField
from core.keys import LONGEST
from core.models import ApiKey, User

USUAL_LIFE = timedelta(days=90)


class PlainForm(forms.Form):
    """A form of the house: laid out by crispy-forms-gds inside a `<form>` of the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*map(self.laid_out, self.fields))

    def laid_out(self, name: str) -> Any:
        widget = self.fields[name].widget
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return Field.checkboxes(name)
        return Field.radios(name) if isinstance(widget, forms.RadioSelect) else name


class UserForm(PlainForm):
    """What a service administrator may change of an account."""

    name = forms.CharField(max_length=200, label="Name", error_messages={"required": "Enter the name."})
    email = forms.EmailField(
        max_length=254,
        label="Email address",
        help_text="They sign in with it; a change is told to the old one.",
        error_messages={"required": "Enter the email address."},
    )
    is_service_administrator = forms.BooleanField(
        required=False,
        label="Service administrator",
        help_text="Adds and disables accounts and sets up alliances; opens no restricted matter.",
    )
    why = forms.CharField(
        required=False,
        max_length=300,
        label="Why are you changing this? (optional)",
        help_text="Kept in the history beside your name.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, user: User) -> UserForm:
        names = ("name", "email", "is_service_administrator", "version")
        return cls(initial={name: getattr(user, name) for name in names})


class DisableForm(PlainForm):
    why = forms.CharField(
        max_length=300,
        label="Why is this account disabled?",
        help_text="Kept in the history beside your name.",
        error_messages={"required": "Say why this account is disabled."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class EnableForm(PlainForm):
    why = forms.CharField(
        required=False,
        max_length=300,
        label="Why may this account sign in again? (optional)",
        help_text="Kept in the history beside your name.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class KeyForm(PlainForm):
    """A new key of one's own."""

    name = forms.CharField(
        max_length=100,
        label="What will use it?",
        help_text="For example, Finance dashboard.",
        error_messages={"required": "Say what will use the key."},
    )
    scope = forms.ChoiceField(
        choices=ApiKey.Scope.choices,
        widget=forms.RadioSelect,
        initial=ApiKey.Scope.READ,
        label="What may it do?",
        help_text="Never more than you may do yourself at that moment.",
        error_messages={"required": "Choose what the key may do."},
    )
    expires_on = DateInputField(label="Last day", require_all_fields=True)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("expires_on", today + USUAL_LIFE)
        super().__init__(*args, **kwargs)
        last = today + LONGEST
        self.fields["expires_on"].help_text = f"At most 365 days ahead: {last.day} {last:%B %Y}."
