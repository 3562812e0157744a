"""Organisations, people and posts: the kinds of record of the directory. No query and no page stands here."""

from __future__ import annotations

from alliance.actions import keep_other_name, why_bodies_stay_apart, why_people_stay_apart
from alliance.models import (
    Appointment,
    Organisation,
    OrganisationName,
    Person,
    Post,
)
from alliance.permissions import can_keep_directory
from core.records.registry import Column, Merging, Record

DIRECTORY = [
    Record(
        model=Organisation,
        slug="organisations",
        scope_path="",
        may_change=can_keep_directory,
        fields=["slug", "name", "aliases", "kind", "is_deciding_body", "decides_by", "serves", "predecessor"],
        merging=Merging(why_bodies_stay_apart, keep_other_name),
        columns=[
            Column("name", "Name", "name"),
            Column("kind", "Kind", "kind"),
            Column("is_deciding_body", "Decides for itself"),
        ],
        filters=["kind", "is_deciding_body", "decides_by"],
        search=["name", "aliases", "names__name"],
        related=["serves", "predecessor"],
        children=["organisation-names", "posts"],
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
        fields=["slug", "organisation", "title", "short_title"],
        columns=[
            Column("title", "Post", "title"),
            Column("organisation.name", "Organisation", "organisation__name"),
        ],
        filters=["organisation"],
        search=["title", "organisation__name"],
        related=["organisation"],
        children=["appointments"],
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
