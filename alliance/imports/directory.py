"""The sheets that fill the directory: organisations, people, posts and who held them."""

from __future__ import annotations

from alliance.choices import OrganisationKind, WayOfDeciding
from alliance.imports.columns import FROM, SLUG, SOURCE, TO
from alliance.models import Appointment, Organisation, OrganisationName, Person, Post
from alliance.permissions import can_keep_directory
from core.tabular.kinds import Choice, Reference, YesNo
from core.tabular.sheets import Column, Sheet

DIRECTORY = [
    Sheet(
        name="organisations",
        model=Organisation,
        scope_path="",
        belongs_to="serves",
        key=["slug"],
        may_change=can_keep_directory,
        about="Legal and public bodies. A body that decides for itself, such as a chief constable, has its own row.",
        columns=[
            Column("Short name", "slug", required=True, about=SLUG),
            Column("Name", "name", required=True),
            Column("Kind", "kind", Choice(OrganisationKind), required=True),
            Column("Decides for itself", "is_deciding_body", YesNo()),
            Column("Decides by", "decides_by", Choice(WayOfDeciding), about="Signature or resolution."),
            Column("Serves", "serves", Reference("organisations"), about="The force or body that it decides for."),
            Column("Predecessor", "predecessor", Reference("organisations")),
        ],
    ),
    Sheet(
        name="organisation-names",
        model=OrganisationName,
        scope_path="",
        belongs_to="organisation",
        key=["organisation", "name", "from_date"],
        may_change=can_keep_directory,
        about="Names that an organisation bore between dates. None is needed while there was only one.",
        columns=[
            Column("Organisation", "organisation", Reference("organisations"), required=True),
            Column("Name", "name", required=True),
            Column("Kind then", "kind", Choice(OrganisationKind), about="Where it was of another kind."),
            FROM,
            TO,
        ],
    ),
    Sheet(
        name="people",
        model=Person,
        scope_path="",
        key=["slug"],
        may_change=can_keep_directory,
        about="People who hold or held posts, as named in a source.",
        columns=[
            Column("Short name", "slug", required=True, about=SLUG),
            Column("Name", "name", required=True, about="As printed, without rank or post."),
        ],
    ),
    Sheet(
        name="posts",
        model=Post,
        scope_path="",
        belongs_to="organisation",
        key=["slug"],
        may_change=can_keep_directory,
        about="Offices of the organisations. The post decides; a person holds it between dates.",
        columns=[
            Column("Short name", "slug", required=True, about=SLUG),
            Column("Organisation", "organisation", Reference("organisations"), required=True),
            Column("Title", "title", required=True),
            Column("Printed before a name", "short_title", about="For example ACC."),
        ],
    ),
    Sheet(
        name="appointments",
        model=Appointment,
        scope_path="",
        belongs_to="post",
        key=["post", "person", "from_date"],
        may_change=can_keep_directory,
        about="Who held which post from when to when.",
        columns=[
            Column("Post", "post", Reference("posts"), required=True),
            Column("Person", "person", Reference("people"), required=True),
            Column("Standing", "standing", Choice(Appointment.Standing)),
            FROM,
            TO,
            SOURCE,
        ],
    ),
]
