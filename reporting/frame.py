"""What every page's frame shows: the alliances, the navigation and the date the page speaks of."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    return {}
