"""Fires the same POST from several threads at one database, and says what came of it."""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from core.models import User
from tests.factories import make_user

THREADS = 6


def race() -> dict[str, int]:
    """Post one invitation from all threads at the same moment, each on its own connection."""
    keeper = make_user("Race Keeper", is_service_administrator=True)
    clients = [Client(raise_request_exception=False) for _ in range(THREADS)]
    for client in clients:
        client.force_login(keeper)
    start, seen = threading.Barrier(THREADS), []

    def post(client: Client) -> None:
        start.wait()
        answer = client.post(
            "/api/v1/users/",
            {"name": "Raced", "email": "raced@example.org"},
            content_type="application/json",
            headers={"Idempotency-Key": "race"},
        )
        seen.append(f"{answer.status_code}{' again' if 'Idempotent-Replayed' in answer else ''}")
        connection.close()

    threads = [threading.Thread(target=post, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    history = User.history.filter(email="raced@example.org").count()
    rows = User.objects.filter(email="raced@example.org").count()
    return {"rows": rows, "history": history, **Counter(seen)}


def main() -> None:
    """Race in an empty database of its own; the answer is the last line, as JSON."""
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(race()) + "\n")
