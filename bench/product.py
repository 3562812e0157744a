"""One running product to measure: a scratch folder, a database, gunicorn on a free port, and a client that signs in.

Loopback only; everything started here is ended here.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")


class BenchFailed(Exception):
    """Something could not be measured; the message says what and why."""


def free_port() -> int:
    """A port of the loopback address that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Product:
    """The environment of every process of one measured product."""

    name: str
    folder: Path
    environment: dict[str, str]
    account: dict[str, Any] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def run(self, *arguments: str, timed_as: str = "") -> str:
        """Run a Python program to its end and return what it prints. BenchFailed with its last words."""
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        if done.returncode:
            raise BenchFailed(f"{' '.join(arguments)}: {done.stderr.strip()[-800:]}")
        if timed_as:
            self.seconds[timed_as] = time.perf_counter() - began
        return done.stdout

    def prepare(self) -> None:
        """Migrate the empty database, gather the served files, and fill it."""
        self.run("manage.py", "migrate", "--verbosity", "0", timed_as="migrate")
        self.run("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        self.account = json.loads(self.run("-m", "bench.alliances").splitlines()[-1])

    @contextlib.contextmanager
    def served(self) -> Iterator[Client]:
        """Gunicorn with the shipped configuration, and a client that is signed in."""
        port = free_port()
        log = (self.folder / "web.log").open("wb")
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi:application"],
            cwd=ROOT,
            env=self.environment | {"PORT": str(port)},
            stdout=log,
            stderr=log,
        )
        try:
            client = Client(port)
            client.wait(server)
            client.sign_in(self.account["email"], self.account["password"])
            yield client
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            log.close()


def product(name: str, folder: Path, **environment: str) -> Product:
    """A product of its own in `folder`, with nothing of this machine's settings."""
    folder.mkdir(parents=True)
    kept = {key: os.environ[key] for key in INHERITED if key in os.environ}
    own = {
        "CONCORDAT_DATA": str(folder),
        "SECRET_KEY": secrets.token_urlsafe(48),
        "HTTPS": "false",
        "LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    return Product(name, folder, kept | own | environment)


class Client:
    """A browser's part of HTTP: one kept connection, cookies, forms."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def wait(self, server: subprocess.Popen[bytes], seconds: float = 60) -> None:
        """Return when the server answers; BenchFailed when it ends or takes too long."""
        deadline = time.monotonic() + seconds
        while True:
            if server.poll() is not None or time.monotonic() > deadline:
                raise BenchFailed("gunicorn does not answer; its log is in the scratch folder")
            try:
                self.get("/healthz")
            except OSError:
                self.connection.close()
                time.sleep(0.1)
            else:
                return

    def get(self, path: str, expected: int = 200) -> bytes:
        """The body at a path; BenchFailed on any other status than the expected one."""
        return self._ask("GET", path, None, expected)

    def sign_in(self, email: str, password: str) -> None:
        """Sign in through the form, as a browser does."""
        page = self.get("/accounts/login/").decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if token is None:
            raise BenchFailed("the sign-in page has no form")
        form = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
        self._ask("POST", "/accounts/login/", urlencode(form).encode(), 302)

    def _ask(self, method: str, path: str, body: bytes | None, expected: int) -> bytes:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.status != expected:
            raise BenchFailed(f"{method} {path} answered {answer.status}, expected {expected}")
        return content
