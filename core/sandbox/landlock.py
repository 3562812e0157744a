"""The files a child may read: the interpreter, the libraries and the fonts, and nothing else.

Only the Landlock calls and the list stand here; when they are made is decided in `isolation`.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable

from core.sandbox import kernel

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_ALL_RIGHTS_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_ALL_RIGHTS_NOW = (1 << 16) - 1
_NET_BIND_AND_CONNECT = 0b11
_SCOPE_SOCKETS_AND_SIGNALS = 0b11

_FOLDERS_READ = (
    "/usr",
    "/lib",
    "/lib64",
    "/etc/fonts",
    "/var/cache/fontconfig",
    sys.prefix,
    sys.base_prefix,
)
_FILES_READ = ("/etc/ld.so.cache", "/dev/null", "/dev/urandom")


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def version() -> int:
    """Say which version of Landlock the kernel offers; raise OSError when it offers none."""
    return kernel.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG))


def confine(writable: Iterable[str] = ()) -> None:
    """Refuse this process and its children every file outside the fixed list and the `writable` folders.

    TCP and signals to other processes are refused as well where the kernel's version knows them. Needs
    "no new privileges" set before. Raises OSError when the kernel has no Landlock; nothing is confined then.
    """
    offered = version()
    every_right = _ALL_RIGHTS_BY_VERSION.get(offered, _ALL_RIGHTS_NOW)
    attributes = _Ruleset(
        every_right,
        _NET_BIND_AND_CONNECT if offered >= 4 else 0,
        _SCOPE_SOCKETS_AND_SIGNALS if offered >= 6 else 0,
    )
    # An older kernel refuses a structure longer than the one it knows, unless the rest is zero: ours is.
    ruleset = kernel.syscall(
        _CREATE_RULESET,
        ctypes.byref(attributes),
        ctypes.c_size_t(ctypes.sizeof(attributes)),
        ctypes.c_uint32(0),
    )
    try:
        for folder in dict.fromkeys(_FOLDERS_READ):
            _allow(ruleset, folder, _EXECUTE | _READ_FILE | _READ_DIR)
        for file in _FILES_READ:
            _allow(ruleset, file, _READ_FILE)
        for folder in writable:
            _allow(ruleset, folder, every_right)
        kernel.syscall(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        # What is not there, or may not be read anyway, needs no permission.
        return
    try:
        rule = _PathBeneath(rights, handle)
        kernel.syscall(
            _ADD_RULE,
            ctypes.c_int(ruleset),
            ctypes.c_int(_PATH_BENEATH),
            ctypes.byref(rule),
            ctypes.c_uint32(0),
        )
    finally:
        os.close(handle)
