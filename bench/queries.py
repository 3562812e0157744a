"""How many queries one request makes, counted at the connection inside one process. Run as a module; prints JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

from django.db import connection
from django.test import Client

from bench.pages import BARE, addresses
from core.models import User


class Counter:
    """Counts what reaches the database; the beginning and end of transactions are no queries."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        self.count += not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
        return execute(sql, *rest)


def counted(alliances: dict[str, int]) -> list[dict[str, Any]]:
    """Queries of each address for a signed-in reader whose session is not new."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(email="bench@example.org"))
    lines = []
    for name, rows, address in addresses(alliances):
        if address == BARE:
            continue
        client.get(address)
        counter = Counter()
        with connection.execute_wrapper(counter):
            status = client.get(address).status_code
        if status != 200:
            raise SystemExit(f"{address} answered {status}")
        lines.append({"page": name, "rows": rows, "queries": counter.count})
    return lines


if __name__ == "__main__":
    sys.stdout.write(json.dumps(counted(json.loads(sys.argv[1]))) + "\n")
