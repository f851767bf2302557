"""A draft with characters that no font has can still be looked at: they show as question marks beside their
finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from caseapp.letters.document import Document, plain, texts

T = TypeVar("T")


def printable(document: Document, unprintable: Callable[[str], Iterable[str]]) -> Document:
    """The document with a question mark for every character that can't be printed; itself when there are
    none.
    """
    lost = set(unprintable("".join(plain(text) for text in texts(document))))
    if not lost:
        return document
    return _cleared(document, str.maketrans(dict.fromkeys(lost, "?")))


def _cleared(part: T, table: dict[int, str]) -> T:
    cleared: Any = part
    if isinstance(part, str):
        cleared = part.translate(table)
    elif isinstance(part, tuple):
        cleared = tuple(_cleared(member, table) for member in part)
    elif is_dataclass(part) and not isinstance(part, type):
        changed = {spec.name: _cleared(getattr(part, spec.name), table) for spec in fields(part) if spec.init}
        cleared = replace(part, **changed)
    found: T = cleared
    return found
