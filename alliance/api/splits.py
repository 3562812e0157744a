"""Splitting an amount over the API, by the same form and shares as the page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.apportionment import Apportionment
from alliance.forms import SplitForm
from alliance.models import SharingBasis
from alliance.readings import alliances_for, sharing_bases
from core import as_at
from core.api.known_names import refuse_unknown_query


class PenceField(serializers.IntegerField):
    """An amount in pounds to the penny, such as "640000.01"; null where it is not recorded."""

    def to_representation(self, value: Any) -> Any:
        return f"{Decimal(value).scaleb(-2):.2f}"


class PartSerializer(serializers.Serializer[Any]):
    organisation = serializers.IntegerField(source="claim.of.organisation_id")
    name = serializers.CharField(source="claim.name")
    share = serializers.CharField(source="claim.of.share", help_text="As recorded, with its unit.")
    amount = PenceField(source="pence", allow_null=True, help_text="In pounds; null where no share is recorded.")
    odd_penny = serializers.BooleanField(source="odd", help_text="Whether a penny left over went to it.")


class SplitBasisSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    slug = serializers.CharField()
    name = serializers.CharField()
    span = serializers.CharField(help_text="From when to when it holds.")


class SplitSerializer(serializers.Serializer[Any]):
    """The parts and what is not recorded together always make the amount."""

    as_at = serializers.DateField()
    basis = SplitBasisSerializer()
    amount = PenceField(source="split.pence")
    parts = PartSerializer(source="split.parts", many=True)
    not_recorded = PenceField(source="split.unrecorded", help_text="What falls to shares that are not recorded.")
    not_recorded_percent = serializers.DecimalField(source="split.missing", max_digits=15, decimal_places=5)
    incomplete = serializers.CharField(source="split.incomplete", help_text="Empty when all shares are recorded.")
    rule = serializers.CharField(source="split.rule")


class SplitView(APIView):
    """What falls to each partner of an amount, on a day and a sharing basis."""

    @extend_schema(
        tags=["sharing bases"],
        operation_id="alliances_split",
        parameters=[
            OpenApiParameter("amount", OpenApiTypes.STR, required=True, description="In pounds, such as 1000000.01."),
            OpenApiParameter("as_at", OpenApiTypes.DATE, description="The basis in force on that day; else today."),
            OpenApiParameter("basis", OpenApiTypes.STR, description="Its short name; needed where several hold."),
        ],
        responses=SplitSerializer,
    )
    def get(self, request: Request, pk: int) -> Response:
        alliance = next((each for each in alliances_for(request.user) if each.pk == pk), None)
        if alliance is None:
            raise NotFound
        refuse_unknown_query(request, {"amount", "as_at", "basis"})
        on = as_at.read({"as_at": request.query_params.get("as_at", "")}).on
        form = SplitForm(request.query_params, bases=sharing_bases(alliance, request.user), on=on)
        if not form.is_valid():
            raise ValidationError({name: [str(fault) for fault in faults] for name, faults in form.errors.items()})
        return Response(_answer(form.cleaned_data["basis"], form.split, on))


def _answer(basis: SharingBasis, split: Apportionment | None, on: Any) -> dict[str, Any]:
    return dict(SplitSerializer({"as_at": on, "basis": basis, "split": split}).data)
