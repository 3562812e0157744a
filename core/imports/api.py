"""Imports and exports for other systems: the same rows, permissions and verbs as the pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from core.api.known_names import refuse_unknown
from core.imports.actions import apply_import, check_import
from core.imports.forms import ImportForm
from core.imports.permissions import may_import, may_import_somewhere
from core.imports.views import TEMPLATES, attachment, exported
from core.models import ImportRun
from core.permissions import require
from core.records.registry import scope_model
from core.signed_in import account_of
from core.tabular.written import TooLong

_FIELD = {"column": {"type": "string"}, "old": {"type": "string"}, "new": {"type": "string"}}
_ROW = {
    "type": "object",
    "properties": {
        "row": {"type": "integer"},
        "title": {"type": "string"},
        "fields": {"type": "array", "items": {"type": "object", "properties": _FIELD}},
    },
}
_ROWS = {"type": "array", "items": _ROW}
_SHEET = {"name": {"type": "string"}, "add": _ROWS, "change": _ROWS, "same": {"type": "integer"}}
_PROBLEM = {
    "file": {"type": "string"},
    "row": {"type": ["integer", "null"]},
    "column": {"type": "string"},
    "message": {"type": "string"},
}


class ImportRunSerializer(serializers.ModelSerializer[ImportRun]):
    """One import: `sheets` says what would change row by row, `problems` what is wrong."""

    alliance = serializers.CharField(source="scope", read_only=True, help_text="Its short name for addresses.")
    sheets = serializers.SerializerMethodField()
    problems = serializers.SerializerMethodField()

    class Meta:
        model = ImportRun
        fields = ["id", "state", "alliance", "created_at", "applied_at", "sheets", "problems"]
        read_only_fields = fields

    @extend_schema_field({"type": "array", "items": {"type": "object", "properties": _SHEET}})
    def get_sheets(self, run: ImportRun) -> list[dict[str, Any]]:
        return list(run.plan.get("sheets", []))

    @extend_schema_field({"type": "array", "items": {"type": "object", "properties": _PROBLEM}})
    def get_problems(self, run: ImportRun) -> list[dict[str, Any]]:
        return run.problems


class ImportRequestSerializer(serializers.Serializer[Any]):
    sheets = serializers.ListField(
        child=serializers.FileField(), help_text="CSV files named after their sheets, or one .xlsx workbook."
    )
    alliance = serializers.CharField(
        required=False, help_text="Its short name for addresses; empty when the sheets are to make a new one."
    )


def _scope(user: Any, slug: str) -> Any:
    if not slug:
        return None
    manager: Any = scope_model()._default_manager
    found = manager.visible_to(user).filter(slug=slug).first()
    if found is None:
        raise ValidationError({"alliance": ["There is no alliance of that short name among yours."]})
    return found


def _named_alliance(request: Request) -> str:
    data: Any = request.data
    return str(data.get("alliance", "")) if hasattr(data, "get") else ""


@extend_schema(tags=["imports"])
class ImportViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[ImportRun]):
    """Imports that the caller sent."""

    serializer_class = ImportRunSerializer
    parser_classes = [MultiPartParser, FormParser, JSONParser]
    filterset_class = None
    queryset = ImportRun.objects.none()

    def get_queryset(self) -> Any:
        return ImportRun.objects.visible_to(self.request.user).defer("sheets")

    @extend_schema(request={"multipart/form-data": ImportRequestSerializer}, responses={201: ImportRunSerializer})
    def create(self, request: Request) -> Response:
        """Send sheets to be checked. Nothing is changed; the answer is a plan, or says what is wrong."""
        refuse_unknown(request.data, ImportRequestSerializer().fields, what="field")
        scope = _scope(request.user, _named_alliance(request))
        require(may_import(request.user, scope))
        form = ImportForm({}, request.FILES)
        if not form.is_valid():
            raise ValidationError({name: [str(each) for each in words] for name, words in form.errors.items()})
        run = check_import(files=form.files_sent(), scope=scope, by=account_of(request), at=clock.now())
        return Response(self.get_serializer(run).data, status=201)

    @extend_schema(request=None, responses=ImportRunSerializer)
    @action(detail=True, methods=["post"])
    def apply(self, request: Request, pk: str | None = None) -> Response:
        """Do what the plan says, all or nothing. 409 when it has errors, was applied, or the records have moved on."""
        run = apply_import(run=self.get_object(), by=account_of(request), at=clock.now())
        return Response(self.get_serializer(run).data)

    @extend_schema(
        parameters=[OpenApiParameter("form", str, OpenApiParameter.PATH, enum=sorted(TEMPLATES))],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    @action(detail=False, url_path=r"sheets/(?P<form>[a-z]+)", url_name="sheets", pagination_class=None)
    def sheets(self, request: Request, form: str = "") -> HttpResponse:
        """Empty sheets to fill in, as a workbook or as a zip of CSV files."""
        require(may_import_somewhere(request.user))
        if form not in TEMPLATES:
            raise NotFound
        make, content_type = TEMPLATES[form]
        return attachment(make(), content_type, f"import-sheets.{form}")


class ExportView(APIView):
    """The records of an alliance in the sheets that an import reads, without what never leaves by the API."""

    @extend_schema(
        tags=["imports"],
        operation_id="alliances_export",
        parameters=[
            OpenApiParameter(
                "form", str, enum=sorted(TEMPLATES), default="zip", description="A zip of CSV files, or one workbook."
            )
        ],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, pk: int) -> HttpResponse:
        manager: Any = scope_model()._default_manager
        scope = get_object_or_404(manager.visible_to(request.user), pk=pk)
        require(may_import(request.user, scope))
        form = request.query_params.get("form", "zip")
        if form not in TEMPLATES:
            raise ValidationError({"form": [f"Expected one of: {', '.join(sorted(TEMPLATES))}."]})
        try:
            return exported(form, scope=scope, by=account_of(request), route="api:export", with_private=False)
        except TooLong as fault:
            raise ValidationError({"form": [f"{fault} Ask for zip."]}) from fault
