"""Plain words on forms and filters, and the glossary on the help page and beside labels."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.glossary import word_for, words
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Any:
    return make.make_member(make.make_alliance())


def page(office: Any, name: str, kind: str, query: str = "") -> str:
    client = Client()
    client.force_login(office)
    alliance = office.role_grants.get().alliance
    return client.get(
        reverse(f"records:{name}", kwargs={"alliance": alliance.slug, "kind": kind}) + query
    ).content.decode()


def test_a_form_asks_in_plain_words(office: Any) -> None:
    text = page(office, "add", "risks")
    assert "---------" not in text
    assert "Choose one" in text
    assert "Place in the list" in text
    assert 'size="10"' in text
    assert "Short name in addresses" in page(office, "add", "boards")


def test_a_filter_says_any_and_what_it_expects(office: Any) -> None:
    text = page(office, "list", "risks", "?register=999999")
    assert "Choose a register from the list." in text
    assert "Unknown" not in text
    assert "---------" not in text
    assert ">Any</option>" in text


def test_the_help_page_has_every_word_with_its_anchor() -> None:
    text = Client().get("/help/").content.decode()
    assert len(words()) > 40
    assert all(f'id="{word.anchor}"' in text for word in words())
    assert len({word.anchor for word in words()}) == len(words())


def test_a_label_in_the_glossary_leads_to_its_meaning(office: Any) -> None:
    assert '<a class="govuk-link" href="/help/#register">What “Register” means</a>' in page(office, "add", "risks")


@pytest.mark.parametrize(("label", "word"), [("Register", "Register"), ("benefits", "Benefit"), ("Nonsense", None)])
def test_finds_a_word_by_its_label(label: str, word: str | None) -> None:
    found = word_for(label)
    assert (found.word if found else None) == word
