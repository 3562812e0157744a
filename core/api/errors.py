"""How API errors are worded: always `{"detail": …}` or the fields at fault, with a status that means what it says."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError as ModelError
from django.http import Http404
from rest_framework import status
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error
from rest_framework.views import exception_handler

from core.as_at import BadDate
from core.permissions import NotAllowed
from core.versions import StaleVersion
from core.workflow import WrongState


class VersionNeeded(APIException):
    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = "Send If-Match with the ETag of the version you read."
    default_code = "version_needed"


class VersionStale(APIException):
    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = "Somebody else has saved this record since you read it. Read it again."
    default_code = "version_stale"


class Missing(NotFound):
    default_detail = "There is no such record, or this account may not see it."


class Refused(APIException):
    status_code = status.HTTP_403_FORBIDDEN
    default_code = "not_allowed"


class Conflict(APIException):
    status_code = status.HTTP_409_CONFLICT
    default_code = "wrong_state"


def answer(fault: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's handler, after the product's own exceptions have been given their status."""
    if isinstance(fault, ModelError):
        fault = ValidationError(as_serializer_error(fault))
    elif isinstance(fault, NotAllowed):
        fault = Refused(str(fault))
    elif isinstance(fault, StaleVersion):
        fault = VersionStale()
    elif isinstance(fault, WrongState):
        fault = Conflict(str(fault))
    elif isinstance(fault, BadDate):
        fault = ValidationError({fault.parameter: [fault.sent]})
    elif isinstance(fault, Http404) or (isinstance(fault, NotFound) and fault.detail == NotFound.default_detail):
        # Django's own words name a Python class.
        fault = Missing()
    return exception_handler(fault, context)
