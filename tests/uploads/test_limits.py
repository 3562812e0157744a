"""A file is cut off at its limit as it arrives, and refused with both figures; a body beyond the limit is not read."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.uploads.fields import UploadField, UploadSerializerField
from tests.factories import make_user
from tests.uploads.made import plain, saved

MIB = 2**20
LIMIT = 3 * MIB
WORDS = "big.pdf has 4 MiB; a file may have at most 3 MiB. Upload it in parts or with smaller pictures."


class Form(forms.Form):
    file = UploadField()
    other = UploadField(required=False)


class Asked(serializers.Serializer[Any]):
    file = UploadSerializerField()


def page(request: HttpRequest) -> HttpResponse:
    """A page that takes files, as those of the records do, and says how much of each was held."""
    form = Form(request.POST, request.FILES)
    held = {name: len(file.read()) for name, file in request.FILES.items()}
    for file in request.FILES.values():
        file.seek(0)
    return JsonResponse({"errors": form.errors, "held": held}, status=422 if form.errors else 200)


class Api(APIView):
    parser_classes = [MultiPartParser]

    def post(self, request: Request) -> Response:
        Asked(data=request.data).is_valid(raise_exception=True)
        return Response({"is": "taken"}, status=201)


urlpatterns = [path("take/", page), path("api/v1/take/", Api.as_view()), path("", include("config.urls"))]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls(__name__),
    pytest.mark.usefixtures("small"),
    pytest.mark.filterwarnings("ignore:No directory at"),
]


@pytest.fixture
def small(settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = LIMIT
    settings.UPLOAD_MAX_REQUEST_BYTES = 2 * LIMIT


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_user("Reader"))
    return client


def sent(size: int, name: str = "big.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7\n" + bytes(size - 9))


def test_a_file_too_large_is_refused_in_words_and_nothing_of_it_is_held(reader: Client) -> None:
    answer = reader.post("/take/", {"file": sent(4 * MIB)})
    assert answer.status_code == 422
    assert answer.json() == {"errors": {"file": [WORDS]}, "held": {"file": 0}}


def test_the_other_file_of_the_form_arrives(reader: Client) -> None:
    small = SimpleUploadedFile("small.pdf", saved(plain()))
    answer = reader.post("/take/", {"file": sent(4 * MIB), "other": small})
    assert answer.json()["errors"] == {"file": [WORDS]}
    assert answer.json()["held"] == {"file": 0, "other": small.size}


def test_the_api_says_the_same(reader: Client) -> None:
    answer = reader.post("/api/v1/take/", {"file": sent(4 * MIB)})
    assert answer.status_code == 400
    assert answer.json() == {"file": [WORDS]}


def test_a_file_at_the_limit_is_opened(reader: Client) -> None:
    answer = reader.post("/take/", {"file": sent(LIMIT)})
    assert answer.json()["held"] == {"file": LIMIT}
    assert answer.json()["errors"]["file"][0].startswith("big.pdf is broken")


class Unread(io.RawIOBase):
    """A body that must not be read."""

    def read(self, *_: Any) -> bytes:
        raise AssertionError("the body was read")


@pytest.mark.parametrize(("address", "kind"), [("/take/", "text/html"), ("/api/v1/take/", "application/json")])
def test_a_body_beyond_the_limit_is_answered_without_being_read(reader: Client, address: str, kind: str) -> None:
    answer = reader.generic(
        "POST", address, b"", content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(7 * MIB), "wsgi.input": Unread()},
    )  # fmt: skip
    assert answer.status_code == 413
    assert answer["Content-Type"].startswith(kind)
    assert "7 MiB were sent at once; at most 6 MiB are taken. Send less at once." in answer.content.decode()


def test_a_body_at_the_limit_is_read(reader: Client) -> None:
    with override_settings(UPLOAD_MAX_REQUEST_BYTES=LIMIT):
        request = RequestFactory().post("/take/", {"file": sent(LIMIT)})
        assert int(request.META["CONTENT_LENGTH"]) > LIMIT
        assert reader.post("/take/", {"file": sent(LIMIT)}).status_code == 413
        assert reader.post("/take/", {"file": sent(LIMIT - 1000)}).status_code == 422
