"""What bin/run does once all is installed: prepare, start, wait until healthy, make the report, say where.

No rule of the product stands here; it speaks to the product by its commands and its health addresses only.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from django.conf import settings

from config import prepare, probe, processes
from config.supervisor import Supervisor, say

HEALTHY_WITHIN_SECONDS = 60.0
RENDER_WITHIN_SECONDS = 180.0
POLL_SECONDS = 0.1
ENDS_BEFORE_GIVING_UP = 3
STARTED = ("web", "worker", "beat")
DOCUMENTS = {"highlight-report": prepare.EXAMPLE, "board-pack": prepare.TRAINING}
"""What is made at the start, and of which alliance."""


class StartFailed(Exception):
    """The product could not be started; the message says what and why."""


class Stopped(Exception):
    """Somebody asked to stop while the start was still going on."""


def manage(*arguments: str) -> list[str]:
    """The command line of a management command."""
    return [sys.executable, str(processes.ROOT / "manage.py"), *arguments]


def take_lock(data: Path) -> IO[str]:
    """Hold the data folder for this launcher; the returned file must be kept open.

    Raises StartFailed when another launcher holds it: two would run every timetable twice.
    """
    data.mkdir(parents=True, exist_ok=True)
    held = (data / "run.lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise StartFailed(f"Concordat is already running on {data}: stop it first, or set CONCORDAT_DATA.") from None
    return held


def require_free(port: int, host: str) -> None:
    """Raise StartFailed when something else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StartFailed(
                f"Port {port} cannot be used ({error.strerror}). Choose another: bin/run --port {port + 1}"
            ) from None


def prepare_if_needed() -> None:
    """Bring database and served files up to date in a process of their own; StartFailed if that fails."""
    if prepare.is_done():
        return
    if subprocess.run([sys.executable, "-m", "config.prepare"], cwd=processes.ROOT, check=False).returncode:
        raise StartFailed("The database could not be prepared: the lines above say why.")


def unhealthy(supervisor: Supervisor, data: Path) -> dict[str, str]:
    """Process name to what is the matter, for those that are not healthy yet."""
    started = supervisor.child("worker").started_at
    web = probe.web_silence(os.environ)
    states = {
        "web": web,
        "worker": "web does not answer yet" if web else probe.worker_silence(os.environ, since=started),
        "beat": probe.beat_silence(data, since=supervisor.child("beat").started_at - 1),
    }
    return {name: words for name, words in states.items() if words or not supervisor.child(name).running}


def explained(supervisor: Supervisor, states: dict[str, str]) -> str:
    """Which processes are not healthy, and the last lines that each printed."""
    parts = []
    for name, words in states.items():
        child = supervisor.child(name)
        parts.append(f"{name} is not healthy: {words or 'it does not run'}. Its last lines ({child.log}):")
        parts.extend(f"    {line}" for line in list(child.tail)[-12:])
    return "\n".join(parts)


def wait_until_healthy(supervisor: Supervisor, data: Path) -> None:
    """Return when all are healthy; raise StartFailed when one is not within the time, or keeps ending."""
    deadline = time.monotonic() + HEALTHY_WITHIN_SECONDS
    while True:
        supervisor.tick()
        if supervisor.stop_asked:
            raise Stopped
        states = unhealthy(supervisor, data)
        if not states:
            return
        gave_up = any(child.failures >= ENDS_BEFORE_GIVING_UP for child in supervisor.children)
        if gave_up or time.monotonic() > deadline:
            raise StartFailed(explained(supervisor, states))
        time.sleep(POLL_SECONDS)


def make_document(supervisor: Supervisor, environment: dict[str, str], report: str, out: Path) -> str:
    """Have the worker make the newest document of that name and write it to `out`; returns where it lies.

    Raises StartFailed with the command's own words when it does not arrive in time.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    command = manage("render", report, "--alliance", DOCUMENTS[report], "--out", str(out))
    words = run_command(supervisor, environment, command)
    if supervisor.stop_asked:
        raise Stopped
    if words is not None or not out.is_file():
        raise StartFailed(f"The {in_words(report)} was not made: {words or 'no answer within the time'}")
    return str(out)


def run_command(supervisor: Supervisor, environment: dict[str, str], command: list[str]) -> str | None:
    """What a command said when it failed or was too late, None when it succeeded; the children are kept running."""
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as running:
        deadline = time.monotonic() + RENDER_WITHIN_SECONDS
        while running.poll() is None:
            supervisor.tick()
            if supervisor.stop_asked or time.monotonic() > deadline:
                running.kill()
            time.sleep(POLL_SECONDS)
        words = running.stdout.read().strip() if running.stdout else ""
    return words if running.returncode != 0 else None


def in_words(report: str) -> str:
    return report.replace("-", " ")


def summary(port: int, data: Path, documents: dict[str, str]) -> str:
    """What is printed once everything stands."""
    sign_ins = data / "sign-ins.txt"
    lines = ["", f"Concordat is ready: http://127.0.0.1:{port}/", ""]
    if sign_ins.is_file():
        lines += [f"Sign in as one of these (kept in {sign_ins}):"]
        lines += [f"  {line}" for line in sign_ins.read_text(encoding="utf-8").splitlines() if line.strip()]
        lines += [""]
    lines += [f"{in_words(report).capitalize()}: {where}" for report, where in documents.items()]
    return "\n".join([*lines, f"Logs: {data / 'logs'}"])


def serve(supervisor: Supervisor) -> None:
    """Keep the children running until somebody asks to stop."""
    while not supervisor.stop_asked:
        supervisor.tick()
        time.sleep(POLL_SECONDS)


def launch(options: argparse.Namespace, supervisor: Supervisor, environment: dict[str, str], data: Path) -> None:
    """Start the children and bring the product to where a person can use it."""
    began = time.monotonic()
    supervisor.start()
    wait_until_healthy(supervisor, data)
    say(f"web, worker and beat are healthy ({time.monotonic() - began:.1f} s)")
    documents = {}
    for report in DOCUMENTS:
        try:
            documents[report] = make_document(supervisor, environment, report, data / "documents-out" / f"{report}.pdf")
        except StartFailed as failure:
            # A record of one's own may hold no example to report on: the product still serves.
            if options.once:
                raise
            documents[report] = str(failure)
    say(summary(options.port, data, documents))
    if not options.once:
        say("Ctrl-C stops everything.")
        serve(supervisor)


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 after an orderly end, 1 when the start failed, 130 when it was broken off."""
    parser = argparse.ArgumentParser(prog="bin/run")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--once", action="store_true")
    options = parser.parse_args(arguments)
    os.environ["PORT"] = str(options.port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    data = Path(settings.DATA_DIR)
    environment = os.environ | {"CONCORDAT_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    named = processes.commands(environment)
    commands = {name: [processes.executable(named[name][0]), *named[name][1:]] for name in STARTED}
    supervisor = Supervisor(commands, environment=environment, logs=data / "logs", quiet=options.once)
    try:
        held = take_lock(data)
        require_free(options.port, environment.get("BIND") or "127.0.0.1")
        prepare_if_needed()
        supervisor.listen()
        launch(options, supervisor, environment, data)
    except StartFailed as failure:
        sys.stderr.write(f"bin/run: {failure}\n")
        return 1
    except (Stopped, KeyboardInterrupt):
        return 130
    finally:
        supervisor.stop()
    held.close()
    say("Everything has stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
