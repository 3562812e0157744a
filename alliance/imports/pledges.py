"""The sheets of what the partners agreed with each other: agreements, powers and shares."""

from __future__ import annotations

from alliance.choices import AgreementState, Disclosure, PowerKind, ShareMeasure
from alliance.imports.columns import FROM, ORDER, SOURCE, TO
from alliance.models import Agreement, AgreementVersion, DelegatedPower, Share, SharingBasis, Signature
from alliance.permissions import can_keep_records
from core.tabular.kinds import Amount, Choice, DateInWords, Reference, WholeNumber
from core.tabular.sheets import Column, Sheet

PLEDGES = [
    Sheet(
        name="agreements",
        model=Agreement,
        key=["title"],
        may_change=can_keep_records,
        about="What the partners signed.",
        columns=[
            Column("Title", "title", required=True),
            Column("Under", "part_of", Reference("agreements"), about="The overarching agreement, by its title."),
            Column("Legal basis", "legal_basis"),
            Column("State", "state", Choice(AgreementState), required=True),
            Column("Signed", "signed_on", DateInWords()),
            FROM,
            TO,
            Column("Public", "disclosure", Choice(Disclosure), about="Empty if it is not known."),
            Column("Next review", "review_on", DateInWords()),
            Column("Notice in months", "notice_months", WholeNumber(), about="How long before leaving to say so."),
            Column("Notice as written", "notice_words"),
            Column("Exit strategy", "exit_strategy", about="As written."),
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
        name="agreement-versions",
        model=AgreementVersion,
        scope_path="agreement__alliance",
        key=["agreement", "number"],
        may_change=can_keep_records,
        about="The texts of an agreement: the first, and each variation of it.",
        columns=[
            Column("Agreement", "agreement", Reference("agreements"), required=True),
            Column("Number", "number", WholeNumber(), required=True),
            Column("Takes effect", "effective_on", DateInWords()),
            Column("What it changes", "changes", about="As written; empty for the first."),
            SOURCE,
        ],
    ),
    Sheet(
        name="delegated-powers",
        model=DelegatedPower,
        key=["organisation", "matter", "tier", "post"],
        may_change=can_keep_records,
        about="The lines of the bodies' schemes of delegation: who may decide what, and what is kept.",
        columns=[
            Column("Body", "organisation", Reference("organisations"), required=True, about="Whose power it is."),
            Column("Matter", "matter", required=True),
            Column("What it says", "kind", Choice(PowerKind), required=True),
            Column("Tier", "tier", about="In your own words, for example Silver."),
            Column("Post", "post", Reference("posts"), about="Whose holder it names."),
            Column("Up to", "up_to", Amount(), about="In pounds; empty where there is no limit."),
            FROM,
            TO,
            Column("As written", "text"),
            SOURCE,
            ORDER,
        ],
    ),
    Sheet(
        name="sharing-bases",
        model=SharingBasis,
        key=["slug"],
        may_change=can_keep_records,
        about="How the partners share costs or savings, between dates. Shares that change are a new basis.",
        columns=[
            Column("Short name", "slug", required=True, about="The shares name their basis by it."),
            Column("Name", "name", required=True),
            Column("Follows", "kind", about="In your own words, for example net revenue budget or headcount."),
            Column("Shares are", "measure", Choice(ShareMeasure)),
            Column("Unit", "unit", about="What a weight counts, for example people."),
            Column("For", "purpose", about="For example running costs, or cashable savings."),
            Column("Covers", "scope", about="Where it does not hold for the whole programme, in words."),
            FROM,
            TO,
            Column("As written", "rule", about="What the source says of it."),
            SOURCE,
            ORDER,
        ],
    ),
    Sheet(
        name="shares",
        model=Share,
        scope_path="basis__alliance",
        key=["basis", "organisation"],
        may_change=can_keep_records,
        about="What each partner bears or gets on a basis. Percentages make 100 at most; what they leave is shown.",
        columns=[
            Column("Sharing basis", "basis", Reference("sharing-bases"), required=True),
            Column("Partner", "organisation", Reference("organisations"), required=True),
            Column(
                "Share",
                "value",
                Amount(),
                about="A percentage or a weight in figures, without a sign. Empty for equal parts, or if not recorded.",
            ),
            Column("As written", "words", about="Where the source says more than the number."),
            SOURCE,
            ORDER,
        ],
    ),
]
