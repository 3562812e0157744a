"""The kinds of record that say what an alliance is. No query and no page stands here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from alliance.models import (
    Alliance,
    AllianceLead,
    Contact,
    Event,
    Partner,
    RoleGrant,
    Stakeholder,
    Statement,
    Term,
)
from alliance.notices import tell_cleared
from alliance.permissions import can_give_role, can_give_roles, can_keep_records, can_set_up_alliance
from core.records.carrying import LEFT, Carrying, How
from core.records.registry import Column, Record


def _set_up_page(alliance: Any) -> tuple[str, str]:
    return "Set it up", reverse("reporting:set_up", kwargs={"alliance": alliance.slug})


def _without_notice(row: Any, successor: Any, on: date) -> dict[str, Any]:
    """Who comes in the place of a partner has given no notice itself."""
    return {"notice_given_on": None}


def _leave(row: Any) -> list[tuple[str, str]]:
    known = {"alliance": row.alliance.slug, "pk": row.pk}
    return [("Leaves", reverse("alliance:partner_leave", kwargs=known))] if row.to_date is None else []


def _end(row: Any) -> list[tuple[str, str]]:
    return [("End it", reverse("alliance:alliance_end", kwargs={"pk": row.pk}))] if row.ended_on is None else []


ALLIANCE = [
    Record(
        model=Alliance,
        slug="alliances",
        scope_path="",
        may_change=can_set_up_alliance,
        fields=[
            "slug",
            "name",
            "short_name",
            "aliases",
            "within",
            "legal_basis",
            "purpose",
            "ended_on",
            "marking",
            "is_fictional",
        ],
        related=["within"],
        verbs=_end,
        columns=[Column("name", "Alliance", "name"), Column("short_name", "Short name")],
        search=["name", "aliases"],
        children=[
            "partners",
            "charter-lines",
            "agreements",
            "delegated-powers",
            "sharing-bases",
            "stakeholders",
            "collaborations",
            "leads",
            "events",
            "statements",
            "words",
            "contacts",
            "roles",
        ],
        section="directory",
        leads_to=_set_up_page,
        intro="The alliances you can see.",
        empty="A service administrator sets up alliances.",
    ),
    Record(
        model=Partner,
        slug="partners",
        may_change=can_keep_records,
        fields=["organisation", "role", "part_words", "from_date", "to_date", "notice_given_on", "terms", "order"],
        computed=["name_then", "earliest_last_day", "warning"],
        verbs=_leave,
        succession={"organisation": Carrying(How.END_AND_BEGIN, once_by=["alliance"], fresh=_without_notice)},
        columns=[
            Column("called", "Organisation", "organisation__name"),
            Column("part", "Part"),
            Column("from_date", "From", "from_date"),
            Column("to_date", "To"),
        ],
        filters=["role"],
        search=["organisation__name", "part_words"],
        related=["organisation", "alliance"],
        prefetched=[
            "organisation__names",
            "alliance__agreements",
            "alliance__partners__organisation",
            "alliance__sharing_bases__shares__organisation",
        ],
        intro="The organisations in this alliance, and from when to when.",
        empty="Add the organisations that deliver this programme together.",
    ),
    Record(
        model=Term,
        slug="words",
        may_change=can_keep_records,
        fields=["concept", "singular", "plural"],
        columns=[
            Column("concept", "Concept", "concept"),
            Column("singular", "One"),
            Column("plural", "Several"),
        ],
        filters=["concept"],
        related=["alliance"],
        intro="This alliance's own words, such as work stream for business area.",
        empty="The usual words are used until you add your own.",
    ),
    Record(
        model=AllianceLead,
        slug="leads",
        may_change=can_keep_records,
        fields=["part", "is_sro", "post", "from_date", "to_date", "order", "source"],
        succession={"post": Carrying(How.END_AND_BEGIN, once_by=["alliance", "part"])},
        columns=[
            Column("part", "Part", "part"),
            Column("post", "Post"),
            Column("from_date", "From", "from_date"),
            Column("to_date", "To"),
        ],
        filters=["is_sro"],
        search=["part", "post__title"],
        related=["post__organisation", "alliance"],
        intro="The posts that lead this alliance.",
        empty="Add the senior responsible owner's post.",
    ),
    Record(
        model=Event,
        slug="events",
        may_change=can_keep_records,
        fields=["title", "happened_on", "text", "source"],
        columns=[
            Column("title", "Event", "title"),
            Column("happened_on", "When", "happened_on"),
            Column("source", "Source"),
        ],
        search=["title", "text"],
        related=["alliance"],
        intro="What happened to this alliance, and when.",
        empty="Add how the alliance began.",
    ),
    Record(
        model=Statement,
        slug="statements",
        may_change=can_keep_records,
        fields=["topic", "text", "as_at", "source", "order", "in_highlight_report"],
        columns=[
            Column("topic", "Topic", "topic"),
            Column("text", "As written"),
            Column("as_at", "As at", "as_at"),
            Column("source", "Source"),
        ],
        search=["topic", "text"],
        related=["alliance"],
        intro="Sentences kept as their authors wrote them.",
        empty="Add a sentence that a report is to quote.",
    ),
    Record(
        model=Stakeholder,
        slug="stakeholders",
        may_change=can_keep_records,
        fields=["name", "group", "organisation", "count", "interest", "from_date", "to_date", "source", "order"],
        succession={"organisation": LEFT},
        columns=[
            Column("name", "Stakeholder", "name"),
            Column("group", "Group", "group"),
            Column("count", "How many", "count"),
            Column("interest", "What is at stake"),
        ],
        search=["name", "group", "interest"],
        related=["alliance", "organisation"],
        intro="Who has a stake in the programme without being a partner.",
        empty="Add staff bodies, members of parliament, panels and others whom the programme concerns.",
    ),
    Record(
        model=Contact,
        slug="contacts",
        may_change=can_keep_records,
        fields=["purpose", "name", "organisation", "post_title", "telephone", "email", "source", "order"],
        private=["telephone", "email"],
        succession={"organisation": LEFT},
        columns=[
            Column("purpose", "For", "purpose"),
            Column("name", "Name", "name"),
            Column("telephone", "Telephone"),
        ],
        filters=["organisation"],
        search=["name", "purpose", "organisation__name"],
        related=["alliance", "organisation"],
        intro="Whom to ask. Telephone numbers and addresses never leave by the API.",
        empty="Add whom members and the press may ask.",
    ),
    Record(
        model=RoleGrant,
        slug="roles",
        may_change=can_give_roles,
        refuses=lambda row, by: can_give_role(by, row),
        tells=tell_cleared,
        fields=["user", "role", "from_date", "to_date"],
        columns=[
            Column("user.name", "Account", "user__name"),
            Column("role", "Role", "role"),
            Column("from_date", "From", "from_date"),
            Column("to_date", "To"),
        ],
        filters=["role"],
        search=["user__name", "user__email"],
        related=["user", "alliance"],
        intro="Who holds which role in this alliance.",
        empty="Give somebody a role.",
    ),
]
