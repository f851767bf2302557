"""Reads what `strace -f -e trace=network` wrote: which kinds of sockets a program and its children made."""

from __future__ import annotations

import re
from pathlib import Path

#: Follows all children and writes only to the file that comes next.
STRACE = ["strace", "-f", "-qq", "-e", "trace=network", "-o"]
_MADE = re.compile(r"\bsocket(?:pair)?\((\w+)")


def families(log: Path) -> set[str]:
    """The address families of all sockets in the log, such as `AF_UNIX`."""
    return set(_MADE.findall(log.read_text(encoding="utf-8", errors="replace")))
