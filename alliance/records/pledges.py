"""What the partners agreed with each other: agreements, powers and shares. No query and no page stands here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from alliance.choices import AgreementState, SignatureState
from alliance.models import (
    Agreement,
    AgreementVersion,
    DelegatedPower,
    Share,
    SharingBasis,
    Signature,
)
from alliance.permissions import can_keep_records
from core.date_spans import in_words
from core.records.carrying import ENDS, LEFT, Carrying, How, pointed_where
from core.records.registry import Column, Record


def _split_page(basis: Any) -> tuple[str, str]:
    address = reverse("alliance:split", kwargs={"alliance": basis.alliance.slug})
    return "Split an amount", f"{address}?basis={basis.slug}"


def _signature_of(row: Any, on: date) -> How:
    """A signature stays as it was given; whoever comes in that body's place stands beside it while the agreement holds.

    One that is awaited is awaited of the successor.
    """
    if row.state == SignatureState.AWAITED:
        return How.REPOINT
    holds = row.agreement.state != AgreementState.ENDED and row.agreement.in_force(on)
    return How.BESIDE if holds and row.state != SignatureState.SUCCEEDED else How.LEAVE


def _in_its_place(row: Any, successor: Any, on: date) -> dict[str, Any]:
    if row.state == SignatureState.AWAITED:
        return {}
    words = f"In the place of {row.organisation} from {in_words(on)}"
    nobody = {"person": None, "post": None, "signed_on": None, "source": ""}
    return {"state": SignatureState.SUCCEEDED, "words": words[:300], **nobody}


def _slug_from_the_day(row: Any, successor: Any, on: date) -> dict[str, Any]:
    return {"slug": f"{row.slug[:69]}-{on.isoformat()}"}


PLEDGES = [
    Record(
        model=Agreement,
        slug="agreements",
        may_change=can_keep_records,
        fields=[
            "title",
            "part_of",
            "legal_basis",
            "state",
            "signed_on",
            "led_by",
            "from_date",
            "to_date",
            "directed_by",
            "directed_on",
            "disclosure",
            "review_on",
            "notice_months",
            "notice_words",
            "exit_strategy",
            "text",
            "source",
        ],
        computed=["review"],
        succession={"led_by": pointed_where(lambda row: row.state == AgreementState.PROPOSED)},
        columns=[
            Column("title", "Agreement", "title"),
            Column("part_of", "Under"),
            Column("state", "State", "state"),
            Column("signed_on", "Signed", "signed_on"),
            Column("review", "Review"),
        ],
        filters=["state", "part_of", "disclosure"],
        search=["title", "text", "notice_words", "exit_strategy"],
        related=["alliance", "part_of", "led_by"],
        children=["signatures", "agreement-versions", "agreements"],
        intro="What the partners signed, the agreements under it, and when each is to be reviewed.",
        empty="Add the collaboration agreement of this alliance.",
    ),
    Record(
        model=AgreementVersion,
        slug="agreement-versions",
        goes_with="agreement",
        scope_path="agreement__alliance",
        may_change=can_keep_records,
        fields=["agreement", "number", "effective_on", "changes", "source"],
        columns=[
            Column("agreement.title", "Agreement", "agreement__title"),
            Column("number", "Version", "number"),
            Column("effective_on", "Takes effect", "effective_on"),
            Column("changes", "What it changes"),
        ],
        filters=["agreement"],
        search=["agreement__title", "changes"],
        related=["agreement__alliance"],
        intro="The texts of agreements: the first, and each variation of it. Attach the signed file to its version.",
        empty="Add a version when an agreement is signed or varied.",
    ),
    Record(
        model=Signature,
        slug="signatures",
        goes_with="agreement",
        scope_path="agreement__alliance",
        may_change=can_keep_records,
        fields=["agreement", "organisation", "state", "person", "post", "signed_on", "words", "source", "order"],
        succession={
            "organisation": Carrying(_signature_of, once_by=["agreement"], fresh=_in_its_place),
            "person": LEFT,
            "post": LEFT,
        },
        columns=[
            Column("organisation.name", "Body", "organisation__name"),
            Column("state", "State", "state"),
            Column("person", "Signed by"),
            Column("post", "As"),
            Column("signed_on", "Signed", "signed_on"),
        ],
        filters=["agreement", "state"],
        related=["agreement__alliance", "organisation", "person", "post__organisation"],
        intro="Who signed an agreement for which body, in which office, and who has not yet.",
        empty="Add each body that signed, or is to sign.",
    ),
    Record(
        model=DelegatedPower,
        slug="delegated-powers",
        may_change=can_keep_records,
        fields=[
            "organisation",
            "kind",
            "matter",
            "tier",
            "post",
            "up_to",
            "from_date",
            "to_date",
            "text",
            "source",
            "order",
        ],
        computed=["limit"],
        succession={"organisation": ENDS, "post": ENDS},
        columns=[
            Column("organisation.name", "Body", "organisation__name"),
            Column("matter", "Matter", "matter"),
            Column("kind", "What it says", "kind"),
            Column("tier", "Tier", "tier"),
            Column("post", "Post"),
            Column("limit", "Limit", "up_to"),
        ],
        filters=["kind"],
        search=["organisation__name", "matter", "tier", "post__title"],
        related=["alliance", "organisation", "post__organisation"],
        intro="Who may decide what for each body, up to which amount, and what the body keeps to itself.",
        empty="Add the lines of each body's scheme of delegation that concern this programme.",
    ),
    Record(
        model=SharingBasis,
        slug="sharing-bases",
        may_change=can_keep_records,
        fields=[
            "slug",
            "name",
            "kind",
            "measure",
            "unit",
            "purpose",
            "scope",
            "from_date",
            "to_date",
            "rule",
            "source",
            "order",
        ],
        computed=["completeness", "warning"],
        columns=[
            Column("name", "Sharing basis", "name"),
            Column("kind", "Follows", "kind"),
            Column("from_date", "From", "from_date"),
            Column("to_date", "To"),
            Column("completeness", "Whole or not"),
        ],
        filters=["measure"],
        search=["name", "kind", "purpose", "scope", "rule"],
        related=["alliance"],
        prefetched=["shares__organisation", "alliance__partners__organisation"],
        children=["shares"],
        leads_to=_split_page,
        intro="By which shares the partners divide costs and savings, from when to when.",
        empty="Add how the partners share costs or savings. When the shares change, end the basis and add the next.",
    ),
    Record(
        model=Share,
        slug="shares",
        goes_with="basis",
        scope_path="basis__alliance",
        may_change=can_keep_records,
        fields=["basis", "organisation", "value", "words", "source", "order"],
        computed=["share"],
        succession={"organisation": Carrying(How.OWNER, owner="basis", fresh=_slug_from_the_day)},
        columns=[
            Column("organisation.name", "Partner", "organisation__name"),
            Column("share", "Share", "value"),
            Column("basis", "Sharing basis", "basis__name"),
            Column("words", "As written"),
            Column("source", "Source"),
        ],
        filters=["basis"],
        search=["organisation__name", "basis__name", "words"],
        related=["basis__alliance", "organisation"],
        intro="What each partner bears or gets on a sharing basis, as the source gives it.",
        empty="Add the share of each partner; leave the number empty where the source gives none.",
    ),
]
