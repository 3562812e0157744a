"""The form field and the API field for one file: both clean to a `Checked`, and say why a file is not taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from rest_framework import serializers

from core.sandbox.forks import size_in_words
from core.uploads.kinds import PDF, Kind
from core.uploads.names import shown_name
from core.uploads.receive import Checked, UploadRefused, check, expected, refuse_larger


def _checked(file: Any, accept: Sequence[Kind]) -> Checked:
    name = file.name or ""
    # The size counts what was sent; what goes beyond the limit is not in the file.
    refuse_larger(shown_name(name), file.size or 0)
    return check(name, file.read(), accept=accept)


def _what(accept: Sequence[Kind]) -> str:
    words = expected(accept)
    return f"{words[0].upper()}{words[1:]}, at most {size_in_words(settings.UPLOAD_MAX_BYTES)}"


class UploadField(forms.FileField):
    """One file to choose; cleans to a Checked for `keep`, or to None when it may be left out and is."""

    def __init__(self, *, accept: Sequence[Kind] = (PDF,), **kwargs: Any) -> None:
        self.accept = tuple(accept)
        endings = ",".join(ending for kind in self.accept for ending in kind.suffixes)
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": endings, "class": "govuk-file-upload"}))
        kwargs.setdefault("help_text", f"{_what(self.accept)}.")
        kwargs.setdefault("allow_empty_file", True)
        kwargs["error_messages"] = {"required": "Choose a file.", **kwargs.get("error_messages", {})}
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        found = super().clean(data, initial)
        if not isinstance(found, UploadedFile):
            return found or None
        try:
            return _checked(found, self.accept)
        except UploadRefused as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal


class UploadSerializerField(serializers.FileField):
    """One file of a multipart request; takes what the form field takes, and refuses in the same words."""

    def __init__(self, *, accept: Sequence[Kind] = (PDF,), **kwargs: Any) -> None:
        self.accept = tuple(accept)
        kwargs.setdefault("help_text", f"{_what(self.accept)}.")
        kwargs.setdefault("allow_empty_file", True)
        super().__init__(write_only=True, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        file = super().to_internal_value(data)
        try:
            return _checked(file, self.accept)
        except UploadRefused as refusal:
            raise serializers.ValidationError(str(refusal), code="refused") from refusal
