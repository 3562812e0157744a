"""Two alliances with open and restricted matter of every kind, and the people who may and may not read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from alliance.choices import Role
from alliance.models import Alliance, Appointment, OrganisationName, RoleGrant, Succession
from core import clock, files, keys, notices
from core.history import recorded
from core.models import ApiKey, Document, ImportRun, Job, Notice, User
from governance.models import Meeting
from programmes.choices import UpdateState
from programmes.models import AreaLead, BenefitEntry
from reporting.choices import Edition
from reporting.models import Report
from risks.models import Assessment
from tests import factories as make
from tests.access.alliance_rows import alliance_matter, save, stated
from tests.access.area_rows import around_matter
from tests.access.board_rows import board_matter
from tests.access.control_rows import confidence_matter, control_matter
from tests.access.lifecycle_rows import way_matter
from tests.access.remark_rows import remark_matter
from tests.access.words import word

ON = date(2017, 9, 22)


@dataclass
class World:
    """`rows[kind][category]` is one row; `people[actor]` an account; `keys[actor]` the text of an API key."""

    a: Alliance
    b: Alliance
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def put(self, kind: str, category: str, row: Any) -> Any:
        if row.pk is None:
            with recorded(by=None, actor="system:test", reason="test"):
                row.save()
        self.rows.setdefault(kind, {})[category] = row
        return row


def build() -> World:
    a = make.make_alliance(
        word("plain", "alliances"), slug="alpha", purpose=word("plain", "alliances", "purpose"), marking="OFFICIAL"
    )
    b = make.make_alliance(word("other", "alliances"), slug="beta", purpose=word("other", "alliances", "purpose"))
    world = World(a, b)
    world.put("alliances", "plain", a)
    world.put("alliances", "other", b)
    _people(world)
    _directory(world)
    for alliance, plain, hidden in ((a, "plain", ["led", "sealed"]), (b, "other", ["buried"])):
        alliance_matter(world, alliance, plain)
        confidence_matter(world, alliance, plain)
        _open_and_restricted(world, alliance, plain, hidden)
    remark_matter(world)
    _accounts_matter(world)
    return world


def _people(world: World) -> None:
    """One account for each actor that signs in; names in B bear a word, as nobody in A may meet them."""
    people = world.people
    for role in Role:
        people[role.value] = make.make_member(world.a, role, f"A {role.label}")
    people["programme_office"].name = word("plain", "users")
    save(people["programme_office"])
    people["lead"] = make.make_member(world.a, Role.AREA_LEAD, word("plain", "leading-users"))
    people["no_role"] = make.make_user("Nobody")
    people["ex_member"] = make.make_user("Gone yesterday")
    make.give_role(
        people["ex_member"], world.a, Role.PROGRAMME_OFFICE, to_date=timezone.localdate() - timedelta(days=1)
    )
    people["ex_lead"] = make.make_user("Led until yesterday")
    make.give_role(people["ex_lead"], world.a, Role.AREA_LEAD, to_date=timezone.localdate() - timedelta(days=1))
    people["other_member"] = make.make_member(world.b, Role.PROGRAMME_OFFICE, word("other", "users"))
    people["service_administrator"] = make.make_user("Service", is_service_administrator=True)
    people["disabled"] = make.make_member(world.a, Role.PROGRAMME_OFFICE, "Disabled", is_active=False)
    office = people["programme_office"]
    for name, scope in {"read_key": ApiKey.Scope.READ, "write_key": ApiKey.Scope.WRITE}.items():
        expires = timezone.localdate() + timedelta(days=30)
        _, world.keys[name] = keys.create(
            owner=office, name=word("keya", "api-keys"), scope=scope, expires_on=expires, by=office, at=clock.now()
        )
    world.put("users", "plain", office)
    world.put("users", "other", people["other_member"])
    world.put("roles", "plain", RoleGrant.objects.get(user=office))
    world.put("roles", "other", RoleGrant.objects.get(user=people["other_member"]))


def _directory(world: World) -> None:
    shared = "shared"
    body = make.make_organisation(word(shared, "organisations"), is_deciding_body=True)
    world.put("organisations", shared, body)
    name = OrganisationName(organisation=body, name=word(shared, "organisation-names"))
    world.put("organisation-names", shared, name)
    other = make.make_organisation("Body that was there before")
    succession = Succession(predecessor=other, successor=body, happened_on=make.day(2012, 11, 22))
    succession.words = word(shared, "successions")
    world.put("successions", shared, succession)
    person = world.put("people", shared, make.make_person(word(shared, "people")))
    post = world.put("posts", shared, make.make_post(body, title=word(shared, "posts")))
    world.put(
        "appointments", shared, Appointment(post=post, person=person, source=word(shared, "appointments", "source"))
    )


def _open_and_restricted(world: World, alliance: Alliance, plain: str, hidden: list[str]) -> None:
    """An area of each category with all that hangs on it; every text of it bears the category's word."""
    for order, category in enumerate([plain, *hidden]):
        _area_matter(world, alliance, plain, category, order=order)


