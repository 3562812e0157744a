"""What fields are called on pages, what an empty choice says, and what a wrong one is told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html

from core.glossary import word_for

PLAIN = {
    "slug": ("Short name in addresses", "Small letters, numbers and hyphens, for example key-risks."),
    "order": ("Place in the list", "Lower numbers come first."),
}
"""Field name to its label and its help, where the model's own are a developer's."""
TALL = 10


def label_of(name: str, verbose: str) -> str:
    """A field's label: the plain word for it, or its own with a capital."""
    plain, _ = PLAIN.get(name, ("", ""))
    return plain or verbose[:1].upper() + verbose[1:]


def put_plainly(name: str, field: forms.Field, *, empty: str) -> None:
    """Give a form's field plain words: its label and help, what an empty choice says, what a wrong one is told."""
    label = label_of(name, str(field.label or name.replace("_", " ")))
    field.label = label
    if name in PLAIN:
        field.help_text = PLAIN[name][1]
    small = label if label.isupper() else label[:1].lower() + label[1:]
    field.error_messages["required"] = f"Enter {small}."
    if not isinstance(field, forms.ChoiceField):
        return
    several = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
    article = "" if several else "an " if small[:1] in "aeiou" else "a "
    expected = f"Choose {article}{small} from the list."
    field.error_messages |= {"required": expected, "invalid_choice": expected, "invalid_pk_value": expected}
    if several:
        field.widget.attrs.setdefault("size", TALL)
        return
    _say_empty(field, empty)


def _say_empty(field: Any, words: str) -> None:
    """What the choice of nothing is called, in place of a row of dashes or "Unknown"."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label is not None:
            field.empty_label = words
    elif not isinstance(field.widget, forms.RadioSelect):
        choices = [(value, words if value in ("", None) else text) for value, text in field.widget.choices]
        field.widget.choices = choices


def say_any(field: forms.Field) -> None:
    """A yes-or-no filter that asks for neither says "Any"."""
    widget: Any = field.widget
    if isinstance(widget, forms.Select) and not isinstance(field, forms.ChoiceField):
        widget.choices = [(value, "Any" if value in ("", "unknown") else text) for value, text in widget.choices]


def with_hint(field: forms.Field) -> None:
    """A field whose label stands in the glossary gets a link to its meaning beside its help."""
    word = word_for(str(field.label))
    if word is not None:
        link = '{} <a class="govuk-link" href="/help/#{}">What “{}” means</a>'
        field.help_text = format_html(link, field.help_text, word.anchor, word.word)
