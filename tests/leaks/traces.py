"""Reads what strace wrote: sockets that a program and its children made, files they opened to write."""

from __future__ import annotations

import re
from pathlib import Path

#: Follows all children, keeps no contents, and writes only to the file that comes next.
STRACE = ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "0", "-e", "trace=network", "-o"]
_OPENED = re.compile(r'(?:open|openat|creat)\((?:\w+, )?"([^"]*)"(?:, ([A-Z_|]+))?[^)]*\) = \d')
_MADE = re.compile(r"\bsocket(?:pair)?\((\w+)")


def families(log: Path) -> set[str]:
    """The address families of all sockets in the log, such as `AF_UNIX`."""
    return set(_MADE.findall(log.read_text(encoding="utf-8", errors="replace")))


def opened_for_writing(log: Path, inside: Path) -> set[str]:
    """The files outside a folder that were opened for writing, apart from the system's own devices."""
    found = set()
    for path, flags in _OPENED.findall(log.read_text(encoding="utf-8", errors="replace")):
        writing = not flags or re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE", flags)
        if writing and path.startswith("/") and not path.startswith((f"{inside}/", "/dev/", "/proc/self/")):
            found.add(path)
    return found
