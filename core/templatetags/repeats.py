"""The hidden input by which a form that is sent twice is done once. What becomes of it stands in `core.repeats`."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.repeats import FIELD, new_token

register = template.Library()


@register.simple_tag
def repeat_token() -> SafeString:
    """Stands beside `{% csrf_token %}` in every form that creates, changes or decides something."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_token())
