"""A name on a page, leading to its own page where it has one. No rule and no query stands here."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_tag
def named(name: Any) -> str:
    """A `Named` as a link, or as plain words where it leads nowhere."""
    if not name.address:
        return str(name.name)
    return format_html('<a class="link" href="{}">{}</a>', name.address, name.name)
