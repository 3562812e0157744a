"""The answer that holds an uploaded file. Whether the reader may have it was asked before."""

from __future__ import annotations

from django.http import FileResponse

from core import files
from core.models import Upload


def file_response(upload: Upload, *, name: str = "") -> FileResponse:
    """The kept bytes, to be saved under `name` (that of the upload when empty) and never shown as a page of ours."""
    response = FileResponse(
        files.path_of(upload.sha256).open("rb"),
        content_type=upload.media_type,
        filename=name or upload.name,
        as_attachment=True,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
