"""What all tests share: the environment before Django starts, and the accounts every access test speaks of."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("CONCORDAT_DATA", tempfile.mkdtemp(prefix="concordat-tests-"))
os.environ.setdefault("CELERY_BROKER_URL", "memory://")
os.environ.setdefault("FAST_TEST_PASSWORDS", "true")
os.environ.setdefault("HASHED_STATIC", "false")
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("SECRET_KEY", "only-for-the-tests-" + "x" * 40)
