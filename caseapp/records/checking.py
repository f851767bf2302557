"""What every record goes through before it is written: values cleaned and checked as their declarations
say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from caseapp import lists
from caseapp.errors import Invalid, sentence
from caseapp.i18n import N_, tr
from caseapp.lists import countries
from caseapp.records.fields import Field, Kind, Record
from caseapp.rules import dates
from caseapp.rules.text import clean_line, clean_text
from db.base import Row
from db.errors import Problem

ANSWERS = ("", "yes", "no", "unknown", "refused")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+\Z")
_PHONE = re.compile(r"[+0-9][0-9 ()./\-–,;:a-zA-Zа-яА-ЯёЁ]*\Z")


class Unfit(Problem):
    """A value doesn't fit its field; the sentence says how it should look."""

    code = "unfit"
    text = N_("This value does not fit here.")


class UnknownCode(Unfit):
    code = "unknown-code"
    text = N_("Choose one of the list.")


class BadMail(Unfit):
    code = "bad-mail"
    text = N_("An e-mail address looks like name@example.org.")


class BadPhone(Unfit):
    code = "bad-phone"
    text = N_("A telephone number starts with + or a digit.")


def prepare(row: Row) -> None:
    """Cleans the values of a record, and fills in what follows from them.

    Raises Invalid, with a sentence for each field that can't be kept as it is.
    """
    if not isinstance(row, Record) or row.deleted_at is not None:
        return
    wrong: dict[str, str] = {}
    for name, field in row.fields().items():
        before = getattr(row, name)
        try:
            after = _CHECKS.get(field.kind, _as_it_is)(before, field)
        except Problem as problem:
            wrong[name] = sentence(problem)
            continue
        if after != before:
            setattr(row, name, after)
        if field.kind is Kind.EDTF:
            _set_bounds(row, name, after)
    if wrong:
        raise Invalid(wrong)
    row.complete()


def _as_it_is(value: Any, field: Field) -> Any:
    return value


def _line(value: Any, field: Field) -> str:
    return clean_line(str(value or "")).text


def _long(value: Any, field: Field) -> str:
    return clean_text(str(value or "")).text


def _edtf(value: Any, field: Field) -> str:
    if not value:
        return ""
    return dates.parse_edtf(str(value)).edtf


def _choice(value: Any, field: Field) -> str:
    if value and value not in lists.get(field.choices).codes:
        raise UnknownCode
    return str(value or "")


def _choices(value: Any, field: Field) -> list[str]:
    codes = lists.get(field.choices).codes
    if any(code not in codes for code in value):
        raise UnknownCode
    return list(dict.fromkeys(value))


def _country(value: Any, field: Field) -> str:
    if value and not countries.known(value):
        raise UnknownCode
    return str(value or "")


def _countries(value: Any, field: Field) -> list[str]:
    return [_country(code, field) for code in dict.fromkeys(value)]


def _localized(value: Any, field: Field) -> dict[str, str]:
    cleaned = {language: clean_text(str(text)).text for language, text in value.items()}
    return {language: text for language, text in cleaned.items() if text}


def _answer(value: Any, field: Field) -> str:
    if value not in ANSWERS:
        raise UnknownCode
    return str(value)


def _mail(value: Any, field: Field) -> str:
    line = _line(value, field)
    if line and not _MAIL.match(line):
        raise BadMail
    return line


def _phone(value: Any, field: Field) -> str:
    line = _line(value, field)
    if line and not _PHONE.match(line):
        raise BadPhone
    return line


_CHECKS: dict[Kind, Callable[[Any, Field], Any]] = {
    Kind.TEXT: _line,
    Kind.NAME: _line,
    Kind.LONG: _long,
    Kind.EDTF: _edtf,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.COUNTRY: _country,
    Kind.COUNTRIES: _countries,
    Kind.LOCALIZED: _localized,
    Kind.ANSWER: _answer,
    Kind.MAIL: _mail,
    Kind.PHONE: _phone,
}


def _set_bounds(row: Record, name: str, edtf: str) -> None:
    """Fills the columns by which an uncertain date is sorted, where the record has them."""
    if not hasattr(row, f"{name}_from"):
        return
    earliest: date | None = None
    latest: date | None = None
    if edtf:
        reading = dates.parse_edtf(edtf)
        earliest, latest = reading.earliest, reading.latest
    for suffix, value in (("from", earliest), ("to", latest)):
        if getattr(row, f"{name}_{suffix}") != value:
            setattr(row, f"{name}_{suffix}", value)


def problem_text(problem: Problem) -> str:
    """All of an Invalid's sentences as one text, for places without fields (the command line, an import)."""
    if isinstance(problem, Invalid):
        return " ".join([sentence(problem), *(tr(text) for text in problem.fields.values())])
    return sentence(problem)
