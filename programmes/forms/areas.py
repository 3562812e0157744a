"""What the verbs that reshape areas and release announcements ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms_gds.layout import Field, Fieldset, Layout
from django import forms
from django.core.validators import validate_slug

from alliance.models import Alliance, Organisation
from core.date_inputs import DateInputField
from core.versioned_forms import LONGEST, VersionedForm
from programmes.actions import NewArea
from programmes.models import BusinessArea

PARTS = 4
"""How many areas a page begins at once; an area that becomes more is split again, or over the API."""
WORDS = "For example the decision of a board. Kept with what became of the area, and in the history beside your name."


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


class _Reshaping(VersionedForm):
    """On which day the new shape begins, and what brought it about."""

    on = DateInputField(
        label="First day of the new shape",
        help_text="The old one holds until the day before. For example, 1 4 2018",
        require_all_fields=True,
    )
    words = forms.CharField(
        label="What brought it about?",
        max_length=LONGEST,
        help_text=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what brought it about."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today)

    def ask_for_area(self, stem: str, number: int, *, required: bool) -> list[str]:
        """The name and the short name of an area that begins."""
        # The first bears the action's own name, so that what it refuses stands beside it.
        names = [stem, f"{stem}_slug"] if number == 1 else [f"{stem}_{number}", f"{stem}_slug_{number}"]
        self.fields[names[0]] = forms.CharField(
            label="Name", max_length=250, required=required, help_text="As written by its authors."
        )
        self.fields[names[1]] = forms.CharField(
            label="Short name",
            max_length=100,
            required=required,
            validators=[validate_slug],
            help_text="For addresses: small letters, figures and hyphens.",
        )
        return names

    def new_area(self, names: list[str]) -> NewArea | None:
        """The area that two fields name; None where both are empty. One alone is refused beside the other."""
        name, slug = (self.cleaned_data.get(each, "") for each in names)
        if not name and not slug:
            return None
        for field, text in zip(names, (name, slug), strict=True):
            if not text and field not in self.errors:
                self.add_error(field, "Give its name and its short name.")
        return NewArea(slug=slug, name=name)


class SplitForm(_Reshaping):
    """What an area becomes: at least two."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = [self.ask_for_area("into", each, required=each <= 2) for each in range(1, PARTS + 1)]
        ordinals = ("First", "Second", "Third", "Fourth")
        layout: list[Any] = ["version", "on", "words"]
        for ordinal, pair in zip(ordinals, self.pairs, strict=True):
            legend = f"{ordinal} area" + (", which goes on with what is not finished" if ordinal == "First" else "")
            layout.append(Fieldset(*pair, legend=legend, legend_size="m"))
        self.helper.layout = Layout(*layout)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.areas = [made for made in map(self.new_area, self.pairs) if made is not None]
        return cleaned

    def values(self) -> dict[str, Any]:
        values = super().values()
        return {name: values[name] for name in ("on", "words", "expected")} | {"into": self.areas}


class MergeForm(_Reshaping):
    """With which areas an area becomes one, and whether that is a new one."""

    others = forms.ModelMultipleChoiceField(
        label="With which areas",
        queryset=BusinessArea.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one other area."},
    )

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row, field = kwargs["row"], self.fields["others"]
        field.queryset = areas  # type: ignore[attr-defined]
        self.pair = self.ask_for_area("new", 1, required=False)
        legend = "The new area, where it is one"
        self.fields["new"].help_text = f"Leave both empty where they go on as {row.name}."
        self.helper.layout = Layout(
            "version",
            Field.checkboxes("others", small=True),
            "on",
            "words",
            Fieldset(*self.pair, legend=legend, legend_size="m"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.new = self.new_area(self.pair)
        return cleaned

    def values(self) -> dict[str, Any]:
        values = super().values()
        kept = {name: values[name] for name in ("on", "words", "expected")}
        return kept | {"others": list(values["others"]), "new": self.new}


class MoveAwayForm(_Reshaping):
    """To which wider alliance an area moves, and what it is called in addresses there."""

    to = forms.ModelChoiceField(
        label="To which alliance",
        queryset=Alliance.objects.none(),
        empty_label="Choose one",
        error_messages={"required": "Choose the alliance that it moves to."},
    )
    slug = forms.SlugField(label="Short name there", max_length=100, help_text="For addresses.")

    def __init__(self, *args: Any, alliances: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = alliances  # type: ignore[attr-defined]
        self.initial.setdefault("slug", kwargs["row"].slug)
        self.helper.layout = Layout("version", "to", "slug", "on", "words")


class EndPartnerForm(VersionedForm):
    """Which partner takes part no longer, and until which day."""

    organisation = forms.ModelChoiceField(
        label="Which partner",
        queryset=Organisation.objects.none(),
        empty_label="Choose one",
        error_messages={"required": "Choose the partner that leaves."},
    )
    last_day = DateInputField(
        label="Last day", help_text="It takes part until the end of it. For example, 31 3 2018", require_all_fields=True
    )
    words = forms.CharField(
        label="What ended it?",
        max_length=LONGEST,
        help_text="For example its notice, or the decision of a board. Kept with its row.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what ended it."},
    )

    def __init__(self, *args: Any, today: date, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("last_day", today)
        self.fields["organisation"].queryset = partners  # type: ignore[attr-defined]
