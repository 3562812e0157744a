"""The API describes itself truly: as OpenAPI 3.1 without a warning, and in pages for people."""

from __future__ import annotations

import json

import pytest
import yaml
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from openapi_spec_validator import OpenAPIV31SpecValidator

from core.api.reference import document, groups
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_the_document_is_openapi_3_1_and_made_without_a_warning():
    GENERATOR_STATS.reset()
    made = SchemaGenerator().get_schema(request=None, public=True)
    assert made["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(made).validate()
    assert not GENERATOR_STATS._warn_cache
    assert not GENERATOR_STATS._error_cache


def test_every_post_takes_an_idempotency_key_and_every_patch_needs_if_match():
    for path, methods in document()["paths"].items():
        for method, header in (("post", "Idempotency-Key"), ("patch", "If-Match")):
            if method in methods:
                named = {each["name"]: each for each in methods[method]["parameters"]}
                assert header in named, f"{method} {path}"
                assert named[header].get("required", False) is (method == "patch")


def test_every_address_stands_on_a_page_with_an_example():
    shown = {(each.method, each.path) for group in groups() for each in group.operations}
    stated = {
        (method.upper(), path)
        for path, methods in document()["paths"].items()
        for method in methods
        if method in ("get", "post", "put", "patch", "delete")
    }
    assert shown == stated
    for group in groups():
        for each in group.operations:
            assert each.example.startswith("curl ")
            assert ("Idempotency-Key" in each.example) is (each.method == "POST")


def test_the_pages_are_served_and_lead_to_one_another(client):
    client.force_login(make_user("Reader"))
    front = client.get("/api/v1/docs/").content.decode()
    for group in groups():
        address = f"/api/v1/docs/{group.slug}/"
        assert address in front
        page = client.get(address)
        assert page.status_code == 200
        for each in group.operations:
            assert each.path in page.content.decode()
    assert client.get("/api/v1/docs/no-such-group/").status_code == 404


@pytest.mark.parametrize(("form", "reader"), [("json", json.loads), ("yaml", yaml.safe_load)])
def test_the_links_to_the_document_work(client, form, reader):
    client.force_login(make_user("Reader"))
    assert f"/api/v1/schema/?format={form}" in client.get("/api/v1/docs/").content.decode()
    answer = client.get(f"/api/v1/schema/?format={form}")
    assert answer.status_code == 200
    assert reader(answer.content)["info"]["title"] == "Concordat API"
