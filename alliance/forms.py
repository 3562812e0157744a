"""The forms that invite somebody, split an amount, and end what is succeeded. They check a dictionary, no more."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from alliance.actions import Act, Given
from alliance.apportionment import EXAMPLE, AmountError, Apportionment, ApportionmentError, pence_of
from alliance.choices import Role, SuccessionKind
from alliance.models import Alliance, Appointment, Organisation, Person, SharingBasis
from core.account_forms import PlainForm
from core.date_inputs import DateInputField
from core.fields import HELP_TEXT, ImpreciseDateFormField
from core.versioned_forms import LONGEST, VersionedForm


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


class BasisField(forms.ModelChoiceField):
    """A sharing basis by its short name, shown with its dates."""

    def label_from_instance(self, basis: Any) -> str:
        return f"{basis} ({basis.span})"


class SplitForm(PlainForm):
    """An amount and the basis to split it by; without a basis, the only one in force on the day.

    `bases` are those the reader may see, of all times; `on` is None where the day itself cannot be read.
    """

    basis = BasisField(
        queryset=SharingBasis.objects.none(),
        to_field_name="slug",
        required=False,
        label="Sharing basis",
        empty_label="The one in force on that day",
        error_messages={"invalid_choice": "Choose a sharing basis of this alliance from the list."},
    )
    amount = forms.CharField(
        max_length=40,
        label="Amount in pounds",
        help_text=f"To the penny, for example {EXAMPLE}. Below nought for a saving or a refund.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
        error_messages={"required": f"Enter an amount in pounds, for example {EXAMPLE}."},
    )

    def __init__(self, *args: Any, bases: Any, on: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].queryset = bases  # type: ignore[attr-defined]
        self.bases, self.on = bases, on
        self.split: Apportionment | None = None
        # What is typed is asked for, not sent: the token would stand in the address.
        self.helper.disable_csrf = True

    def clean_amount(self) -> int:
        try:
            return pence_of(self.cleaned_data["amount"])
        except AmountError as fault:
            raise ValidationError(str(fault)) from fault

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if self.on is None or "basis" in self.errors:
            return values
        try:
            values["basis"] = basis = self._in_force(self.on, values.get("basis"))
            if "amount" in values:
                self.split = basis.split(values["amount"])
        except (ValidationError, ApportionmentError) as fault:
            self.add_error("basis", fault if isinstance(fault, ValidationError) else str(fault))
        return values

    def _in_force(self, on: date, chosen: SharingBasis | None) -> SharingBasis:
        """The basis chosen, or the only one there is. Raises ValidationError naming those in force on the day."""
        found = [basis for basis in self.bases if basis.in_force(on)]
        day, names = date_format(on, "j F Y"), ", ".join(f"“{basis}”" for basis in found)
        if chosen is not None and chosen not in found:
            then = f"In force then: {names}." if found else "None was in force then."
            raise ValidationError(f"“{chosen}” was not in force on {day}. {then}")
        if chosen is not None or len(found) == 1:
            return next(basis for basis in found if chosen is None or basis == chosen)
        if not found:
            raise ValidationError(f"No sharing basis was in force on {day}: choose another day.")
        raise ValidationError(f"Several were in force on {day}: choose one of {names}.")


class _PlannedForm(PlainForm):
    """What a plan is worked out from. It is asked for in the address, and sent again to be done."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What is asked for stands in the address, and the token is not to.
        self.helper.disable_csrf = True

    def sent_again(self) -> list[tuple[str, str]]:
        """The fields as they were typed, for the form that does it."""
        names = [name for name in self.data if name.partition("_")[0] in self.fields or name in self.fields]
        return [(name, str(self.data[name])) for name in names]


class SuccessionForm(_PlannedForm):
    """Which body takes the place of another, from which day, by which act. `bodies` are those it may be."""

    successor = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label="Which body takes its place",
        empty_label="Choose one",
        help_text="Add it to the directory first, if it is new.",
        error_messages={"required": "Choose the body that takes its place.", "invalid_choice": "Choose one listed."},
    )
    kind = forms.ChoiceField(choices=SuccessionKind.choices, label="What becomes of it")
    on = DateInputField(
        label="First day of the successor",
        help_text="The old one holds until the day before. For example, 22 11 2012",
        require_all_fields=True,
    )
    words = forms.CharField(
        max_length=300,
        label="By which act",
        help_text="For example Police Reform and Social Responsibility Act 2011. Kept with it, and in every history.",
        error_messages={"required": "Say by which act."},
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = bodies  # type: ignore[attr-defined]

    def act(self) -> Act:
        values = self.cleaned_data
        return Act(on=values["on"], words=values["words"], kind=values["kind"])


class HandOverForm(_PlannedForm):
    """Who takes up a post from whom, from which day. `held` are the appointments that may end, `people` all."""

    outgoing = forms.ModelChoiceField(
        queryset=Appointment.objects.none(),
        required=False,
        label="Whose appointment ends",
        empty_label="Nobody’s: the post is vacant, or shared",
    )
    incoming = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="Who takes it up",
        empty_label="Choose one",
        help_text="Add them to the directory first, if they are new.",
        error_messages={"required": "Choose who takes it up.", "invalid_choice": "Choose one listed."},
    )
    kind = forms.ChoiceField(choices=Appointment.Standing.choices, label="How they hold it")
    on = DateInputField(
        label="First day of the new holder",
        help_text="The old one holds it until the day before. For example, 12 5 2016",
        require_all_fields=True,
    )
    words = forms.CharField(
        max_length=300,
        label="By which act",
        help_text="For example the election of 5 May 2016. Kept as the source, and in the history.",
        error_messages={"required": "Say by which act."},
    )

    def __init__(self, *args: Any, held: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outgoing"].queryset = held  # type: ignore[attr-defined]
        self.fields["incoming"].queryset = people  # type: ignore[attr-defined]

    def act(self) -> Act:
        values = self.cleaned_data
        return Act(on=values["on"], words=values["words"], kind=values["kind"])


class LeavingForm(VersionedForm):
    """The last day of a partner, and the notice that it gave."""

    last_day = ImpreciseDateFormField(label="Last day", help_text=f"It is a partner until then. {HELP_TEXT}")
    notice_given_on = ImpreciseDateFormField(label="Notice given (optional)", required=False, help_text=HELP_TEXT)
    reason = forms.CharField(
        max_length=LONGEST,
        label="Why does it leave?",
        help_text="Kept in the history beside your name.",
        error_messages={"required": "Say why it leaves."},
    )


class EndingForm(VersionedForm):
    """The last day of an alliance."""

    ended_on = ImpreciseDateFormField(label="Last day", help_text=HELP_TEXT)
    reason = forms.CharField(
        max_length=LONGEST,
        label="Why does it end?",
        help_text="Kept in the history beside your name.",
        error_messages={"required": "Say why it ends."},
    )
