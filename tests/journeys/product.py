"""The product itself, started as bin/run starts it, for tests that speak to it over HTTP and in a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN_SECONDS = 180


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Product:
    """A running product with the example in it and one sign-in for each role."""

    port: int
    data: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def sign_in(self, role: str) -> tuple[str, str]:
        """Email address and password of a role, as printed for the person who started it."""
        for line in (self.data / "sign-ins.txt").read_text().splitlines():
            words = line.split()
            if line.lower().startswith(role.lower()) and len(words) >= 3:
                return words[-2], words[-1]
        raise LookupError(f"No sign-in for {role}.")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()


def start(data: Path) -> Product:
    """Start web, worker and beat on a database of their own and wait until they answer and the report is made."""
    port = free_port()
    unwanted = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "CELERY_BROKER_URL", "FAST_TEST_PASSWORDS", "HASHED_STATIC"}
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    environment |= {"CONCORDAT_DATA": str(data), "PORT": str(port)}
    log = (data / "launch.log").open("wb")
    command = [sys.executable, "-m", "config.launch", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    product = Product(port, data, process)
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while not ((data / "documents-out" / "highlight-report.pdf").exists() and _answers(product.url)):
        if process.poll() is not None or time.monotonic() > deadline:
            product.stop()
            raise RuntimeError(f"The product did not start:\n{(data / 'launch.log').read_text()[-3000:]}")
        time.sleep(0.3)
    return product


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
