"""The environment of the tests, set before Django reads its settings. Loaded by pytest's options, not by name."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

if "CONCORDAT_DATA" not in os.environ:
    os.environ["CONCORDAT_DATA"] = tempfile.mkdtemp(prefix="concordat-tests-")
    atexit.register(shutil.rmtree, os.environ["CONCORDAT_DATA"], ignore_errors=True)
os.environ.setdefault("CELERY_BROKER_URL", "memory://")
os.environ.setdefault("FAST_TEST_PASSWORDS", "true")
os.environ.setdefault("HASHED_STATIC", "false")
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("SECRET_KEY", "only-for-the-tests-" + "x" * 40)
