"""The lists of a plan's table, one line for each phase, gate and milestone. Written in one go: a page has hundreds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from reporting.plan.addresses import plan_addresses
from reporting.templatetags.documents import dates_kept

register = template.Library()


@register.simple_tag
def plan_items(items: Iterable[Any], kind: str, alliance: str = "") -> SafeString:
    """Each with its state, when it was or is expected, and how that compares; linked where an alliance is named."""
    address = plan_addresses(alliance) if alliance else None
    lines = "".join(_line(each, address(kind, each.id) if address and each.id else "") for each in items)
    # Every word was escaped where its line was written.
    return mark_safe(f'<ul class="plan-items">{lines}</ul>') if lines else mark_safe("")  # noqa: S308


def _line(item: Any, url: str) -> str:
    name = escape(getattr(item, "title", "") or item.name)
    named = f'<a class="link" href="{escape(url)}">{name}</a>' if url else f"<strong>{name}</strong>"
    told = [item.state_words, item.when, item.planned, item.against, getattr(item, "tailoring_words", "")]
    told += [getattr(item, "words", ""), getattr(item, "condition", "")]
    rest = "".join(f" · {escape(dates_kept(each))}" for each in told if each)
    return f"<li>{named}{rest}</li>"


@register.simple_tag
def plan_indent(depth: int) -> SafeString:
    """The class that sets a part in under its whole; beyond the fourth level all are set in alike."""
    return format_html(' class="plan-depth-{}"', min(depth, 4)) if depth else mark_safe("")
