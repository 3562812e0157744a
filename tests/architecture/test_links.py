"""No link leads nowhere: every internal link that a page offers answers, for each role."""

from __future__ import annotations

import re
from collections import deque
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from alliance.choices import Role
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("quick")]
MOST = 700
"""A bound for the walk; addresses that differ only in their numbers or dates are walked a few times each."""
OF_EACH_SHAPE = 2


class Links(HTMLParser):
    """The addresses in a page's links and in the forms that only ask."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.nav: set[str] = set()
        self._in_nav = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._in_nav += tag == "nav"
        url = given.get("href") if tag == "a" else None
        if tag == "form" and (given.get("method") or "get").lower() == "get":
            url = given.get("action")
        if url:
            self.found.add(url)
            if self._in_nav:
                self.nav.add(url)

    def handle_endtag(self, tag: str) -> None:
        self._in_nav -= tag == "nav"


def links_of(page: str, at: str) -> Links:
    links = Links()
    links.feed(page)
    for name in ("found", "nav"):
        whole = {urljoin(at, unescape(url)) for url in getattr(links, name)}
        setattr(links, name, {url.partition("#")[0] for url in whole if is_internal(url)})
    return links


def is_internal(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        return False
    return parts.path.startswith("/") and not parts.path.startswith("/static/")


def shape(url: str) -> str:
    return re.sub(r"\d+|canary-[a-z-]+", "N", url)


def walk(client: Client) -> tuple[dict[str, int], dict[str, str]]:
    """From the home page, breadth first: the status of every address, and the page that led to it."""
    waiting, led_by, statuses, seen = deque(["/"]), {"/": ""}, {}, {}
    while waiting and len(statuses) < MOST:
        url = waiting.popleft()
        if seen.get(shape(url), 0) >= OF_EACH_SHAPE:
            continue
        seen[shape(url)] = seen.get(shape(url), 0) + 1
        answer = client.get(url)
        statuses[url] = answer.status_code
        if answer.status_code in (301, 302):
            found = {answer.headers["Location"]}
        elif "text/html" in answer.headers.get("Content-Type", "") and not answer.streaming:
            found = links_of(answer.content.decode(), url).found
        else:
            found = set()
        for each in sorted(found):
            if each not in led_by and "logout" not in each:
                led_by[each] = url
                waiting.append(each)
    return statuses, led_by


@pytest.mark.parametrize("actor", ["programme_office", "lead", "service_administrator"])
def test_no_link_leads_nowhere_for(actor: str, world: World) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.people[actor])
    statuses, led_by = walk(client)
    broken = {url: (status, led_by[url]) for url, status in statuses.items() if status not in (200, 301, 302)}
    assert broken == {}
    if actor == "programme_office":
        assert len(statuses) > 60, "the walk must reach more than the frame"


@pytest.mark.parametrize("role", Role.values)
def test_every_item_of_the_navigation_works_for(role: str, world: World) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(world.people[role])
    home = client.get("/", follow=True)
    nav = links_of(home.content.decode(), home.request["PATH_INFO"]).nav
    assert len(nav) >= 8
    assert {url: client.get(url, follow=True).status_code for url in nav} == dict.fromkeys(nav, 200)


def test_a_link_that_leads_nowhere_is_seen() -> None:
    page = '<nav><a href="/nowhere/">x</a></nav><a href="?page=2">2</a><a href="https://example.org">o</a>'
    links = links_of(page, "/a/")
    assert links.found == {"/nowhere/", "/a/?page=2"}
    assert links.nav == {"/nowhere/"}
    assert Client(raise_request_exception=False).get("/nowhere/").status_code in (302, 404)
