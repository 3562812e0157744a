"""How much a request may bring: a file is cut off at its limit as it arrives, a body beyond the limit is not read.

The field says in words that a file was too large; nothing is written to the disk beyond the limit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from core.repeats import API
from core.sandbox.forks import size_in_words


class CutOff(FileUploadHandler):
    """Stands before the handlers that keep what arrives, and passes on nothing of a file once it is too large.

    Such a file is given as an empty one that knows its true size, which the form field refuses.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.is_too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.is_too_large = start + len(raw_data) > settings.UPLOAD_MAX_BYTES
        return None if self.is_too_large else raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if not self.is_too_large:
            return None
        return UploadedFile(ContentFile(b""), name=self.file_name, content_type=self.content_type, size=file_size)


class BodyLimit:
    """Answers 413, in words, a request whose body is announced as larger than one may be; it is not read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced, most = request.META.get("CONTENT_LENGTH") or "0", settings.UPLOAD_MAX_REQUEST_BYTES
        if not announced.isdecimal() or int(announced) <= most:
            return self.get_response(request)
        sent = size_in_words(int(announced))
        words = f"{sent} were sent at once; at most {size_in_words(most)} are taken. Send less at once."
        if request.path.startswith(API):
            return JsonResponse({"detail": words}, status=413)
        return render(request, "core/refused.html", {"title": "Too much was sent at once", "reason": words}, status=413)
