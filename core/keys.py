"""Keys for other systems: made once, shown once, kept only as a keyed hash. What a key may do is its owner's right."""

from __future__ import annotations

import hmac
import secrets
import zlib
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from core.history import recorded
from core.models import ApiKey

if TYPE_CHECKING:
    from core.models import User

LONGEST = timedelta(days=365)
USE_NOTED_EVERY = timedelta(minutes=5)


def _hash(text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), sha256).hexdigest()


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"


def create(*, owner: User, name: str, scope: str, expires_on: date, by: User, at: datetime) -> tuple[ApiKey, str]:
    """Make a key and return it with its text, which is never to be had again.

    The text is `cdt_<prefix>_<secret><checksum>` with 256 random bits. Raises ValidationError when the expiry lies
    in the past or more than 365 days ahead.
    """
    today = timezone.localdate(at)
    if not today < expires_on <= today + LONGEST:
        raise ValidationError({"expires_on": "The expiry must lie between tomorrow and 365 days from today."})
    prefix, secret = secrets.token_hex(6), secrets.token_hex(32)
    body = f"cdt_{prefix}_{secret}"
    text = body + _checksum(body)
    key = ApiKey(
        owner=owner,
        name=name,
        scope=scope,
        expires_on=expires_on,
        prefix=prefix,
        secret_hash=_hash(text),
        created_at=at,
    )
    key.full_clean()
    with recorded(by=by, reason="core.api_key_added"):
        key.save()
    return key, text


def find(text: str, *, at: datetime) -> ApiKey | None:
    """The live key with this text; None when it is unknown, expired, revoked or its owner is disabled."""
    body, checksum = text[:-8], text[-8:]
    parts = body.split("_")
    if len(parts) != 3 or parts[0] != "cdt" or checksum != _checksum(body):
        return None
    key = (
        ApiKey.objects.select_related("owner")
        .filter(prefix=parts[1], revoked_at__isnull=True, owner__is_active=True)
        .filter(expires_on__gte=timezone.localdate(at))
        .first()
    )
    if key is None or not hmac.compare_digest(key.secret_hash, _hash(text)):
        return None
    ApiKey.objects.filter(pk=key.pk).filter(
        Q(last_used_at__isnull=True) | Q(last_used_at__lt=at - USE_NOTED_EVERY)
    ).update(last_used_at=at)
    return key


def revoke(key: ApiKey, *, by: User, at: datetime) -> None:
    """End a key at once. Revoking it again changes nothing."""
    if key.revoked_at is None:
        with recorded(by=by, reason="core.api_key_revoked"):
            key.revoked_at = at
            key.save(update_fields=["revoked_at"])
