"""The one way a stored file is given out: always as a download, under a name, never as a page of this site.

Whether the reader may have it, and the record of the reading, stand with the view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404

from core.files import path_of

if TYPE_CHECKING:
    from core.models import Upload

POLICY = "default-src 'none'; sandbox"


def stored_file(sha256: str, *, name: str, media_type: str) -> FileResponse:
    """The stored file of that hash under `name`, which may hold any signs (RFC 6266). Raises Http404 without one."""
    try:
        file = path_of(sha256).open("rb")
    except FileNotFoundError as error:
        raise Http404("The file is not in the store.") from error
    response = FileResponse(file, content_type=media_type, filename=name, as_attachment=True)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def upload_file(upload: Upload, *, name: str = "") -> FileResponse:
    """What somebody sent, cleaned, under `name`, or its own shown name when that is empty."""
    return stored_file(upload.sha256, name=name or upload.name, media_type=upload.media_type)
