"""How a child shuts itself in before it reads a byte: the layers in order, and what was reached.

Nothing about documents may stand here, and nothing but the standard library may be imported.
"""

from __future__ import annotations

import contextlib
import os
import select
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass

from core.sandbox import kernel, landlock, seccomp

NAMESPACE, SECCOMP, LANDLOCK = "namespace", "seccomp", "landlock"
ALL_MEANS = (NAMESPACE, SECCOMP, LANDLOCK)

# An empty file system of its own is laid over /proc: it hides every other process and gives the render a
# place for its temporary files that nothing else can see.
SCRATCH = "/proc"
_SCRATCH_OPTIONS = "size=64m,mode=0700"

_APART = kernel.CLONE_NEWNET | kernel.CLONE_NEWPID | kernel.CLONE_NEWNS | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS


@dataclass(frozen=True, slots=True)
class IsolationReport:
    """What stands between a child and the rest of the machine.

    network: "namespace" (it has no network at all), "seccomp" (it may not open a socket) or "none".
    filesystem: "landlock" (it reads libraries and fonts only) or "none".
    processes: "namespace" (it sees and outlives nobody) or "none".
    calls: "seccomp" (dangerous system calls are refused) or "none".
    scratch: whether it has a private place for temporary files, which fonts carried by a document need.
    secrets_hidden: whether the environment of the process that started it is out of its reach.
    """

    network: str
    filesystem: str
    processes: str
    calls: str
    scratch: bool
    secrets_hidden: bool

    @property
    def sufficient(self) -> bool:
        """Say whether documents may be rendered without a setting that allows less."""
        return self.network != "none"


def isolate(parent: int, means: Collection[str] = ALL_MEANS) -> IsolationReport:
    """Shut this process in by the given means and return what was reached, which may be less than asked.

    Returns in a child of the process that called it where process name spaces can be had: the caller itself
    then only waits, and ends as that child ends. `parent` is the process number of whoever started this
    program: when it is gone already, this process ends at once.
    """
    if not sys.platform.startswith("linux"):
        return IsolationReport("none", "none", "none", "none", scratch=False, secrets_hidden=False)
    kernel.die_with_parent()
    if os.getppid() != parent:
        os._exit(1)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    own_user_space = apart = scratch = False
    if NAMESPACE in means:
        apart, own_user_space = _leave_name_spaces()
    if apart:
        _continue_as_first_process()
        scratch = _lay_scratch()
    was_privileged = _has_capabilities()
    kernel.drop_capabilities()
    confined = LANDLOCK in means and _reached(landlock.confine, (SCRATCH,) if scratch else ())
    filtered = SECCOMP in means and _reached(seccomp.refuse_calls)
    if not apart:
        # Giving up privileges clears the tie to the parent, so it is tied again.
        kernel.die_with_parent()
        if os.getppid() != parent:
            os._exit(1)
    return IsolationReport(
        network=NAMESPACE if apart else SECCOMP if filtered else "none",
        filesystem=LANDLOCK if confined else "none",
        processes=NAMESPACE if apart else "none",
        calls=SECCOMP if filtered else "none",
        scratch=scratch,
        # Another user space, fewer privileges than the parent, no /proc: each alone closes the way.
        secrets_hidden=own_user_space or scratch or confined or was_privileged,
    )


def _reached(step: Callable[..., None], *arguments: object) -> bool:
    try:
        step(*arguments)
    except OSError:
        return False
    return True


def _leave_name_spaces() -> tuple[bool, bool]:
    """Return whether network and processes were left behind, and whether users were too."""
    user, group = os.geteuid(), os.getegid()
    try:
        kernel.unshare(kernel.CLONE_NEWUSER | _APART)
    except OSError:
        # A privileged process may be refused a user space of its own and still be allowed the others.
        return _reached(kernel.unshare, _APART), False
    for file, content in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with contextlib.suppress(OSError), open(f"/proc/self/{file}", "w", encoding="utf-8") as handle:
            handle.write(content)
    return True, True


def _continue_as_first_process() -> None:
    """Go on in a child that is the first process of the new process space; everything in it ends with it.

    The process left outside keeps no pipe open, waits, and ends the same way.
    """
    alive_end, held_end = os.pipe()
    child = os.fork()
    if child:
        os.close(alive_end)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    os.close(held_end)
    kernel.die_with_parent()
    # From in here the parent's number reads 0, alive or dead; its end of the pipe tells.
    if select.select([alive_end], [], [], 0)[0]:
        os._exit(1)
    os.close(alive_end)


def _lay_scratch() -> bool:
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    try:
        # Without this first step the mount below would show in the rest of the machine.
        kernel.mount("none", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
        kernel.mount("scratch", SCRATCH, "tmpfs", flags, _SCRATCH_OPTIONS)
    except OSError:
        return False
    return True


def _has_capabilities() -> bool:
    try:
        with open("/proc/self/status", encoding="utf-8") as status:
            effective = next(line for line in status if line.startswith("CapEff:"))
    except (OSError, StopIteration):
        return False
    return int(effective.split()[1], 16) != 0
