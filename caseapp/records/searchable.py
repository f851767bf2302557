"""What search knows of a record: everything that its declaration marks, folded."""

from __future__ import annotations

from caseapp.records.fields import Record
from caseapp.rules.folding import fold, name_keys
from db.base import Row
from db.fulltext import Indexed
from db.history import case_of


def index(row: Row) -> Indexed | None:
    """The entry of a record in the search index; None for a record with nothing to find."""
    if not isinstance(row, Record):
        return None
    names: list[str] = []
    texts: list[str] = []
    for name, field in row.fields().items():
        if field.search:
            value = getattr(row, name) or ""
            words = " ".join(value.values()) if isinstance(value, dict) else str(value)
            (names if field.search == "names" else texts).append(words)
    if not names and not texts:
        return None
    written = " ".join(filter(None, names))
    return Indexed(
        record=row.KIND,
        record_id=row.id,
        case_id=case_of(row),
        names=fold(written),
        keys=" ".join(name_keys(written)),
        body=fold(" ".join(filter(None, texts))),
    )
