"""The pages of an organisation and of a post: over time, and where they take part, as far as the reader may see."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from alliance.choices import Role
from core.records.addresses import page_of
from programmes.models import AreaRole
from tests import factories as make
from tests.reporting.documents import signed_in, text_of
from tests.reporting.history import alliance_with_a_history

pytestmark = pytest.mark.django_db


@pytest.fixture
def past() -> SimpleNamespace:
    return alliance_with_a_history()


@pytest.fixture
def reader(past: SimpleNamespace) -> Client:
    return signed_in(make.make_member(past.alliance, Role.AUDITOR))


def page(client: Client, name: str, slug: str) -> str:
    answer = client.get(reverse(f"reporting:{name}", kwargs={name: slug}))
    assert answer.status_code == 200
    return text_of(answer)


def test_an_organisation_shows_its_names_posts_and_parts(past: SimpleNamespace, reader: Client) -> None:
    words = page(reader, "organisation", past.north.slug)
    for shown in (
        "Northshire Constabulary",
        "31 December 2015",
        "Cat Deputy",
        "Lead partner",
        "Northern Alliance",
        "Design Authority",
        "Collaboration agreement",
        "Running costs",
        "50%",
    ):
        assert shown in words, shown


def test_a_body_shows_what_it_signed_and_may_decide(past: SimpleNamespace, reader: Client) -> None:
    words = page(reader, "organisation", past.chief.organisation.slug)
    for shown in ("Unsigned in the source", "Buying", "May decide, up to £50,000", "Chair, jointly", "Temporary"):
        assert shown.casefold() in words.casefold(), shown


def test_a_post_shows_its_holders_over_time_and_where_it_leads(past: SimpleNamespace, reader: Client) -> None:
    assert all(name in page(reader, "post", past.chief.slug) for name in ("Ann Early", "Ben Later", "30 June 2016"))
    words = page(reader, "post", past.deputy.slug)
    for shown in ("Senior Responsible Officer for the forces", "Design Authority", "Custody", "Lead (provisional)"):
        assert shown in words, shown


def test_nothing_of_an_alliance_that_the_reader_may_not_see(past: SimpleNamespace) -> None:
    other = make.make_alliance("Southern Alliance")
    stranger = signed_in(make.make_member(other, Role.AUDITOR))
    words = page(stranger, "organisation", past.north.slug)
    assert "Northshire Constabulary" in words
    for hidden in ("Northern Alliance", "Design Authority", "Collaboration agreement"):
        assert hidden not in words
    assert "It takes no part in an alliance that you can see." in words


def test_a_restricted_area_is_not_named_to_the_uncleared(past: SimpleNamespace) -> None:
    make._save(AreaRole(area=past.areas["Covert"], part="Lead", post=past.deputy))
    plain = signed_in(make.make_member(past.alliance, Role.AREA_LEAD))
    cleared = signed_in(make.make_member(past.alliance, Role.AUDITOR))
    assert "Covert" not in page(plain, "post", past.deputy.slug)
    assert "Covert" in page(cleared, "post", past.deputy.slug)


def test_they_are_where_a_record_is_read_and_keep_its_actions(past: SimpleNamespace) -> None:
    assert page_of(past.north) == f"/organisations/{past.north.slug}/"
    assert page_of(past.deputy) == f"/posts/{past.deputy.slug}/"
    office = signed_in(make.make_member(past.alliance, Role.PROGRAMME_OFFICE))
    html = office.get(page_of(past.north)).content.decode()
    for tail in ("change", "withdraw", "history", "merge"):
        assert f"/directory/organisations/{past.north.pk}/{tail}/" in html
    assert 'id="comments"' in html