def _area_matter(world: World, alliance: Alliance, plain: str, category: str, *, order: int) -> None:
    def say(kind: str, part: str = "") -> str:
        return word(category, kind, part)

    put, rows = world.put, world.rows
    restricted = category != plain
    area = make.make_area(
        alliance,
        say("areas"),
        slug=say("areas"),
        description=say("areas", "description"),
        restricted=restricted,
        order=order,
    )
    put("areas", category, area)
    status = rows["position-statuses"][plain]
    source = say("area-statuses", "source")
    put("area-statuses", category, make.make_area_status(area, status, source=source, order=order))
    leader = {"plain": "lead", "led": "lead", "other": "other_member", "buried": "other_member"}
    user = world.people[leader.get(category, "programme_office")]
    if restricted:
        board_matter(world, alliance, category, area)
    put("area-leads", category, AreaLead(area=area, user=user, from_date=date(2015, 1, 1)))
    if alliance == world.a:
        # Written down as leading still, though the role in the alliance has ended.
        save(AreaLead(area=area, user=world.people["ex_lead"], from_date=date(2015, 1, 1)))
    benefit = make.make_benefit(
        alliance, title=say("benefits"), description=say("benefits", "description"), area=area, order=order
    )
    put("benefits", category, benefit)
    entry = BenefitEntry(
        benefit=benefit,
        caption=say("benefit-entries"),
        condition=say("benefit-entries", "condition"),
        **stated(say("benefit-entries", "source")),
    )
    put("benefit-entries", category, entry)
    texts = {part: say("risks", part) for part in ("text", "cause", "event", "effect", "public_summary", "source")}
    risk = make.make_risk(rows["risk-registers"][plain], title=say("risks"), is_key=True, **texts)
    risk.area = area if category in ("plain", "other", "led") else None
    risk.restricted = category in ("sealed", "buried")
    put("risks", category, save(risk))
    framework = rows["risk-frameworks"][plain]
    score = Assessment(
        risk=risk, framework=framework, likelihood=1, impact=1, assessed_on=ON, reason=say("assessments")
    )
    put("assessments", category, score)
    way_matter(world, area, category)
    around_matter(world, area, plain, category, stated(say("key-figures", "source")))
    control_matter(world, area, plain, category, order=order)
    said = {part: say("updates", part) for part in ("rag_reason", "done", "next_steps", "decision_asked")}
    update = make.make_update(
        rows["periods"][plain],
        area,
        rag=rows["rag-ratings"][plain],
        state=UpdateState.ACCEPTED,
        accepted_at=timezone.make_aware(datetime(2017, 9, 20, 12)),
        return_comment=say("updates", "return_comment"),
        **said,
    )
    put("updates", category, update)
    if category != "led":
        _meeting_matter(world, plain, category, order=order)
        put("reports", category, _report(world, alliance, plain, category))


