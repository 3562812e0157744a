"""The probe tells a process that is well from one that is silent, slow to start, or somebody else."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from config import probe


class Answers(BaseHTTPRequestHandler):
    """Answers each path as the test says, and keeps the Host header it was asked with."""

    said: dict[str, tuple[int, str]] = {}
    hosts: list[str | None] = []

    def do_GET(self) -> None:
        status, body = self.said.get(self.path, (404, ""))
        self.hosts.append(self.headers["Host"])
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the console."""


@pytest.fixture
def web() -> Iterator[dict[str, str]]:
    Answers.said, Answers.hosts = {}, []
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {"PORT": str(server.server_port)}
        server.shutdown()


def ticked(seconds: float | None) -> tuple[int, str]:
    return 200, json.dumps({"seconds_since_tick": seconds})


def test_a_web_process_that_answers_200_is_well(web: dict[str, str]) -> None:
    Answers.said["/healthz"] = (200, "{}")
    assert probe.web_silence(web) == ""


def test_a_web_process_that_answers_503_is_quoted(web: dict[str, str]) -> None:
    Answers.said["/healthz"] = (503, "no database")
    assert probe.web_silence(web).endswith("answered 503: no database")


def test_a_port_where_nobody_listens_is_named(web: dict[str, str]) -> None:
    assert "127.0.0.1:1/healthz" in probe.web_silence({"PORT": "1"})


def test_a_worker_that_ticked_after_the_start_is_well(web: dict[str, str]) -> None:
    Answers.said["/healthz/worker"] = ticked(0.2)
    assert probe.worker_silence(web, since=time.time() - 5) == ""


def test_a_tick_from_before_the_start_does_not_count(web: dict[str, str]) -> None:
    Answers.said["/healthz/worker"] = ticked(20)
    assert probe.worker_silence(web, since=time.time() - 5) == "no worker has taken a message since the start"
    assert probe.worker_silence(web) == ""


@pytest.mark.parametrize("body", ["", "<p>hello", "{}", '{"seconds_since_tick": null}'])
def test_another_program_on_the_port_is_not_taken_for_a_worker(web: dict[str, str], body: str) -> None:
    Answers.said["/healthz/worker"] = (200, body)
    assert "expected JSON with seconds_since_tick" in probe.worker_silence(web)


@pytest.mark.parametrize(
    ("allowed", "host"),
    [
        ("", "127.0.0.1"),
        ("*", "127.0.0.1"),
        ("concordat.example, other.example", "concordat.example"),
        (".a.example", "a.example"),
    ],
)
def test_the_probe_asks_under_a_name_that_is_allowed(web: dict[str, str], allowed: str, host: str) -> None:
    probe.web_silence(web | {"ALLOWED_HOSTS": allowed})
    assert Answers.hosts == [host]


def test_beat_is_well_once_its_timetable_is_newer_than_the_start(tmp_path: Path) -> None:
    assert "has not written its timetable" in probe.beat_silence(tmp_path, since=0)
    written = tmp_path / "beat-schedule.db"
    written.write_text("")
    os.utime(written, (1_000, 1_000))
    assert probe.beat_silence(tmp_path, since=1_000) == ""
    assert "has not written its timetable" in probe.beat_silence(tmp_path, since=1_001)


def test_an_unknown_process_is_refused_with_the_known_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert probe.main(["cron"]) == 2
    assert capsys.readouterr().err == "Expected one of: web, worker, beat.\n"
