"""Looks for something of a client in the open: in any file below a folder, or in the name of one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path


def personal_bytes(folder: Path, words: Iterable[str | bytes], allowed: Collection[Path] = ()) -> list[str]:
    """The files below a folder in which one of the words can be read, or which are named so."""
    wanted = [
        form
        for word in words
        for form in ([word] if isinstance(word, bytes) else [word.encode("utf-8"), word.encode("utf-16-le")])
    ]
    return [
        str(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path not in allowed
        and any(word in bytes(path) + path.read_bytes() for word in wanted)
    ]
