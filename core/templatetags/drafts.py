"""The offer to go on with a draft, above a form whose entries are kept while they are typed. No query but its one."""

from __future__ import annotations

import json
from typing import Any

from django import template

from core.drafts import draft_at

register = template.Library()


@register.inclusion_tag("core/_draft.html", takes_context=True)
def draft_offer(context: Any) -> dict[str, Any]:
    """Stands above a form that bears `data-keeps-draft`; a form just refused holds its own entries and offers none."""
    request = context["request"]
    address = request.get_full_path()
    draft = draft_at(address, request.user) if request.method == "GET" else None
    return {
        "address": address,
        "account": request.user.pk,
        "draft": draft,
        "entries": json.dumps(draft.entries) if draft else "",
        "csrf_token": context.get("csrf_token"),
    }
