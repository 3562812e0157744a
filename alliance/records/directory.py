"""Organisations, people and posts: the kinds of record of the directory. No query and no page stands here."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from alliance.actions import keep_other_name, why_bodies_stay_apart, why_people_stay_apart
from alliance.models import (
    Appointment,
    Organisation,
    OrganisationName,
    Person,
    Post,
    Succession,
)
from alliance.notices import tell_renamed
from alliance.permissions import can_keep_directory
from core.records.carrying import ENDS, LEFT, POINTED, Carrying, How
from core.records.registry import Column, Merging, Record


def _succeed(row: Any) -> list[tuple[str, str]]:
    return [("Succeeded by another", reverse("alliance:organisation_succeed", kwargs={"pk": row.pk}))]


def _hand_over(row: Any) -> list[tuple[str, str]]:
    return [("Hand over", reverse("alliance:post_hand_over", kwargs={"pk": row.pk}))]


DIRECTORY = [
    Record(
        model=Organisation,
        slug="organisations",
        scope_path="",
        may_change=can_keep_directory,
        fields=[
            "slug",
            "name",
            "aliases",
            "kind",
            "is_deciding_body",
            "decides_by",
            "serves",
            "predecessor",
            "from_date",
            "to_date",
        ],
        tells=tell_renamed,
        merging=Merging(why_bodies_stay_apart, keep_other_name),
        verbs=_succeed,
        succession={"serves": LEFT, "predecessor": LEFT},
        columns=[
            Column("name", "Name", "name"),
            Column("kind", "Kind", "kind"),
            Column("is_deciding_body", "Decides for itself"),
        ],
        filters=["kind", "is_deciding_body", "decides_by"],
        search=["name", "aliases", "names__name"],
        related=["serves", "predecessor"],
        children=["organisation-names", "posts", "organisations", "successions"],
        page="reporting:organisation",
        page_arguments=lambda row: {"organisation": row.slug},
        section="directory",
        intro="Legal and public bodies. One organisation may be in several alliances.",
        empty="Add the organisations that deliver the programme together, and the bodies that decide for them.",
    ),
    Record(
        model=OrganisationName,
        slug="organisation-names",
        goes_with="organisation",
        scope_path="",
        may_change=can_keep_directory,
        fields=["organisation", "name", "kind", "from_date", "to_date"],
        succession={"organisation": LEFT},
        columns=[
            Column("name", "Name", "name"),
            Column("from_date", "From", "from_date"),
            Column("to_date", "To"),
        ],
        filters=["organisation"],
        search=["name"],
        related=["organisation"],
        section="directory",
        intro="Names that organisations bore between dates; documents print the one of their date.",
        empty="Add a name when an organisation is renamed.",
    ),
    Record(
        model=Succession,
        slug="successions",
        scope_path="",
        may_change=can_keep_directory,
        fields=["predecessor", "successor", "kind", "happened_on", "words", "source"],
        succession={"predecessor": LEFT, "successor": LEFT},
        columns=[
            Column("predecessor.name", "Body", "predecessor__name"),
            Column("kind", "What became of it", "kind"),
            Column("successor.name", "Successor", "successor__name"),
            Column("happened_on", "First day of the successor", "happened_on"),
            Column("words", "By which act"),
        ],
        filters=["kind", "predecessor", "successor"],
        search=["predecessor__name", "successor__name", "words"],
        related=["predecessor", "successor"],
        section="directory",
        intro="Which body came in the place of which, when and by which act.",
        empty="Add what became of a body that was replaced, merged or divided.",
    ),
    Record(
        model=Person,
        slug="people",
        scope_path="",
        may_change=can_keep_directory,
        fields=["slug", "name", "aliases", "user"],
        merging=Merging(why_people_stay_apart, keep_other_name),
        private=["user"],
        columns=[Column("name", "Name", "name")],
        search=["name", "aliases"],
        children=["appointments"],
        section="directory",
        intro="People who hold or held posts.",
        empty="Add the people who hold the posts.",
    ),
    Record(
        model=Post,
        slug="posts",
        scope_path="",
        may_change=can_keep_directory,
        fields=["slug", "organisation", "title", "short_title", "shared_by", "decides"],
        verbs=_hand_over,
        succession={"organisation": Carrying(How.COUNTERPART), "shared_by": POINTED},
        columns=[
            Column("title", "Post", "title"),
            Column("organisation.name", "Organisation", "organisation__name"),
            Column("decides", "Decides for its body"),
        ],
        filters=["organisation", "decides"],
        search=["title", "organisation__name"],
        related=["organisation"],
        children=["appointments"],
        page="reporting:post",
        page_arguments=lambda row: {"post": row.slug},
        section="directory",
        intro="Offices of the organisations. A post decides; a person holds it between dates.",
        empty="Add the posts that lead, sit on boards or decide.",
    ),
    Record(
        model=Appointment,
        slug="appointments",
        scope_path="",
        may_change=can_keep_directory,
        fields=["post", "person", "standing", "from_date", "to_date", "source"],
        succession={"post": Carrying(How.END_AND_BEGIN, once_by=()), "person": ENDS},
        columns=[
            Column("person.name", "Person", "person__name"),
            Column("post", "Post"),
            Column("standing", "Standing"),
            Column("from_date", "From", "from_date"),
            Column("to_date", "To"),
        ],
        filters=["post", "person", "standing"],
        search=["person__name", "post__title"],
        related=["post__organisation", "person"],
        section="directory",
        intro="Who held which post when.",
        empty="Add an appointment when a person takes up a post.",
    ),
]