def _meeting_matter(world: World, plain: str, category: str, *, order: int) -> None:
    """An agenda item with a paper, and an action; a hidden paper is restricted by its item alone."""

    def say(kind: str, part: str = "") -> str:
        return word(category, kind, part)

    meeting, restricted = world.rows["meetings"][plain], category != plain
    known = {"restricted": restricted, "order": order}
    item = make.make_item(meeting, title=say("agenda-items"), presenter=say("agenda-items", "presenter"), **known)
    world.put("agenda-items", category, item)
    texts = {part: say("papers", part) for part in ("author", "summary", "recommendation", "marking")}
    paper = world.put("papers", category, make.make_paper(item, title=say("papers"), **texts))
    file = make.make_upload(f"%PDF-1.7 {say('paper-versions')}".encode(), name=f"{say('paper-versions')}.pdf")
    world.put("paper-versions", category, make.make_version(paper, file, note=say("paper-versions", "note")))
    said = {"text": say("actions"), "owner_words": say("actions", "owner_words"), "outcome": say("actions", "outcome")}
    closed = {"state": "done", "done_on": ON}
    world.put("actions", category, make.make_action(_earlier(meeting), **said, **closed, **known))


def _earlier(meeting: Meeting) -> Meeting:
    """The meeting before, from which actions are carried."""
    found = Meeting.objects.before(meeting).first()
    return found or make.make_meeting(meeting.board, held_on=date(2017, 8, 10))


def _report(world: World, alliance: Alliance, plain: str, category: str) -> Report:
    """A finished document whose file holds the category's word."""
    title, now = word(category, "reports"), clock.now()
    digest = files.store(f"%PDF-1.7 {title}".encode())
    document = Document.objects.create(
        kind="highlight-report",
        title=title,
        content_key=uuid4().hex,
        sha256=digest,
        size=10,
        pages=1,
        data={"title": title},
        created_at=now,
    )
    job = Job.objects.create(
        kind="report",
        request_key=uuid4().hex,
        state=Job.State.DONE,
        not_before=now,
        created_at=now,
        finished_at=now,
        document=document,
    )
    return Report.objects.create(
        alliance=alliance,
        kind="highlight-report",
        title=title,
        period=world.rows["periods"][plain],
        as_at=ON,
        edition=Edition.OPEN if category == plain else Edition.BOARD,
        restricted=category != plain,
        job=job,
        requested_by=world.people["programme_office" if alliance == world.a else "other_member"],
        created_at=now,
    )


def _accounts_matter(world: World) -> None:
    """Keys and imports, which belong to one account."""
    office, other = world.people["programme_office"], world.people["other_member"]
    world.put("api-keys", "keya", ApiKey.objects.filter(owner=office, scope=ApiKey.Scope.READ).get())
    expires = timezone.localdate() + timedelta(days=30)
    key, _ = keys.create(
        owner=other, name=word("keyb", "api-keys"), scope="read", expires_on=expires, by=other, at=clock.now()
    )
    world.put("api-keys", "keyb", key)
    for user, alliance, category in ((office, world.a, "sheeta"), (other, world.b, "sheetb")):
        text = word(category, "imports")
        plan = {"scope": alliance.slug, "sheets": [], "problems": [_problem(text)]}
        run = ImportRun.objects.create(
            uploaded_by=user, state=ImportRun.State.REFUSED, sheets={text: text}, plan=plan, created_at=clock.now()
        )
        world.put("imports", category, run)
        period = world.rows["periods"]["plain" if alliance == world.a else "other"]
        text, told = word(category, "notices"), {"url": "/", "about": period, "by": None, "at": clock.now()}
        notices.tell([user], kind="tested", text=text, **told)
        world.put("notices", category, Notice.objects.get(text=text))


def _problem(text: str) -> dict[str, Any]:
    return {"file": text, "row": 2, "column": text, "message": text}
