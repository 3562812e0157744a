"""Dependencies with their givers, engagements and announcements, declared once for pages and API."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from alliance.permissions import can_keep_records
from core.records.carrying import LEFT, Carrying, How
from core.records.registry import Column, Record
from programmes.filters import DependencyFilter
from programmes.models import Announcement, Dependency, DependencyProvider, Engagement


def _release_page(row: Any) -> tuple[str, str] | None:
    if row.released_on is not None:
        return None
    return "Release it", reverse(
        "programmes:announcement_release", kwargs={"alliance": row.alliance.slug, "pk": row.pk}
    )


RECORDS = [
    Record(
        model=Dependency,
        slug="dependencies",
        may_change=can_keep_records,
        fields=[
            "code",
            "what",
            "receiver",
            "receiver_words",
            "needed_by",
            "promised_by",
            "state",
            "met_on",
            "words",
            "source",
            "order",
        ],
        computed=["given_by", "slippage"],
        columns=[
            Column("what", "What is needed", "what"),
            Column("received_by", "Received by", "receiver__name"),
            Column("given_by", "Given by"),
            Column("needed_by", "Needed by", "needed_by"),
            Column("promised_by", "Promised for", "promised_by"),
            Column("state", "State", "state"),
            Column("slippage", "Days late"),
        ],
        filters=["receiver", "state"],
        narrowing=DependencyFilter,
        search=["what", "receiver_words", "receiver__name", "words"],
        related=["alliance", "receiver__alliance"],
        prefetched=["providers__area", "providers__organisation"],
        children=["dependency-providers"],
        section="areas",
        intro="What areas need from one another and from outside programmes, who gives it, and by when.",
        empty="Add what an area needs, then who gives it.",
    ),
    Record(
        model=DependencyProvider,
        slug="dependency-providers",
        goes_with="dependency",
        scope_path="dependency__alliance",
        may_change=can_keep_records,
        fields=[
            "dependency",
            "area",
            "organisation",
            "name",
            "from_date",
            "to_date",
            "reason",
            "words",
            "source",
            "order",
        ],
        succession={"organisation": Carrying(How.END_AND_BEGIN, once_by=["dependency"])},
        columns=[
            Column("giver", "Given by"),
            Column("name", "In words", "name"),
            Column("organisation.name", "Organisation", "organisation__name"),
            Column("dependency.what", "Dependency", "dependency__what"),
            Column("from_date", "From", "from_date"),
            Column("to_date", "To"),
            Column("reason", "Reason for the change"),
        ],
        filters=["dependency", "area", "organisation"],
        search=["name", "area__name", "organisation__name", "dependency__what"],
        related=["dependency__alliance", "area__alliance", "organisation"],
        section="areas",
        intro="Who gives what other areas need, from when to when; a changed giver is a further line.",
        empty="Add who gives it: an area, an organisation or an outside programme in words.",
    ),
    Record(
        model=Engagement,
        slug="engagements",
        may_change=can_keep_records,
        fields=[
            "kind",
            "title",
            "area",
            "stakeholder",
            "organisation",
            "with_words",
            "from_date",
            "to_date",
            "state",
            "outcome",
            "text",
            "source",
            "order",
        ],
        succession={"organisation": LEFT},
        columns=[
            Column("title", "Engagement", "title"),
            Column("kind", "Kind", "kind"),
            Column("held_with", "With"),
            Column("area.name", "Business area"),
            Column("from_date", "From", "from_date"),
            Column("state", "State"),
        ],
        filters=["kind", "area", "stakeholder", "organisation"],
        search=["title", "with_words", "state", "outcome", "text"],
        related=["alliance", "area__alliance", "stakeholder__alliance", "organisation"],
        intro="Consultations, briefings, approvals from outside, comparators and visits.",
        empty="Add a consultation, an approval that was sought, or a visit.",
    ),
    Record(
        model=Announcement,
        slug="announcements",
        may_change=can_keep_records,
        fields=[
            "title",
            "text",
            "area",
            "audience",
            "agreed_with",
            "embargo_until",
            "embargo_time",
            "source",
            "order",
        ],
        computed=["released_on", "restricted"],
        columns=[
            Column("title", "Announcement", "title"),
            Column("audience", "For"),
            Column("embargo_until", "Embargo until", "embargo_until"),
            Column("released_on", "Released", "released_on"),
            Column("restricted", "Restricted"),
        ],
        filters=["area"],
        search=["title", "text", "audience", "agreed_with"],
        related=["alliance", "area__alliance"],
        leads_to=_release_page,
        intro="What the alliance announces: restricted until it is released, on a day and with a reason.",
        empty="Add a text before it is announced; only cleared readers see it until it is released.",
    ),
]
