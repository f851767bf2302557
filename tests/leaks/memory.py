"""Looks for bytes in the whole memory of another process (Linux; needs the rights of root)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping

BLOCK = 8 * 1024 * 1024


def may_read(pid: int) -> bool:
    """Whether the memory of that process can be read here."""
    if sys.platform != "linux":
        return False
    try:
        with open(f"/proc/{pid}/mem", "rb"):
            return True
    except PermissionError:
        return False


def regions(pid: int) -> Iterator[tuple[int, int]]:
    """Start and end of everything that is mapped, apart from the kernel's own pages."""
    with open(f"/proc/{pid}/maps", encoding="utf-8", errors="replace") as file:
        for line in file:
            place, rights, *rest = line.split(maxsplit=5)
            if rights.startswith("r") and not (len(rest) == 4 and rest[3].startswith("[v")):
                start, end = place.split("-")
                yield int(start, 16), int(end, 16)


def blocks(pid: int) -> Iterator[bytes]:
    """All that is readable, in pieces that overlap by 256 bytes within a region."""
    memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    try:
        for start, end in regions(pid):
            at, tail = start, b""
            while at < end:
                try:
                    piece = os.pread(memory, min(BLOCK, end - at), at)
                except OSError:
                    break
                if not piece:
                    break
                yield tail + piece
                at, tail = at + len(piece), piece[-256:]
    finally:
        os.close(memory)


def count(pid: int, wanted: Mapping[str, bytes]) -> dict[str, int]:
    """How often each of the wanted byte strings stands in the memory of the process (a piece on the seam of
    two blocks may count twice). The process is stopped meanwhile neither by us nor in itself: let it rest
    first.
    """
    found = dict.fromkeys(wanted, 0)
    for block in blocks(pid):
        for name, needle in wanted.items():
            found[name] += block.count(needle)
    return found
