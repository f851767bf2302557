"""Takes away from the viewer process what it could do harm with, before it sees a byte of a stranger's file.

Everywhere that has them: limits of memory, time, open files, and no file may grow. On Linux further: no new
privileges, no image of the memory after a crash, and a filter that lets through the few system calls that
computing needs: no file, socket, program or other process can be reached. It may compute in several threads,
as the decoder of telephones' photographs (HEIC) does whatever one asks of it.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys
from contextlib import suppress
from typing import Final

#: Address space in bytes, and processor seconds for everything that one viewer does in its life.
MEMORY: Final = 1_200 * 1024 * 1024
SECONDS: Final = 300
OPEN_FILES: Final = 16

_SET_DUMPABLE, _SET_SECCOMP, _SET_NO_NEW_PRIVS = 4, 22, 38
_FILTER_MODE: Final = 2
_LOAD_WORD, _JUMP_EQUAL, _AND, _RETURN = 0x20, 0x15, 0x54, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050001, 0x80000000  # refused: EPERM
#: ENOSYS. The C library then makes its threads by the older call, whose flags a filter can read.
_UNKNOWN: Final = 0x00050026
#: The flags of clone for a thread, all of them and no others but one that means nothing any more: the same
#: memory, the same process.
_THREAD, _IGNORED = 0x003D0F00, 0x00400000
#: Where a filter finds the number of the call, the machine, and the lower half of the first argument.
_NUMBER_AT, _MACHINE_AT, _FLAGS_AT = 0, 4, 16
#: Machine -> the numbers of clone and clone3.
_CLONES: Final = {"x86_64": (56, 435), "aarch64": (220, 435)}
#: Machine -> (its mark in the kernel, numbers of the calls that are let through):
#: read write close fstat poll lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn readv
#: writev sched_yield mremap madvise nanosleep getpid exit getrusage futex sched_getaffinity clock_gettime
#: clock_getres clock_nanosleep exit_group gettid sigaltstack getrandom restart_syscall rseq set_robust_list
#: membarrier. Not tgkill: it reaches other processes.
_CALLS: Final = {
    "x86_64": (
        0xC000003E,
        """
        0 1 3 5 7 8 9 10 11 12 13 14 15 19 20 24 25 28 35 39 60 98 202 204 228 229 230 231 186 131 318
        219 334 273 324
        """,
    ),
    "aarch64": (
        0xC00000B7,
        """
        63 64 57 80 73 62 222 226 215 214 134 135 139 65 66 124 216 233 101 172 93 165 98 123 113 114
        115 94 178 132 278 128 293 99 283
        """,
    ),
}


def lock_down() -> list[str]:
    """Puts everything in force that this system has; returns what holds: "limits", "privileges", "calls".

    There is no way back for this process. The modules that it needs must be loaded by now.
    """
    holds = []
    if _limit():
        holds.append("limits")
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            control = ctypes.CDLL(None, use_errno=True).prctl
            control.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
            control(_SET_DUMPABLE, 0, 0, 0, 0)
            if control(_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
                holds.append("privileges")
                if _filter(control):
                    holds.append("calls")
    return holds


def _limit() -> bool:
    """Limits, where the system knows them; False when it knows none."""
    try:
        import resource
    except ImportError:
        return False
    wanted = (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
    )
    done = 0
    for what, most in wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))
            done += 1
    return done > 0


def _filter(control: ctypes._NamedFuncPointer) -> bool:
    """Installs the filter of system calls; False where the kernel or the machine has none."""
    known = _CALLS.get(platform.machine())
    if known is None or sys.maxsize < 2**32:
        return False
    mark, calls = known
    clone, clone3 = _CLONES[platform.machine()]
    steps = [
        (_LOAD_WORD, 0, 0, _MACHINE_AT),
        (_JUMP_EQUAL, 1, 0, mark),
        (_RETURN, 0, 0, _KILL),
        (_LOAD_WORD, 0, 0, _NUMBER_AT),
    ]
    for number in map(int, calls.split()):
        steps += [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    steps += [(_JUMP_EQUAL, 0, 1, clone3), (_RETURN, 0, 0, _UNKNOWN)]
    steps += [
        (_JUMP_EQUAL, 0, 4, clone),
        (_LOAD_WORD, 0, 0, _FLAGS_AT),
        (_AND, 0, 0, 0xFFFFFFFF ^ _IGNORED),
        (_JUMP_EQUAL, 0, 1, _THREAD),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    held = ctypes.create_string_buffer(code, len(code))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(held)))
    return bool(control(_SET_SECCOMP, _FILTER_MODE, ctypes.addressof(program), 0, 0) == 0)
