"""Each layer of isolation keeps the network, the disk, other processes and secrets out of reach."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.sandbox import isolation
from reporting.sandbox import probe
from tests.reporting.canary import Canary, canary
from tests.reporting.processes import within

ROOT = Path(__file__).resolve().parents[2]

# Runs inside the isolation and tells which of the things in the arguments it could do.
INTRUDER = """
import encodings.idna, os, socket, subprocess, sys
sys.path.append(sys.argv[1])
from core.sandbox import isolation, kernel
if user := int(sys.argv[6]):
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
    kernel.prctl(4, 1)  # as it is after a start as that user
report = isolation.isolate(int(sys.argv[2]), [m for m in sys.argv[3].split(",") if m])
print("network:", report.network, file=sys.stderr, flush=True)
port, file, parent = int(sys.argv[4]), sys.argv[5], sys.argv[2]
def attempt(name, step):
    try:
        step()
    except OSError:
        return
    print(name, flush=True)
attempt("connect", lambda: socket.create_connection(("127.0.0.1", port), 1))
attempt("udp", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", port)))
attempt("read file", lambda: open(file).read())
attempt("write file", lambda: open(file + ".new", "w"))
attempt("parent's environment", lambda: open(f"/proc/{parent}/environ").read())
attempt("run a program", lambda: subprocess.run("/bin/true"))
attempt("signal the parent", lambda: os.kill(int(parent), 0))
"""


def could_do(means: str, listener: Canary, file: Path, user: int = 0) -> set[str]:
    done = subprocess.run(
        [
            *[sys.executable, "-I", "-B", "-c", INTRUDER, str(ROOT), str(os.getpid()), means],
            *[str(listener.port), str(file), str(user)],
        ],
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    wanted = "namespace" if "namespace" in means else "seccomp" if "seccomp" in means else "none"
    assert done.stderr.strip() == f"network: {wanted}"
    return set(done.stdout.splitlines())


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text("secret")
    return file


def test_without_isolation_everything_is_in_reach_so_that_the_next_tests_prove_something(
    secret: Path,
) -> None:
    with canary() as listener:
        assert could_do("", listener, secret) >= {
            "connect",
            "udp",
            "read file",
            "write file",
            "run a program",
        }
        assert within(2, lambda: listener.connections == 1)


def test_the_best_isolation_leaves_nothing_in_reach(secret: Path) -> None:
    report = probe()
    if (report.network, report.filesystem) != (isolation.NAMESPACE, isolation.LANDLOCK):
        pytest.skip(f"this kernel allows less: {report}")
    with canary() as listener:
        assert could_do("namespace,seccomp,landlock", listener, secret) == set()
        assert listener.connections == 0


def test_a_name_space_alone_leaves_no_network_and_no_secrets(secret: Path) -> None:
    if probe(["namespace"]).network != "namespace":
        pytest.skip("this system allows no network name space")
    with canary() as listener:
        assert not could_do("namespace", listener, secret) & {"connect", "udp", "parent's environment"}
        assert listener.connections == 0


def test_the_call_filter_alone_leaves_no_network_and_no_programs(secret: Path) -> None:
    assert probe(["seccomp"]).network == "seccomp"
    with canary() as listener:
        assert not could_do("seccomp", listener, secret) & {"connect", "udp", "run a program"}
        assert listener.connections == 0


def test_landlock_alone_leaves_no_files_and_no_secrets(secret: Path) -> None:
    if probe(["landlock"]).filesystem != "landlock":
        pytest.skip("this kernel has no Landlock")
    with canary() as listener:
        assert not could_do("landlock", listener, secret) & {
            "read file",
            "write file",
            "parent's environment",
        }


@pytest.mark.parametrize("means", ["namespace,seccomp,landlock", "seccomp,landlock"])
def test_a_user_without_privileges_is_shut_in_as_well(means: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("the other tests run without privileges already")
    report = probe(means.split(","))
    if report.filesystem != isolation.LANDLOCK:
        pytest.skip(f"this kernel allows less: {report}")
    with canary() as listener:
        assert could_do(means, listener, Path("/etc/hostname"), user=65534) == set()
        assert listener.connections == 0
