"""Records in JSON, made from their declarations. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cache
from typing import Any

from django.db import models
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from core.api.known_names import KnownNames
from core.fields import ImpreciseDateField
from core.records.registry import Record, record_of
from core.serializer_fields import SERIALIZER_FIELD_MAPPING
from core.slugs import HINT, NAMES, SLUG, is_made, made_slug


class WithdrawalSerializer(serializers.Serializer[Any]):
    """When, by whom and why a record was withdrawn."""

    at = serializers.DateTimeField(source="withdrawn_at")
    by = serializers.CharField(source="withdrawn_by.name")
    reason = serializers.CharField(source="withdrawn_reason")


class ReasonSerializer(KnownNames):
    reason = serializers.CharField(max_length=300, help_text="Why; shown with the record and kept in the history.")


class OptionalReasonSerializer(KnownNames):
    reason = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)


class RecordSerializer(KnownNames, serializers.ModelSerializer[Any]):
    """A record in JSON. `change_reason` is kept in the history; `version` stands in the ETag too."""

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        **SERIALIZER_FIELD_MAPPING,
    }
    record: Record

    change_reason = serializers.CharField(
        write_only=True, required=False, max_length=300, help_text="Why it is changed; kept in the history."
    )

    withdrawn = serializers.SerializerMethodField(help_text="Null while the record stands.")

    @extend_schema_field(WithdrawalSerializer(allow_null=True))
    def get_withdrawn(self, row: Any) -> dict[str, Any] | None:
        return WithdrawalSerializer(row).data if row.is_withdrawn else None

    def get_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().get_fields()
        request = self.context.get("request")
        for field in fields.values():
            related: Any = getattr(field, "child_relation", field)
            if isinstance(related, serializers.PrimaryKeyRelatedField) and not related.read_only:
                self._narrow(related, request)
        if SLUG in fields and is_made(self.record.model):
            fields[SLUG].required, fields[SLUG].help_text = False, HINT
        return fields

    def to_internal_value(self, data: Any) -> Any:
        """A short name that is not given is made from the name, as on the form."""
        if isinstance(data, Mapping) and SLUG in self.fields and is_made(self.record.model):
            left_out = self.instance is None and SLUG not in data
            if left_out or data.get(SLUG) == "":
                data = {**data, SLUG: made_slug(self._named(data))}
        return super().to_internal_value(data)

    def _named(self, data: Mapping[str, Any]) -> models.Model:
        """The row as far as its short name is made from what was sent; nothing of it is kept."""
        row = self.record.model() if self.instance is None else copy(self.instance)
        for name in NAMES:
            if isinstance(data.get(name), str):
                setattr(row, name, data[name])
        scope = str(data.get(self.record.scope_path, ""))
        if self.record.has_scope_field and self.instance is None and scope.isascii() and scope.isdecimal():
            setattr(row, self.record.model._meta.get_field(self.record.scope_path).attname, int(scope[:18]))  # type: ignore[union-attr]
        return row

    def _narrow(self, related: Any, request: Request | None) -> None:
        """Only what the caller may see can be pointed at."""
        manager: Any = related.queryset.model._default_manager
        related.queryset = manager.visible_to(request.user) if request else manager.none()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What a record points at must belong to the same alliance as the record itself."""
        scope = self._scope(attrs)
        for name, value in attrs.items():
            target = record_of(type(value)) if isinstance(value, models.Model) else None
            if target and target.scope_path and scope is not None and target.scope_of(value) != scope:
                raise serializers.ValidationError({name: "This belongs to another alliance."})
        if self.instance is not None and self.record.scope_path and scope != self.record.scope_of(self.instance):
            raise serializers.ValidationError("A record cannot be moved to another alliance.")
        return attrs

    def _scope(self, attrs: dict[str, Any]) -> Any:
        if not self.record.scope_path:
            return None
        first, *rest = self.record.scope_path.split("__")
        scope = attrs.get(first, getattr(self.instance, first, None))
        for step in rest:
            scope = getattr(scope, step)
        return scope


@cache
def serializer_for(record: Record) -> type[RecordSerializer]:
    """The serializer class of a kind of record."""
    names = ["id", "version"]
    if record.has_scope_field:
        names.append(record.scope_path)
    names += [name for name in (*record.fields, *record.computed) if name not in record.private]
    meta = type(
        "Meta",
        (),
        {
            "model": record.model,
            "fields": [*names, "withdrawn", "change_reason"],
            "read_only_fields": list(record.computed),
        },
    )
    members: dict[str, Any] = {"Meta": meta, "record": record}
    imprecise = {each.name for each in record.model._meta.fields if isinstance(each, ImpreciseDateField)}
    for name in set(record.computed) - imprecise:
        members[name] = serializers.CharField(read_only=True)
    return type(f"{record.model.__name__}Serializer", (RecordSerializer,), members)


class HistoryEntrySerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    who = serializers.CharField()
    why = serializers.CharField()
    kind = serializers.CharField()
    changes = serializers.SerializerMethodField()

    def get_changes(self, entry: Any) -> list[dict[str, str]]:
        return [{"field": each.label, "old": each.old, "new": each.new} for each in entry.changes]


class ChosenRowSerializer(KnownNames):
    id = serializers.IntegerField(min_value=1)
    version = serializers.IntegerField(min_value=1, help_text="The version that was read.")


class BulkSerializer(KnownNames):
    """One field of many records set to one value, all of them or none."""

    rows = ChosenRowSerializer(many=True, allow_empty=False)
    field = serializers.CharField(max_length=60)
    value = serializers.JSONField(allow_null=True, help_text="As in a record's own JSON.")
    reason = serializers.CharField(max_length=300)
    preview = serializers.BooleanField(default=False, help_text="Say what would change and change nothing.")


class BulkChangeSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="row.pk")
    old = serializers.CharField()
    new = serializers.CharField()


class MergeSerializer(KnownNames):
    other = serializers.IntegerField(min_value=1, help_text="The number of the duplicate, which is withdrawn.")
    other_version = serializers.IntegerField(min_value=1, help_text="The version of the duplicate that was read.")
    reason = serializers.CharField(max_length=300)
    preview = serializers.BooleanField(default=False, help_text="Say what would move and change nothing.")


class MovingSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(source="relation.plural")
    field = serializers.CharField(source="relation.name")
    count = serializers.IntegerField()
    conflicts = serializers.ListField(child=serializers.CharField())


def checked(kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """What was sent, as this serializer reads it. Raises ValidationError naming the fields."""
    given = kind(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)
