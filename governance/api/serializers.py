"""What the API says of the versions of papers, and what its verbs take."""

from __future__ import annotations

from rest_framework import serializers

from core.api.known_names import KnownNames
from core.uploads.fields import UploadSerializerField
from governance.choices import Direction
from governance.models import PaperVersion


class DirectionSerializer(KnownNames):
    direction = serializers.ChoiceField(choices=Direction.choices)


class OutcomeSerializer(KnownNames):
    """How an action ended."""

    outcome = serializers.CharField()
    done_on = serializers.DateField(required=False, help_text="Today when it is not sent.")


class ReceiveSerializer(KnownNames):
    """A file for a paper, as multipart/form-data."""

    file = UploadSerializerField()
    note = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=300,
        help_text="What changed; needed when there is a version already.",
    )


class PaperVersionSerializer(serializers.ModelSerializer[PaperVersion]):
    """One file received for a paper."""

    name = serializers.CharField(source="upload.name", read_only=True)
    media_type = serializers.CharField(source="upload.media_type", read_only=True)
    size = serializers.IntegerField(source="upload.size", read_only=True, help_text="Bytes.")
    pages = serializers.IntegerField(source="upload.pages", read_only=True, allow_null=True)
    sha256 = serializers.CharField(source="upload.sha256", read_only=True)
    claims = serializers.JSONField(
        source="upload.claims", read_only=True, help_text="Standards that its author claims and nothing contradicts."
    )
    removed = serializers.JSONField(
        source="upload.removed", read_only=True, help_text="What was taken out of the file, in words."
    )
    received_by = serializers.CharField(source="received_by.name", read_only=True, default=None)

    class Meta:
        model = PaperVersion
        fields = [
            "id",
            "paper",
            "number",
            "note",
            "name",
            "media_type",
            "size",
            "pages",
            "sha256",
            "claims",
            "removed",
            "received_at",
            "received_by",
        ]
        read_only_fields = fields
