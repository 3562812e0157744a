"""Asks one process of the product whether it is well, from the outside: `python -m config.probe web`.

It imports neither the settings nor an app, so that a container can ask often. What makes the product well is
decided where /healthz is answered.
"""

from __future__ import annotations

import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

# Beat writes its timetable every three minutes.
BEAT_SILENCE_SECONDS = 300.0


def host_header(environment: Mapping[str, str]) -> str:
    """A host name that the product answers to: the first of ALLOWED_HOSTS, else the loopback address."""
    first = environment.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    return first if first and first != "*" else "127.0.0.1"


def asked(path: str, environment: Mapping[str, str]) -> tuple[str, str]:
    """What is wrong (empty when the web process answers 200 at that path), and the body of the answer."""
    url = f"http://127.0.0.1:{environment.get('PORT') or '8000'}{path}"
    request = urllib.request.Request(url, headers={"Host": host_header(environment)})
    try:
        with urllib.request.urlopen(request, timeout=4) as reply:
            body = reply.read(10_000).decode(errors="replace")
            return ("" if reply.status == 200 else f"{url} answered {reply.status}"), body
    except urllib.error.HTTPError as error:
        body = error.read(300).decode(errors="replace").strip()
        return f"{url} answered {error.code}: {body}", body
    except OSError as error:
        return f"{url}: {error}", ""


def web_silence(environment: Mapping[str, str]) -> str:
    """Empty when the web process and its database are well."""
    return asked("/healthz", environment)[0]


def worker_silence(environment: Mapping[str, str], *, since: float = 0.0) -> str:
    """Empty when a worker has taken a message from the queue lately, and not before that time.

    The answer's `seconds_since_tick` tells a worker that is up from one that was, just before a restart.
    """
    words, body = asked("/healthz/worker", environment)
    if words:
        return words
    try:
        silence = float(json.loads(body)["seconds_since_tick"])
    except (ValueError, KeyError, TypeError):
        return f"/healthz/worker: expected JSON with seconds_since_tick, got {body[:100]!r}"
    return "" if time.time() - silence >= since else "no worker has taken a message since the start"


def beat_silence(data: Path, *, since: float) -> str:
    """Empty when beat has written its timetable at or after that time (seconds since 1970)."""
    written = [path.stat().st_mtime for path in data.glob("beat-schedule*")]
    return "" if written and max(written) >= since else f"beat has not written its timetable in {data} lately"


def main(arguments: list[str]) -> int:
    """0 when the named process is well; otherwise 1, with the reason."""
    checks = {
        "web": lambda: web_silence(os.environ),
        "worker": lambda: worker_silence(os.environ),
        "beat": lambda: beat_silence(
            Path(os.environ.get("CONCORDAT_DATA") or "var"), since=time.time() - BEAT_SILENCE_SECONDS
        ),
    }
    if len(arguments) != 1 or arguments[0] not in checks:
        sys.stderr.write(f"Expected one of: {', '.join(checks)}.\n")
        return 2
    words = checks[arguments[0]]()
    if words:
        sys.stderr.write(f"{words}\n")
    return 1 if words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
