"""No address is without its line in the access table, and no line without its address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver

from core.records.registry import all_records
from tests.access.asking import kinds_of
from tests.access.lines import lines

SIGN_IN_PACKAGE = "accounts/"
"""Signing in, out and the password are the package's own pages: tests/core/test_sign_in.py holds them as a group.

They show no record. What they answer to everybody is asked below.
"""


def addresses(
    resolver: URLResolver | None = None, spaces: str = "", before: str = ""
) -> Iterator[tuple[str, URLPattern, str]]:
    """Every address of the product: its full name, its pattern and its text."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield f"{spaces}{each.name}", each, before + str(each.pattern)
        else:
            below = f"{spaces}{each.namespace}:" if each.namespace else spaces
            yield from addresses(each, below, before + str(each.pattern))


def own_addresses() -> list[tuple[str, URLPattern]]:
    return [(name, each) for name, each, text in addresses() if not text.startswith(SIGN_IN_PACKAGE)]


def classified() -> dict[str, set[tuple[str, str]]]:
    """For each address by name, the (kind, method) of its lines; generated addresses by their own names."""
    found: dict[str, set[tuple[str, str]]] = {}
    for line in lines():
        group = "kept" if line.kinds in ("some", "hidden") else line.kinds
        for kind in kinds_of(group):
            found.setdefault(line.route.replace("*", kind), set()).add((kind, line.method))
    return found


def test_every_address_has_a_line() -> None:
    known = classified()
    assert sorted({name for name, _ in own_addresses()} - known.keys()) == []


def test_every_line_has_an_address() -> None:
    assert sorted(classified().keys() - {name for name, _ in own_addresses()}) == []


def test_generic_pages_have_lines_for_every_kind_of_record() -> None:
    known = classified()
    for record in all_records():
        prefix = "records:" if record.scope_path else "records:directory_"
        for page in ("list", "add", "detail", "edit", "history"):
            assert (record.slug, "GET") in known[f"{prefix}{page}"], f"{prefix}{page} {record.slug}"


def test_every_method_that_an_api_address_takes_has_a_line() -> None:
    known = classified()
    missing = [
        f"{method.upper()} {name}"
        for name, pattern in own_addresses()
        for method in getattr(pattern.callback, "actions", None) or {}
        if method in ("get", "post", "patch", "put", "delete")
        and method.upper() not in {asked for _, asked in known.get(name, set())}
    ]
    assert missing == []


@pytest.mark.parametrize("name", ["reporting:overview", "records:list", "api:risks-detail", "programmes:update_edit"])
def test_the_addresses_are_read_through_their_includes(name: str) -> None:
    assert name in {each for each, _ in own_addresses()}
