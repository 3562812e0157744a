"""The few Linux calls that Python 3.11 has no function for, each raising OSError when the kernel refuses.

No policy stands here: which call is made, when, and what a refusal means is decided in `isolation`.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal

PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
SECCOMP_MODE_FILTER = 2

CLONE_NEWNS = 0x0002_0000
CLONE_NEWUTS = 0x0400_0000
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
CLONE_NEWNET = 0x4000_0000

MS_NOSUID = 0x2
MS_NODEV = 0x4
MS_NOEXEC = 0x8
MS_REC = 0x4000
MS_PRIVATE = 0x4_0000

_CAPABILITY_VERSION_3 = 0x2008_0522
_libc = ctypes.CDLL(None, use_errno=True)


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilitySets(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def call(name: str, *arguments: object) -> int:
    """Call a function of the C library by name; raise OSError when it answers -1 or is not there."""
    try:
        function = getattr(_libc, name)
    except AttributeError:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), name) from None
    answer = int(function(*arguments))
    if answer == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), name)
    return answer


def syscall(number: int, *arguments: object) -> int:
    """Make a system call by number; raise OSError when the kernel refuses it."""
    return call("syscall", ctypes.c_long(number), *arguments)


def prctl(option: int, argument: int, pointer: object = None) -> None:
    """Set a property of this process; raise OSError when the kernel refuses it."""
    second: object = ctypes.c_ulong(0) if pointer is None else pointer
    zero = ctypes.c_ulong(0)
    call("prctl", ctypes.c_int(option), ctypes.c_ulong(argument), second, zero, zero)


def die_with_parent() -> None:
    """Have the kernel kill this process the moment the thread that started it ends."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def unshare(flags: int) -> None:
    """Leave the name spaces named by `flags`; raise OSError when that is not allowed here."""
    call("unshare", ctypes.c_int(flags))


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """Mount a file system; raise OSError when that is not allowed here."""
    call(
        "mount",
        source.encode(),
        target.encode(),
        kind.encode(),
        ctypes.c_ulong(flags),
        options.encode() or None,
    )


def drop_capabilities() -> None:
    """Give up every capability of this process for good."""
    header = _CapabilityHeader(_CAPABILITY_VERSION_3, 0)
    call("capset", ctypes.byref(header), ctypes.byref((_CapabilitySets * 2)()))
