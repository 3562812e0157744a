"""The system calls that a child is refused: sockets, starting programs, looking into other processes.

Only the list and the filter made from it stand here; when it is set is decided in `isolation`.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from core.sandbox import kernel

_LOAD_WORD, _JUMP_IF_EQUAL, _JUMP_IF_GREATER_OR_EQUAL, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF_0000, 0x0005_0000 | errno.EPERM, 0x8000_0000
_OFFSET_OF_NUMBER, _OFFSET_OF_MACHINE = 0, 4
_X32_NUMBERS_START = 0x4000_0000

# The same on every machine: numbers above 402 are shared.
_REFUSED_EVERYWHERE = {
    "io_uring_setup": 425,  # it opens sockets without the socket call
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "pidfd_getfd": 438,
    "mount_setattr": 442,
}
# Name: number on x86-64, number on 64-bit ARM.
_REFUSED = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "sendmmsg": (307, 269),
    "recvfrom": (45, 207),
    "recvmsg": (47, 212),
    "recvmmsg": (299, 243),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_by_handle_at": (304, 265),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "kexec_load": (246, 104),
}
_MACHINES = {"x86_64": (0xC000_003E, 0), "aarch64": (0xC000_00B7, 1)}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def refuse_calls() -> None:
    """Set the filter on this process and all it will start; a refused call fails with "not permitted".

    Needs "no new privileges" set before. Raises OSError where the kernel or the machine is not one this
    module knows; nothing is filtered then.
    """
    program = _compile(os.uname().machine)
    buffer = ctypes.create_string_buffer(program, len(program))
    described = _Program(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    kernel.prctl(kernel.PR_SET_SECCOMP, kernel.SECCOMP_MODE_FILTER, ctypes.byref(described))


def _compile(machine: str) -> bytes:
    if machine not in _MACHINES or struct.calcsize("P") != 8:
        raise OSError(errno.ENOSYS, f"no call filter is written for a {machine} machine")
    identity, column = _MACHINES[machine]
    numbers = sorted([*_REFUSED_EVERYWHERE.values(), *(pair[column] for pair in _REFUSED.values())])
    # Layout: the comparisons, then ALLOW, then REFUSE. A jump counts the instructions it skips.
    to_refuse = len(numbers) + 1
    program = [
        (_LOAD_WORD, 0, 0, _OFFSET_OF_MACHINE),
        (_JUMP_IF_EQUAL, 1, 0, identity),
        (_RETURN, 0, 0, _KILL),
        (_LOAD_WORD, 0, 0, _OFFSET_OF_NUMBER),
        (_JUMP_IF_GREATER_OR_EQUAL, to_refuse, 0, _X32_NUMBERS_START),
    ]
    for position, number in enumerate(numbers):
        program.append((_JUMP_IF_EQUAL, to_refuse - position - 1, 0, number))
    program += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("HBBI", *instruction) for instruction in program)
