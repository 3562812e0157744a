"""The form of a record, made from its declaration. It validates a dictionary and saves nothing."""

from __future__ import annotations

from functools import cache
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout
from django import forms
from django.db import models

from core.account_forms import PlainForm
from core.date_inputs import DateInputField
from core.records.labels import put_plainly, with_hint
from core.records.registry import Record, path_to_scope, record_of
from core.slugs import HINT, NAMES, SLUG, is_made, made_slug

WHY_HELP = "Kept in the history beside your name, for example 'Board of 14 September'."


class RecordForm(forms.ModelForm):  # type: ignore[type-arg]
    """Every kind of record's form: its fields, the version that was read, and why it is changed."""

    record: Record

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    why = forms.CharField(
        required=False, max_length=300, label="Why are you changing this? (optional)", help_text=WHY_HELP
    )

    def __init__(self, *args: Any, user: Any, scope: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.scope = user, scope
        if scope is not None and self.record.has_scope_field and self.instance.pk is None:
            setattr(self.instance, self.record.scope_path, scope)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                field.queryset = self.choices_of(field.queryset.model)
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4
            put_plainly(name, field, empty="Choose one")
            if name == SLUG and is_made(self.record.model):
                field.required = False
                field.help_text = f"{field.help_text} {HINT}".strip()
            with_hint(field)
        if self.instance.pk is None:
            del self.fields["why"]
        else:
            self.initial["version"] = self.instance.version
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.fields)

    def clean(self) -> dict[str, Any]:
        """Give a row without a short name the one that its name makes."""
        values: dict[str, Any] = super().clean() or {}
        slug = self.fields.get(SLUG)
        if slug is not None and not slug.required and not values.get(SLUG) and SLUG not in self.errors:
            for name in NAMES:
                if name in values:
                    setattr(self.instance, name, values[name])
            values[SLUG] = made_slug(self.instance)
        return values

    def choices_of(self, model: type[models.Model]) -> models.QuerySet[Any]:
        """Only what the person may see, and only what belongs to the same alliance."""
        manager: Any = model._default_manager
        rows = manager.visible_to(self.user)
        path = path_to_scope(model)
        if path and self.scope is not None:
            rows = rows.filter(**{path: self.scope})
        target = record_of(model)
        return rows.select_related(*target.related) if target else rows  # type: ignore[no-any-return]

    def many(self) -> dict[str, Any]:
        """The values of many-to-many fields, which a save sets after the row itself."""
        names = {field.name for field in self.record.model._meta.many_to_many}
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class WithdrawalForm(PlainForm):
    """Why a record is withdrawn, or put back."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        max_length=300,
        required=False,
        label="Why is it withdrawn?",
        help_text="Shown on its page and kept in the history beside your name, for example 'Entered twice'.",
    )


def _form_field(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return DateInputField(
            label=field.verbose_name[:1].upper() + field.verbose_name[1:],
            help_text=field.help_text or "For example, 22 9 2017",
            required=not field.blank,
            require_all_fields=not field.blank,
        )
    return field.formfield(**kwargs)


@cache
def form_for(record: Record) -> type[RecordForm]:
    """The form class of a kind of record."""
    meta = type("Meta", (), {"model": record.model, "fields": list(record.fields), "formfield_callback": _form_field})
    return type(f"{record.model.__name__}Form", (RecordForm,), {"Meta": meta, "record": record})
