"""A PostgreSQL of the bench's own, where one is installed, in a scratch folder. Nothing is measured here."""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.product import free_port


def programs() -> Path | None:
    """The folder of the newest PostgreSQL on this machine, None when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4].split(".")[0]))
    return found[-1].parent if found else None


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A server with the settings it is shipped with, durability included; gives its DATABASE_URL."""
    binaries = programs()
    assert binaries is not None
    port, password = free_port(), secrets.token_hex(16)
    folder.mkdir(parents=True)
    (folder / "password").write_text(password)
    prefix: list[str] = []
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        owner = pwd.getpwnam("postgres")
        for path in (folder, folder / "password"):
            os.chown(path, owner.pw_uid, owner.pw_gid)
        prefix = ["setpriv", "--reuid", "postgres", "--regid", str(owner.pw_gid), "--clear-groups"]

    def ask(*command: str) -> None:
        subprocess.run([*prefix, *command], check=True, capture_output=True, cwd="/", timeout=120)

    data = str(folder / "data")
    access = ["-U", "concordat", "--pwfile", str(folder / "password"), "--auth", "scram-sha-256"]
    ask(str(binaries / "initdb"), "-D", data, *access, "--encoding", "UTF8", "--locale", "C")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    control = str(binaries / "pg_ctl")
    ask(control, "-D", data, "-l", f"{data}/log", "-w", "-t", "60", "-o", options, "start")
    try:
        yield f"postgres://concordat:{password}@127.0.0.1:{port}/postgres"
    finally:
        ask(control, "-D", data, "-m", "fast", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)
