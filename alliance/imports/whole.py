"""The sheets that fill the alliance itself: its words, partners, leads, stakeholders and what was said of it."""

from __future__ import annotations

from alliance.choices import Concept, PartnerRole
from alliance.imports.columns import FROM, ORDER, SLUG, SOURCE, TO
from alliance.models import Alliance, AllianceLead, Contact, Event, Partner, Stakeholder, Statement, Term
from alliance.permissions import can_keep_records, can_set_up_alliance
from core.tabular.kinds import Choice, DateInWords, Reference, WholeNumber, YesNo
from core.tabular.sheets import Column, Sheet

WHOLE = [
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
            Column("Wider alliance", "within", Reference("alliance"), about="The one of which it is a part, if any."),
            Column("Legal basis", "legal_basis"),
            Column("Purpose", "purpose"),
            Column("Ended", "ended_on", DateInWords(), about="Its last day; empty while it lasts."),
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
            Column("Part in own words", "part_words", about="In the alliance's own words, for example Owner."),
            FROM,
            TO,
            Column("Notice given", "notice_given_on", DateInWords(), about="When it said that it would leave."),
            Column("Terms", "terms", about="Of joining or leaving, as written, with any direction from outside."),
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
        name="stakeholders",
        model=Stakeholder,
        key=["name"],
        may_change=can_keep_records,
        about="Who has a stake in the programme without being a partner.",
        columns=[
            Column("Name", "name", required=True, about="For example members of parliament."),
            Column("Group", "group", about="In your own words, for example staff bodies."),
            Column("Organisation", "organisation", Reference("organisations")),
            Column("How many", "count", WholeNumber()),
            Column("What is at stake", "interest", about="As written."),
            FROM,
            TO,
            SOURCE,
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
            Column("Organisation", "organisation", Reference("organisations"), about="Whose contact it is."),
            Column("Post", "post_title"),
            Column("Telephone", "telephone", private=True),
            Column("Email", "email", private=True),
            SOURCE,
            ORDER,
        ],
    ),
]
