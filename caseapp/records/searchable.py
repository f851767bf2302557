"""What search knows of a record: everything that its declaration marks, folded."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from caseapp import lists
from caseapp.records.fields import Field, Record
from caseapp.rules import numbers
from caseapp.rules.folding import fold, name_keys
from db.base import Row
from db.fulltext import Indexed
from db.history import case_of


def index(row: Row) -> Indexed | None:
    """The entry of a record in the search index; None for a record with nothing to find."""
    if not isinstance(row, Record):
        return None
    if not any(field.search for field in row.fields().values()):
        return None
    names = _written(row, names=True)
    return Indexed(
        record=row.KIND,
        record_id=row.id,
        case_id=case_of(row),
        names=fold(names),
        keys=" ".join(name_keys(names)),
        body=body_of(row),
    )


def body_of(row: Record) -> str:
    """What the index of texts knows of a record."""
    return fold(_written(row, names=False))


def _written(row: Record, *, names: bool) -> str:
    return " ".join(
        word
        for field in row.fields().values()
        if field.search and (field.search == "names") is names
        for word in _words(row, field)
    )


def _words(row: Record, field: Field) -> Iterable[str]:
    """What the index knows of a value: a text in all its languages, the words of codes, every form of a
    number.
    """
    value: Any = getattr(row, field.name)
    if not value:
        return ()
    if field.choices:
        return [_coded(field.choices, code) for code in ([value] if isinstance(value, str) else value)]
    if isinstance(value, dict):
        return [text for text in value.values() if text]
    return [str(value), *(numbers.forms(value) if field.search == "number" else ())]


@cache
def _coded(name: str, code: str) -> str:
    """A code of a list, and what it is called in each language: people search in any."""
    entry = lists.get(name).entries.get(code)
    return " ".join([code, *(entry.label.values() if entry else ())])
