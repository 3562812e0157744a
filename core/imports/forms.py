"""The form that takes sheets: several CSV files, a zip of them, or one workbook. What is in them is read elsewhere."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout
from django import forms
from django.core.files.uploadedfile import UploadedFile

from core.tabular.reading import MAX_BYTES


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class SheetsField(forms.FileField):
    """One file or several, together at most 10 MB."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        if not sent:
            raise forms.ValidationError("Choose at least one .csv, .xlsx or .zip file.", code="required")
        files = [super(SheetsField, self).clean(each, initial) for each in sent]
        if sum(each.size or 0 for each in files) > MAX_BYTES:
            raise forms.ValidationError("The files are larger than 10 MB together. Choose fewer or smaller ones.")
        return files


class ImportForm(forms.Form):
    sheets = SheetsField(
        label="Sheets",
        help_text="One .xlsx workbook, or .csv files named after their sheets, or a .zip of those. At most 10 MB.",
        error_messages={"empty": "A file that was chosen is empty. Expected headings and rows."},
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("sheets")

    def files_sent(self) -> list[tuple[str, bytes]]:
        return [(each.name or "", each.read()) for each in self.cleaned_data["sheets"]]
