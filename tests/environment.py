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

if "REDIS_URL" in os.environ and (worker := os.environ.get("PYTEST_XDIST_WORKER", "")):
    # A database of Redis for each process: one test's cleared cache must not be another's forgotten count.
    os.environ["REDIS_URL"] = os.environ["REDIS_URL"].rpartition("/")[0] + f"/{int(worker.removeprefix('gw')) + 2}"
