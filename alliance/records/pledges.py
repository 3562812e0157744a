"""What the partners agreed with each other: agreements, powers and shares. No query and no page stands here."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from alliance.models import (
    Agreement,
    AgreementVersion,
    DelegatedPower,
    Share,
    SharingBasis,
    Signature,
)
from alliance.permissions import can_keep_records
from core.records.registry import Column, Record


def _split_page(basis: Any) -> tuple[str, str]:
    address = reverse("alliance:split", kwargs={"alliance": basis.alliance.slug})
    return "Split an amount", f"{address}?basis={basis.slug}"


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
            "from_date",
            "to_date",
            "disclosure",
            "review_on",
            "notice_months",
            "notice_words",
            "exit_strategy",
            "text",
            "source",
        ],
        computed=["review"],
        columns=[
            Column("title", "Agreement", "title"),
            Column("part_of", "Under"),
            Column("state", "State", "state"),
            Column("signed_on", "Signed", "signed_on"),
            Column("review", "Review"),
        ],
        filters=["state", "part_of", "disclosure"],
        search=["title", "text", "notice_words", "exit_strategy"],
        related=["alliance", "part_of"],
        children=["signatures", "agreement-versions", "agreements"],
        intro="What the partners signed, the agreements under it, and when each is to be reviewed.",
        empty="Add the collaboration agreement of this alliance.",
    ),
    Record(
        model=AgreementVersion,
        slug="agreement-versions",
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
        scope_path="agreement__alliance",
        may_change=can_keep_records,
        fields=["agreement", "organisation", "person", "signed_on", "order"],
        columns=[
            Column("organisation.name", "Body", "organisation__name"),
            Column("person", "Signed by"),
            Column("signed_on", "Signed", "signed_on"),
        ],
        filters=["agreement"],
        related=["agreement__alliance", "organisation", "person"],
        intro="Who signed an agreement for which body.",
        empty="Add each body that signed.",
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
        computed=["completeness"],
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
        prefetched=["shares__organisation"],
        children=["shares"],
        leads_to=_split_page,
        intro="By which shares the partners divide costs and savings, from when to when.",
        empty="Add how the partners share costs or savings. When the shares change, end the basis and add the next.",
    ),
    Record(
        model=Share,
        slug="shares",
        scope_path="basis__alliance",
        may_change=can_keep_records,
        fields=["basis", "organisation", "value", "words", "source", "order"],
        computed=["share"],
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
