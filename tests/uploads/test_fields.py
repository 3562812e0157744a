"""The form field and the API field: what they clean to, and the words of each refusal, beside what else was typed."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework import serializers

from core.uploads.fields import UploadField, UploadSerializerField
from core.uploads.receive import Checked
from tests.uploads.made import plain, saved


class PaperForm(forms.Form):
    title = forms.CharField()
    file = UploadField(label="Paper")


class NoteForm(forms.Form):
    file = UploadField(required=False)


class PaperSerializer(serializers.Serializer[Any]):
    file = UploadSerializerField()


def sent(name: str, content: bytes) -> dict[str, SimpleUploadedFile]:
    # What the browser says of the kind is not believed.
    return {"file": SimpleUploadedFile(name, content, content_type="text/html")}


REFUSED = {
    "no PDF": ("page.pdf", b"<html>", "page.pdf is not a PDF."),
    "empty": ("page.pdf", b"", "page.pdf is empty."),
    "broken": (
        "page.pdf", b"%PDF-1.7 nothing",
        "page.pdf is broken: it cannot be read as a PDF. Save it again in the program that made it, then upload that.",
    ),
    "a path": ("../../etc/page.pdf", b"<html>", "page.pdf is not a PDF."),
}  # fmt: skip


def test_the_form_field_cleans_to_what_may_be_kept() -> None:
    form = PaperForm({"title": "Estates"}, sent("Estates paper.pdf", saved(plain())))
    assert form.is_valid(), form.errors
    checked = form.cleaned_data["file"]
    assert isinstance(checked, Checked)
    assert (checked.name, checked.media_type, checked.pages) == ("Estates paper.pdf", "application/pdf", 2)


@pytest.mark.parametrize(("name", "content", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_both_fields_refuse_in_the_same_words(name: str, content: bytes, words: str) -> None:
    form = PaperForm({"title": "Estates"}, sent(name, content))
    assert form.errors == {"file": [words]}
    assert form["title"].value() == "Estates"
    assert 'value="Estates"' in str(form["title"])
    asked = PaperSerializer(data=sent(name, content))
    assert not asked.is_valid()
    assert asked.errors == {"file": [words]}


def test_the_api_field_cleans_to_what_may_be_kept() -> None:
    asked = PaperSerializer(data=sent("a.pdf", saved(plain())))
    assert asked.is_valid(), asked.errors
    assert isinstance(asked.validated_data["file"], Checked)
    assert asked.data == {}


def test_without_a_file_it_asks_for_one_unless_it_may_be_left_out() -> None:
    assert PaperForm({"title": "x"}, {}).errors == {"file": ["Choose a file."]}
    assert PaperSerializer(data={}).is_valid() is False
    form = NoteForm({}, {})
    assert form.is_valid()
    assert form.cleaned_data["file"] is None


def test_the_page_says_what_is_expected_before_it_is_sent() -> None:
    field = PaperForm()["file"]
    assert field.help_text == "A PDF, at most 25 MiB."
    assert 'accept=".pdf"' in str(field)
    assert 'type="file"' in str(field)
    assert 'class="govuk-file-upload"' in str(field)
