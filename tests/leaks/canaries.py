"""Made-up words that stand for everything personal, and the search for them in every byte of a folder."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from caseapp import lists
from caseapp.records import ALL, Kind, Record

#: Every canary starts so; no other text holds these letters in a row.
LATIN, CYRILLIC = "qzvkanary", "щфцканарейка"
_LETTERS = "abcdefghij"
_RUSSIAN = "абвгдежзик"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8-r")


def words() -> Iterator[str]:
    """Canaries without end, by turns in Latin and Cyrillic script, capitalised like names."""
    for number in itertools.count():
        digits = f"{number // 2:03}"
        start, letters = (LATIN, _LETTERS) if number % 2 == 0 else (CYRILLIC, _RUSSIAN)
        yield (start + "".join(letters[int(digit)] for digit in digits)).capitalize()


def filled(kind: type[Record], word: Iterator[str], links: dict[str, str]) -> Record:
    """A record with a canary in every field that can hold a text; `links` gives the record to link to by
    kind.
    """
    values: dict[str, Any] = {}
    for name, field in kind.fields().items():
        match field.kind:
            case Kind.TEXT | Kind.LONG | Kind.NAME:
                values[name] = next(word)
            case Kind.LOCALIZED:
                values[name] = {"en": next(word), "ru": next(word)}
            case Kind.MAIL:
                values[name] = f"{LATIN}@example.org"
            case Kind.CHOICE if field.required:
                values[name] = lists.get(field.choices).codes[0]
            case Kind.LINK if field.target in links:
                values[name] = links[field.target]
    return kind(**values)


def office(word: Iterator[str]) -> Iterator[Record]:
    """One record of every kind that a caseworker adds, parents first; keep each before taking the next."""
    links: dict[str, str] = {}
    for kind in ALL:
        if kind.KIND in ("organisation", "caseworker"):
            continue
        record = filled(kind, word, links)
        yield record
        links[kind.KIND] = record.id


def _patterns() -> Iterator[bytes]:
    for start, encoding in itertools.product((LATIN, CYRILLIC), ENCODINGS):
        for form in (start, start.upper(), start.capitalize()):
            try:
                yield re.escape(form.encode(encoding))
            except UnicodeEncodeError:
                continue
        for form in (start, start.capitalize()):
            yield re.escape(form.encode("unicode-escape"))


CANARY = re.compile(b"|".join(sorted(set(_patterns()))))


def leaks(folder: Path, *allowed: Path) -> list[str]:
    """The files below a folder that hold a canary in their bytes or in their name, apart from allowed
    places.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        if any(path.is_relative_to(place) for place in allowed):
            continue
        if CANARY.search(str(path.relative_to(folder)).encode()):
            found.append(f"name of {path}")
        if path.is_file() and CANARY.search(path.read_bytes()):
            found.append(str(path))
    return found
