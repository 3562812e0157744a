"""The sheets of a spreadsheet import that fill this app's rows: the directory, the alliance and its words."""

from __future__ import annotations

from alliance.choices import AgreementState, Concept, OrganisationKind, PartnerRole
from alliance.models import (
    Agreement,
    Alliance,
    AllianceLead,
    Appointment,
    Contact,
    Event,
    Organisation,
    OrganisationName,
    Partner,
    Person,
    Post,
    Signature,
    Statement,
    Term,
)
from alliance.permissions import can_keep_directory, can_keep_records, can_set_up_alliance
from core.tabular.kinds import Choice, DateInWords, Reference, WholeNumber, YesNo
from core.tabular.sheets import Column, Sheet

SOURCE = Column("Source", "source", about="The document and where in it.")
ORDER = Column("Order", "order", WholeNumber(), about="The place in its list; the lowest comes first.")
FROM = Column("From", "from_date", DateInWords(), about="Empty where it was not recorded.")
TO = Column("To", "to_date", DateInWords(), about="The last day it holds; empty while it is still in force.")
SLUG = "Lower case letters, figures and hyphens; other sheets name the row by it."

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

ALLIANCE = [
    Sheet(
        name="alliance",
        model=Alliance,
        scope_path="self",
        key=["slug"],
        may_change=can_set_up_alliance,
        about="The one alliance that all the other sheets are about: exactly one row.",
        columns=[
            Column("Short name for addresses", "slug", required=True, about=SLUG),
            Column("Name", "name", required=True),
            Column("Short name", "short_name", required=True),
            Column("Other names", "aliases", about="Separated by semicolons."),
            Column("Legal basis", "legal_basis"),
            Column("Purpose", "purpose"),
            Column("Marking", "marking", about="Printed at top and foot of documents, for example OFFICIAL."),
            Column("Fictional", "is_fictional", YesNo(), about="Yes for training: every page and document says so."),
        ],
    ),
    Sheet(
        name="words",
        model=Term,
        key=["concept"],
        may_change=can_keep_records,
        about="The alliance's own words, such as work stream for business area.",
        columns=[
            Column("Concept", "concept", Choice(Concept), required=True),
            Column("One", "singular", required=True),
            Column("Several", "plural", required=True),
        ],
    ),
    Sheet(
        name="partners",
        model=Partner,
        key=["organisation", "from_date"],
        may_change=can_keep_records,
        about="The organisations in the alliance, and from when to when.",
        columns=[
            Column("Organisation", "organisation", Reference("organisations"), required=True),
            Column("Part", "role", Choice(PartnerRole)),
            FROM,
            TO,
            ORDER,
        ],
    ),
    Sheet(
        name="leads",
        model=AllianceLead,
        key=["part", "post", "from_date"],
        may_change=can_keep_records,
        about="The posts that lead for the alliance, in its own words for the part.",
        columns=[
            Column("Part", "part", required=True, about="For example Senior Responsible Officer."),
            Column("Senior responsible owner", "is_sro", YesNo()),
            Column("Post", "post", Reference("posts"), required=True),
            FROM,
            TO,
            ORDER,
            SOURCE,
        ],
    ),
    Sheet(
        name="agreements",
        model=Agreement,
        key=["title"],
        may_change=can_keep_records,
        about="What the partners signed.",
        columns=[
            Column("Title", "title", required=True),
            Column("Legal basis", "legal_basis"),
            Column("State", "state", Choice(AgreementState), required=True),
            Column("Signed", "signed_on", DateInWords()),
            Column("As written", "text", about="What the source says of it."),
            SOURCE,
        ],
    ),
    Sheet(
        name="signatures",
        model=Signature,
        scope_path="agreement__alliance",
        key=["agreement", "organisation"],
        may_change=can_keep_records,
        about="Each body's signature under an agreement. Leave the person empty where the source names none.",
        columns=[
            Column("Agreement", "agreement", Reference("agreements"), required=True),
            Column("Organisation", "organisation", Reference("organisations"), required=True),
            Column("Person", "person", Reference("people")),
            Column("Signed", "signed_on", DateInWords()),
            ORDER,
        ],
    ),
    Sheet(
        name="events",
        model=Event,
        key=["title", "happened_on"],
        may_change=can_keep_records,
        about="What happened to the alliance, and when.",
        columns=[
            Column("Event", "title", required=True),
            Column("When", "happened_on", DateInWords(), required=True),
            Column("As written", "text"),
            SOURCE,
        ],
    ),
    Sheet(
        name="statements",
        model=Statement,
        key=["source", "topic", "as_at"],
        may_change=can_keep_records,
        about="Sentences exactly as their authors wrote them.",
        columns=[
            Column("Topic", "topic", required=True),
            Column("As written", "text", required=True),
            Column("As at", "as_at", DateInWords(), required=True),
            Column("Source", "source", required=True),
            ORDER,
            Column("In the highlight report", "in_highlight_report", YesNo()),
        ],
    ),
    Sheet(
        name="contacts",
        model=Contact,
        key=["purpose", "name"],
        may_change=can_keep_records,
        about="Whom to ask, as a document gives it.",
        columns=[
            Column("For", "purpose", required=True, about="For example Press enquiries."),
            Column("Name", "name", required=True),
            Column("Post", "post_title"),
            Column("Telephone", "telephone", private=True),
            Column("Email", "email", private=True),
            SOURCE,
            ORDER,
        ],
    ),
]

SHEETS = DIRECTORY + ALLIANCE
