"""Forms and buttons that name the version of the row they were made from. What a version is stands in `versions`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from core.versions import StaleVersion

CHANGED = "Somebody else has changed this since you opened the page. Look at it again, then try again."


def take_version(form: forms.BaseForm, stale: StaleVersion) -> None:
    """Have the form, sent again, judged against the version that stands now."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(stale.current or "")
    form.data = data


def version_sent(request: HttpRequest) -> int:
    """The version the page was made from; nought, which no row has, when it was not sent."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
