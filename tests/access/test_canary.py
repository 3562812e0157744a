"""No word of restricted matter reaches the uncleared by any way: searches, dates, history, exports, documents."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest
from django.db import models

from core import clock
from core.records.registry import all_records
from reporting.choices import Edition
from reporting.content import as_data, html_of
from reporting.reports import REPORTS, Report, Request
from tests import factories as make
from tests.access.asking import Asker, Cell, kinds_of, text_of
from tests.access.lines import lines
from tests.access.table import ACTORS, sees
from tests.access.words import PATTERN, word, words_in
from tests.access.world import ON, World
from tests.reporting import made

pytestmark = [pytest.mark.django_db, pytest.mark.once]

UNCLEARED = ["ex_member", "ex_lead", "other_member", "service_administrator", "area_lead", "lead"]
HIDDEN = {"sealed", "led"}
RESTRICTED_KINDS = (
    "areas",
    "area-statuses",
    "benefits",
    "benefit-entries",
    "risks",
    "updates",
    "agenda-items",
    "papers",
    "actions",
    "gates",
    "assessments",
    "area-phases",
    "gate-requirements",
    "milestones",
    "area-names",
    "area-partners",
    "area-roles",
    "area-statements",
    "area-successions",
    "assets",
    "key-figures",
    "engagements",
    "dependencies",
    "dependency-providers",
    "announcements",
    "boards",
    "board-members",
    "board-names",
    "reporting-lines",
    "meetings",
    "tolerances",
    "tolerance-readings",
    "change-requests",
    "business-cases",
    "case-versions",
    "case-options",
    "case-assents",
    "case-costs",
    "gate-reviews",
    "review-recommendations",
)
LISTS = ("records:list", "api:*-list", "api:updates-list", "api:reports-list", "programmes:area_list")
DATED = (
    "governance:meeting_detail",
    "governance:paper_detail",
    "reporting:overview",
    "reporting:position",
    "api:alliance-position",
    "reporting:plan",
    "api:alliance-plan",
    "reporting:area_detail",
    "api:area-facts",
    "reporting:who_we_are",
    "api:alliance-profile",
    "programmes:breach_list",
    "api:alliance-breaches",
)


def questions() -> Iterator[str]:
    """What can be asked of a list beyond its address: searches, orders, filters and both kinds of date."""
    yield f"?search={word('sealed', 'risks')[:14]}"
    yield "?search=canary&ordering=-name&page_size=500"
    yield f"?as_at={ON.isoformat()}"
    yield f"?known_on={clock.today().isoformat()}"
    yield f"?as_at={ON.isoformat()}&likelihood=1&impact=1&scored=true"
    yield "?area=1&parent=1&register=1&benefit=1&status=live&sort=name"


def lists(kinds: tuple[str, ...] = RESTRICTED_KINDS) -> list[Cell]:
    """The lists of the kinds that can be restricted, and the pages and answers that speak of a date."""
    found = {}
    for line in lines():
        if line.method == "GET" and line.of in ("-", "plain") and line.route in (*LISTS, *DATED):
            for kind in kinds_of(line.kinds):
                if kind in ("", "reports", "periods", *kinds):
                    found[line.route, kind] = Cell(line, kind, "anonymous")
    return list(found.values())


def asked(asker: Asker, cell: Cell, actor: str, query: str) -> str:
    """The text of an answer to an address with a query."""
    mine = replace(cell, actor=actor)
    return text_of(asker.clients[actor].get(asker.url(mine, mine.line.of) + query))


@pytest.mark.parametrize("actor", UNCLEARED)
def test_no_question_brings_a_hidden_word_to(actor: str, asker: Asker) -> None:
    leaked = []
    for cell in lists():
        for query in questions():
            text = asked(asker, cell, actor, query)
            wrong = {each for each in words_in(without_own(text, query)) if each[0] not in sees(ACTORS[actor], each[1])}
            if wrong:
                leaked.append(f"{cell.line.route} {cell.kind}{query}: {sorted(wrong)}")
    assert leaked == []


def without_own(text: str, query: str) -> str:
    """An answer without the words that the question itself brought, which a page repeats."""
    for each in query.strip("?").split("&"):
        text = text.replace(each.partition("=")[2], "") if "canary" in each else text
    return text


def test_the_cleared_do_read_them_so_that_this_can_fail(asker: Asker) -> None:
    """Every text field of every restricted row is read somewhere by an auditor."""
    read: set[str] = set()
    for line in lines():
        if line.method == "GET" and "history" not in line.route:
            for kind in kinds_of(line.kinds):
                cell = Cell(line, kind, "auditor")
                if kind in RESTRICTED_KINDS and asker.has_row(cell):
                    read |= tokens_in(text_of(asker.ask(cell)))
    assert sorted(restricted_tokens(asker.world) - read) == []


def restricted_tokens(world: World) -> set[str]:
    """The words that stand in text fields of A's restricted rows, as they are stored."""
    found: set[str] = set()
    for kind in RESTRICTED_KINDS:
        for category in HIDDEN & world.rows[kind].keys():
            row = world.rows[kind][category]
            texts = [getattr(row, field.attname) for field in row._meta.concrete_fields if is_text(field)]
            found |= {token for text in texts for token in tokens_in(text or "")}
    assert len(found) >= 40
    return found


