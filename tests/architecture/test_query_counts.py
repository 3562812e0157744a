"""The number of queries of a list does not grow with its rows: two rows cost what twenty cost."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alliance.choices import Role
from alliance.models import AgreementVersion, Collaboration, Share, Term
from core.records.registry import all_records
from programmes.models import AreaPhase, CaseCost, Gate, Milestone, ReportedCount
from tests import control_factories as control
from tests import factories as make
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
FEW, MANY = 2, 20


@pytest.fixture
def office(world: World) -> Client:
    client = Client()
    client.force_login(world.people["programme_office"])
    # The first request of a session notes when it was last used; that is not the page's.
    client.get("/account/")
    return client


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
        assert answer.status_code == 200, url
    return len(queries)


def grow(world: World, kind: str, to: int) -> None:
    """Rows of a kind until there are `to`, each a copy of the one that stands, with what names it made its own."""
    pattern = world.rows[kind].get("plain") or world.rows[kind]["shared"]
    model: Any = type(pattern)
    while (number := model.objects.count()) < to:
        row = make._save(copy_of(world, pattern, number))
        for field in model._meta.many_to_many:
            getattr(row, field.name).set([make.make_organisation()])


def copy_of(world: World, pattern: Any, number: int) -> Any:
    """A new row like another; what it points at is new too, so that a query for each row would show."""
    row = copy_with(pattern)
    names = {field.name for field in pattern._meta.concrete_fields}
    for name in names & {"slug", "code", "reference", "number"}:
        setattr(row, name, f"copy-{number}")
    for name in names & NEW.keys():
        if getattr(row, name) is not None:
            setattr(row, name, NEW[name](world))
    if isinstance(row, Gate | AreaPhase | Milestone | Collaboration):
        row.name = f"Copy {number}"
    if isinstance(row, AgreementVersion):
        row.number = number + 1
    if isinstance(row, Share):
        row.basis = make.make_basis(world.a)
    if isinstance(row, CaseCost):
        row.caption = f"Copy {number}"
    if isinstance(row, ReportedCount):
        row.as_at = make.day(2000 + number, 1, 1)
    if isinstance(row, Term):
        # An alliance has one word for a concept, so each further row is in an alliance of its own.
        row.alliance = make.make_alliance()
        make.give_role(world.people["programme_office"], row.alliance, Role.PROGRAMME_OFFICE)
    return row


NEW = {
    "organisation": lambda world: make.make_organisation(),
    "post": lambda world: make.make_post(),
    "person": lambda world: make.make_person(),
    "user": lambda world: make.make_user(),
    "area": lambda world: make.make_area(world.a),
    "predecessor": lambda world: make.make_organisation(),
    "successor": lambda world: make.make_organisation(),
    "owner": lambda world: make.make_post(),
    "meeting": lambda world: make.make_meeting(make.make_board(world.a)),
    "item": lambda world: make.make_item(make.make_meeting(make.make_board(world.a))),
    "risk": lambda world: make.make_risk(make.make_register(world.a)),
    "gate": lambda world: make.make_gate(make.make_area(world.a)),
    "receiver": lambda world: make.make_area(world.a),
    "dependency": lambda world: make.make_dependency(make.make_area(world.a)),
    "framework": lambda world: make.make_framework(world.a, side=0),
    "tolerance": lambda world: control.make_tolerance(world.a, area=make.make_area(world.a)),
    "case": lambda world: control.make_case(make.make_area(world.a)),
    "scale": lambda world: control.make_scale(world.a),
    "review": lambda world: control.make_review(world.a),
}
"""What a copied row points at, where it points at one."""
GROWN = [record.slug for record in all_records() if record.slug != "alliances"]


@pytest.mark.parametrize("kind", GROWN)
def test_the_lists_of_a_kind_ask_no_more_for_twenty_rows_than_for_two(kind: str, world: World, office: Client) -> None:
    record = next(each for each in all_records() if each.slug == kind)
    if record.scope_path:
        page = reverse("records:list", kwargs={"alliance": world.a.slug, "kind": kind})
    else:
        page = reverse("records:directory_list", kwargs={"kind": kind})
    api = reverse(f"api:{kind}-list")
    grow(world, kind, FEW)
    before = {url: queries_of(office, url) for url in (page, api)}
    grow(world, kind, MANY)
    assert {url: queries_of(office, url) for url in (page, api)} == before


PAGES = [
    "reporting:overview",
    "reporting:position",
    "reporting:plan",
    "reporting:who_we_are",
    "reporting:report_list",
    "programmes:area_list",
    "programmes:period_list",
    "programmes:period_detail",
    "programmes:breach_list",
]


def address(world: World, name: str) -> str:
    arguments = {"alliance": world.a.slug}
    if name == "programmes:period_detail":
        arguments["code"] = world.rows["periods"]["plain"].code
    return reverse(name, kwargs=arguments)


def fill(world: World, number: int) -> None:
    """Areas with a status, a lead, an update, a benefit and a key risk each; periods and documents as many."""
    status = world.rows["position-statuses"]["plain"]
    period, register = world.rows["periods"]["plain"], world.rows["risk-registers"]["plain"]
    for turn in range(number):
        area = make.make_area(world.a)
        make.make_area_status(area, status)
        make.make_lead(area)
        control.make_reading(control.make_tolerance(world.a, area=area), 12)
        make.make_update(period, area, state="submitted", rag=world.rows["rag-ratings"]["plain"])
        entry = make.make_benefit(world.a, area=area)
        make._save(copy_with(world.rows["benefit-entries"]["plain"], benefit=entry))
        make.make_risk(register, area=area, is_key=True)
        make.make_phase(area)
        make.make_gate(area)
        make.make_milestone(area)
        make.make_period(world.a, code=f"more-{area.pk}", title=f"Another {turn}")
        report = world.rows["reports"]["plain"]
        copy_with(report, job=report.job).save()


def copy_with(pattern: Any, **changes: Any) -> Any:
    """A new row with the values of another, but for those given."""
    fields = [field for field in pattern._meta.concrete_fields if not field.primary_key]
    row = type(pattern)(**{field.attname: getattr(pattern, field.attname) for field in fields})
    for name, value in changes.items():
        setattr(row, name, value)
    return row


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_more_for_twenty_areas_than_for_two(name: str, world: World, office: Client) -> None:
    fill(world, FEW)
    before = queries_of(office, address(world, name))
    fill(world, MANY - FEW)
    assert queries_of(office, address(world, name)) == before


@pytest.mark.parametrize("name", ["api:reports-list", "api:updates-list", "api:periods-list", "api:users-list"])
def test_an_api_list_asks_no_more_for_twenty_rows_than_for_two(name: str, world: World, office: Client) -> None:
    fill(world, FEW)
    before = queries_of(office, reverse(name))
    fill(world, MANY - FEW)
    assert queries_of(office, reverse(name)) == before


@pytest.mark.parametrize(
    ("name", "limit"), [("reporting:overview", 20), ("reporting:plan", 15), ("programmes:area_list", 12)]
)
def test_asks_fewer_queries_than_its_limit(name: str, limit: int, world: World, office: Client) -> None:
    fill(world, MANY)
    url = address(world, name)
    with CaptureQueriesContext(connection) as queries:
        office.get(url)
    # What writes down that restricted rows were read is no question.
    asked = [
        each["sql"] for each in queries.captured_queries if not each["sql"].startswith('INSERT INTO "core_reading"')
    ]
    assert len(asked) < limit, "\n".join(sql[:160] for sql in asked)


def grow_around(world: World, number: int) -> None:
    """As many rows of every kind about one area, each with what it points at, and areas at the other ends."""
    for kind in AROUND:
        pattern = world.rows[kind]["plain"]
        for _ in range(number):
            row = copy_of(world, pattern, next(NUMBERS))
            row.area = world.rows["areas"]["plain"]
            if kind == "dependency-providers":
                row.area, row.dependency = None, world.rows["dependencies"]["plain"]
            if kind == "dependencies":
                row.receiver = world.rows["areas"]["plain"]
            if kind == "area-successions":
                row.successor = make.make_area(world.a)
            make._save(row)
        for turn in range(number if kind == "dependency-providers" else 0):
            given = make.make_dependency(make.make_area(world.a, f"Receiver {turn}"))
            make._save(copy_with(pattern, dependency=given, area=world.rows["areas"]["plain"]))


NUMBERS = count(5000)
AROUND = (
    "area-names",
    "area-partners",
    "area-roles",
    "area-statements",
    "area-successions",
    "assets",
    "benefits",
    "key-figures",
    "engagements",
    "announcements",
    "dependencies",
    "dependency-providers",
    "risks",
    "gates",
    "milestones",
    "area-phases",
)


@pytest.mark.parametrize(("query", "limit"), [("", 50), ("?as_at=2017-09-22", 50), ("?known_on=2100-01-01", 75)])
def test_the_page_of_an_area_asks_no_more_for_many_rows_about_it_than_for_few(
    query: str, limit: int, world: World, office: Client
) -> None:
    """What the record said is read kind by kind, with one query more for each kind of row that those point at."""
    area = world.rows["areas"]["plain"]
    page = reverse("reporting:area_detail", kwargs={"alliance": world.a.slug, "area": area.slug}) + query
    twin = reverse("api:area-facts", kwargs={"pk": area.pk}) + query
    grow_around(world, FEW)
    before = {url: queries_of(office, url) for url in (page, twin)}
    assert max(before.values()) < limit
    grow_around(world, 8)
    assert {url: queries_of(office, url) for url in (page, twin)} == before


def test_one_query_more_for_each_row_is_seen(world: World) -> None:
    """So that the tests above can fail."""

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            for area in type(world.rows["areas"]["plain"]).objects.all():
                assert area.alliance.pk
        return len(queries)

    before = count()
    fill(world, FEW)
    assert count() > before
