"""The sheets that fill the directory: organisations, people, posts and who held them."""

from __future__ import annotations

from alliance.choices import OrganisationKind, SuccessionKind, WayOfDeciding
from alliance.imports.columns import FROM, SLUG, SOURCE, TO
from alliance.models import Appointment, Organisation, OrganisationName, Person, Post, Succession
from alliance.permissions import can_keep_directory
from core.tabular.kinds import Choice, DateInWords, Reference, References, YesNo
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
            Column("Other names", "aliases", about="Separated by semicolons."),
            Column("Kind", "kind", Choice(OrganisationKind), required=True),
            Column("Decides for itself", "is_deciding_body", YesNo()),
            Column("Decides by", "decides_by", Choice(WayOfDeciding), about="Signature or resolution."),
            Column("Serves", "serves", Reference("organisations"), about="The force or body that it decides for."),
            Column("Predecessor", "predecessor", Reference("organisations"), about="The body in whose place it came."),
            Column("Existed from", "from_date", DateInWords(), about="Empty where it was not recorded."),
            Column("Existed to", "to_date", DateInWords(), about="Its last day; empty while it exists."),
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
        name="successions",
        model=Succession,
        scope_path="",
        belongs_to="successor",
        key=["predecessor", "successor"],
        may_change=can_keep_directory,
        about="Which body came in the place of which, when and by which act. Two rows make a merger or a division.",
        columns=[
            Column("Predecessor", "predecessor", Reference("organisations"), required=True),
            Column("Successor", "successor", Reference("organisations"), required=True),
            Column("What became of it", "kind", Choice(SuccessionKind)),
            Column("First day", "happened_on", DateInWords(), required=True, about="Of the successor."),
            Column("By which act", "words", about="As written."),
            SOURCE,
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
            Column("Other names", "aliases", about="Separated by semicolons."),
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
            Column("Shared by", "shared_by", References("organisations"), about="Other bodies that share the post."),
            Column("Decides for its body", "decides", YesNo(), about="Its holder signs and decides for the body."),
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