def is_text(field: models.Field) -> bool:
    return isinstance(field, models.CharField | models.TextField)


def tokens_in(text: str) -> set[str]:
    """The canary words with the names of their fields."""
    return {match.group(0).lower() for match in re.finditer(PATTERN.pattern + r"(-[a-z-]+)?", text, re.IGNORECASE)}


def streams_of(pdf: bytes) -> str:
    """Every stream of a PDF, taken out of its compression, with the document's own words about itself."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        streams = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
        said = " ".join(str(value) for value in document.docinfo.values())
        return said + " ".join(read_stream(each).decode("latin-1") for each in streams)


def read_stream(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


class TestDocuments:
    def request(self, world: World, edition: Edition) -> Request:
        return Request(alliance=world.a, as_at=ON, edition=edition, period=world.rows["periods"]["plain"])

    @pytest.fixture(params=["highlight-report", "alliance-profile"])
    def report(self, request: pytest.FixtureRequest) -> Report:
        return REPORTS[request.param]

    def test_the_open_edition_holds_no_restricted_word(self, report: Report, world: World) -> None:
        content = report.collect(self.request(world, Edition.OPEN))
        text = json.dumps(as_data(content)) + html_of(report.template, content)
        assert {category for category, _ in words_in(text)} <= {"plain", "shared"}
        assert ("plain", "areas") in words_in(text)

    def test_the_open_edition_as_pdf_holds_none_either(self, report: Report, world: World) -> None:
        """Neither its text nor the data attached to it, in any stream of the file."""
        period = world.rows["periods"]["plain"]
        document = made.make(world.a, ON, edition=Edition.OPEN, period=period, report=report.slug)
        found = words_in(document.printed) | words_in(streams_of(document.pdf)) | words_in(json.dumps(document.data))
        assert {category for category, _ in found} <= {"plain", "shared"}
        assert ("plain", "areas") in words_in(document.printed)
        assert ("plain", "areas") in words_in(streams_of(document.pdf)), "the attached data is read too"

    @pytest.mark.parametrize("edition", Edition)
    def test_a_plan_holds_restricted_words_in_the_board_edition_alone(self, edition: Edition, world: World) -> None:
        report = REPORTS["plan-on-a-page"]
        content = report.collect(self.request(world, edition))
        found = words_in(json.dumps(as_data(content)) + html_of(report.template, content))
        hidden = {(category, kind) for category in HIDDEN for kind in ("areas", "area-phases", "gates", "milestones")}
        assert found & hidden == (hidden if edition == Edition.BOARD else set())
        assert {category for category, _ in found} <= {"plain", "shared", *HIDDEN}
        assert {("plain", kind) for kind in ("areas", "area-phases", "gates", "milestones")} <= found

    def test_the_board_edition_holds_them(self, report: Report, world: World) -> None:
        content = report.collect(self.request(world, Edition.BOARD))
        expected = {("sealed", "areas"), ("led", "areas")}
        if report.slug == "highlight-report":
            expected |= {("sealed", "risks"), ("sealed", "updates")}
        assert expected <= words_in(json.dumps(as_data(content)))

    def test_no_edition_holds_matter_of_another_alliance(self, report: Report, world: World) -> None:
        content = report.collect(self.request(world, Edition.BOARD))
        assert {category for category, _ in words_in(json.dumps(as_data(content)))} & {"other", "buried"} == set()


@pytest.mark.parametrize("actor", [*UNCLEARED, "auditor"])
def test_what_changed_is_told_of_what_may_be_seen_alone(actor: str, asker: Asker) -> None:
    """Every row of the world was added just now: all that the reader may see is told, and nothing else."""
    found: set[tuple[str, str]] = set()
    for alliance in (asker.world.a, asker.world.b):
        answer = asker.clients[actor].get(f"/api/v1/alliances/{alliance.pk}/changes/?page_size=500")
        found |= words_in(text_of(answer)) if answer.status_code == 200 else set()
    assert {each for each in found if each[0] not in sees(ACTORS[actor], each[1])} == set()
    if actor == "auditor":
        assert {("sealed", "dependencies"), ("sealed", "announcements"), ("led", "areas")} <= found


class TestHistory:
    """Today's permission applies to yesterday's content (design law 1)."""

    def history(self, asker: Asker, actor: str, kind: str, pk: int) -> str:
        client = asker.clients[actor]
        page = client.get(f"/a/alpha/records/{kind}/{pk}/history/")
        data = client.get(f"/api/v1/{kind}/{pk}/history/")
        assert (page.status_code, data.status_code) == (200, 200)
        return text_of(page) + text_of(data)

    def test_a_risk_opened_today_keeps_what_it_said_while_it_was_restricted(self, asker: Asker, world: World) -> None:
        register = world.rows["risk-registers"]["plain"]
        risk = make.make_risk(register, text=word("sealed", "risks", "before"), restricted=True)
        risk.text, risk.restricted = "Now open.", False
        make._save(risk)
        assert ("sealed", "risks") not in words_in(self.history(asker, "area_lead", "risks", risk.pk))
        assert ("sealed", "risks") in words_in(self.history(asker, "auditor", "risks", risk.pk))

    @pytest.mark.parametrize("kind", ["benefits", "risks"])
    def test_a_row_moved_out_of_a_restricted_area_does_not_name_it(self, kind: str, asker: Asker, world: World) -> None:
        sealed, plain = world.rows["areas"]["sealed"], world.rows["areas"]["plain"]
        if kind == "benefits":
            row = make.make_benefit(world.a, area=sealed, title=word("sealed", "benefits", "before"))
            row.title = "Moved"
        else:
            register = world.rows["risk-registers"]["plain"]
            row = make.make_risk(register, area=sealed, text=word("sealed", "risks", "before"))
            row.text = "Moved"
        row.area = plain
        make._save(row)
        assert {category for category, _ in words_in(self.history(asker, "area_lead", kind, row.pk))} & HIDDEN == set()
        assert "sealed" in {category for category, _ in words_in(self.history(asker, "auditor", kind, row.pk))}

    def test_what_the_record_said_on_a_day_leaves_it_out_too(self, asker: Asker, world: World) -> None:
        register = world.rows["risk-registers"]["plain"]
        risk = make.make_risk(register, text=word("sealed", "risks", "before"), restricted=True)
        yesterday = clock.today().isoformat()
        risk.history.update(history_date=clock.now().replace(year=2020))
        risk.text, risk.restricted = "Now open.", False
        make._save(risk)
        for address in (f"/a/alpha/records/risks/?known_on={yesterday}", "/api/v1/risks/?known_on=2020-12-31T23:00"):
            assert ("sealed", "risks") not in words_in(text_of(asker.clients["area_lead"].get(address)))
        assert word("sealed", "risks", "before") in text_of(
            asker.clients["auditor"].get("/api/v1/risks/?known_on=2020-12-31T23:00")
        )


def test_every_kind_that_can_be_restricted_is_asked_for() -> None:
    """A new kind with restricted rows must come into this test."""
    narrowed = {
        record.slug
        for record in all_records()
        if any(each.__name__ in ("RestrictableQuerySet", "AreaBoundQuerySet", "AreaScopedQuerySet")
               for each in type(record.model._default_manager.all()).__mro__)
    }  # fmt: skip
    assert narrowed - set(RESTRICTED_KINDS) == {"area-leads"}
