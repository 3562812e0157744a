"""Where a page's script keeps a draft, and the form that discards one. One action call for each."""

from __future__ import annotations

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core import clock
from core.drafts import discard, keep_draft
from core.posted import is_one_of_ours
from core.signed_in import account_of


@require_POST
def draft_keep(request: HttpRequest) -> HttpResponse:
    try:
        sent = json.loads(request.body if request.content_type == "application/json" else b"")
        address, entries = sent["address"], sent["entries"]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"detail": "Send JSON with an address and entries."}, status=400)
    try:
        keep_draft(address=str(address), entries=entries, by=account_of(request), at=clock.now())
    except ValidationError as error:
        return JsonResponse(error.message_dict, status=400)
    return HttpResponse(status=204)


@require_POST
def draft_discard(request: HttpRequest) -> HttpResponse:
    address = request.POST.get("address", "")
    discard(address, by=account_of(request))
    messages.success(request, "The draft is discarded.")
    return redirect(address if is_one_of_ours(address) else "/")
