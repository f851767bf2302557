"""What a record of any kind is called in one line, out of its declaration."""

from __future__ import annotations

from textwrap import shorten

from caseapp import lists
from caseapp.i18n import language
from caseapp.records import Case, Letter, Person, Record
from caseapp.records.fields import Field, Kind

#: No title is longer.
MOST = 90


def title(record: Record) -> str:
    """The names in it, else its first text, else what kind of thing it is; "" for one that is empty."""
    if isinstance(record, Case):
        return record.name or record.number
    if isinstance(record, Letter) and record.number:
        return record.number
    if isinstance(record, Person) and (record.latin_given or record.latin_family):
        latin = " ".join(filter(None, (record.latin_given, record.latin_family)))
        original = " ".join(filter(None, (record.given, record.family)))
        return (original or latin) if language() == "ru" else latin
    known = record.fields()
    names = [getattr(record, n) for n, f in known.items() if f.kind is Kind.NAME and f.shown]
    if isinstance(record, Person):
        names = [record.given, record.patronymic, record.family]
    if any(names):
        return " ".join(dict.fromkeys(filter(None, names)))
    for kinds in ((Kind.TEXT, Kind.LONG, Kind.LOCALIZED), (Kind.CHOICE,)):
        for name, field in known.items():
            if field.kind in kinds and field.shown and (said := _said(field, getattr(record, name))):
                return shorten(said, MOST, placeholder="…")
    return str(getattr(record, "file_name", ""))


def _said(field: Field, value: object) -> str:
    if isinstance(value, dict):
        return str(value.get(language()) or next(iter(value.values()), ""))
    if field.kind is Kind.CHOICE and value:
        return lists.get(field.choices).label(str(value), language())
    return str(value or "")
