"""The small strips of the overview, one sign for each period or status. Written in one go, as a page has hundreds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def rag_bars(months: Iterable[Any]) -> SafeString:
    """A bar for each period, higher the more pressing, with its words for those who point at it."""
    bar = '<span class="rag-bar rag-bar--{}" title="{}: {}"></span>'
    return format_html_join("", bar, ((month.sign, month.period, month.word) for month in months))


@register.simple_tag
def phase_steps(places: Iterable[str]) -> SafeString:
    """A mark for each status of the alliance: done, current or todo."""
    return format_html_join("", '<span class="phase-step phase-step--{}"></span>', ((place,) for place in places))
