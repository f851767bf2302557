"""Made-up words that stand for everything personal, and the search for them in every byte of a folder."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from caseapp import lists
from caseapp.records import ALL, Case, Evidence, IdentityDocument, Incident, Kind, Letter, Person, Record, Tie
from caseapp.services.office import Office

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
                # Two in a row are one of each script; Latin letters come first.
                english, russian = sorted([next(word), next(word)])
                values[name] = {"en": english, "ru": russian}
            case Kind.MAIL:
                values[name] = f"{LATIN}@example.org"
            case Kind.CHOICE if field.required:
                values[name] = lists.get(field.choices).codes[0]
            case Kind.LINK if field.target in links:
                values[name] = links[field.target]
    return kind(**values)


@dataclass(frozen=True)
class Filled:
    """The ids of what `fill` put into a store."""

    case: str
    letter: str


def fill(office: Office, word: Iterator[str]) -> Filled:
    """A canary in every field of a record of every kind. The case is C-0001, and its letter may be issued."""
    records = office.records
    links: dict[str, str] = {}
    for kind in ALL:
        if kind.KIND in ("organisation", "caseworker"):
            own: Record = records.all(kind)[0]
            records.change(
                kind, own.id, **{name: value for name, value in texts_of(filled(kind, word, links)) if value}
            )
        else:
            own = filled(kind, word, links)
            if isinstance(own, Letter):
                own.number = ""  # given when it is issued
            if isinstance(own, Tie):
                own.other_id = records.add(Person(case_id=links["case"], relation="SIB")).record.id
            if isinstance(own, Evidence):
                own = _taken_in(office, own, word)
            else:
                records.add(own)
        links[kind.KIND] = own.id
    records.change(Case, links["case"], client_id=links["person"], known_since="2024-02-01", number="C-0001")
    client = records.change(Person, links["person"], birth="1980-05-17").record
    printed = {"family": client.latin_family, "given": client.latin_given}
    records.change(IdentityDocument, links["identity_document"], **printed)
    records.change(
        Incident,
        links["incident"],
        kind=lists.get("incident_kinds").codes[0],
        happened="2025-03-03",
        basis=lists.get("knowledge_basis").codes[0],
        told_on=date(2025, 3, 5),
    )
    letter = office.letters.new(links["case"], "asylum_support", "en").record
    office.letters.change(letter.id, facts=[links["incident"]], contact_id=links["contact"])
    return Filled(links["case"], letter.id)


def _taken_in(office: Office, about: Evidence, word: Iterator[str]) -> Evidence:
    """A file whose name, content, picture and properties are canaries, with what a record says about it."""
    shown = {name for name, field in Evidence.fields().items() if field.shown}
    values = {name: value for name, value in texts_of(about) if name in shown and value}
    content = " ".join(next(word) for _ in range(8)) * 10_000
    sealed = office.evidence.seal_bytes(content.encode(), f"{next(word)}.txt")
    picture = ("image/png", next(word).encode())
    return office.evidence.record(sealed, about.case_id, values, {"Artist": next(word)}, picture).record


def texts_of(record: Record) -> list[tuple[str, Any]]:
    """The declared values of a record."""
    return [(name, getattr(record, name)) for name in type(record).fields()]


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
