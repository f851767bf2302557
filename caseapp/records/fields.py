"""How a column of a record is declared: once, with all that forms, tables, search, history and exports need
to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, String
from sqlalchemy.orm import mapped_column

from db.base import Row

__all__ = ["Field", "Kind", "Record", "Sensitivity", "field", "owned_by"]


class Kind(Enum):
    """What a value is; decides its editor, its check and how it is told."""

    TEXT = "text"
    LONG = "long"
    NAME = "name"
    DATE = "date"
    EDTF = "edtf"
    CHOICE = "choice"
    CHOICES = "choices"
    LOCALIZED = "localized"
    COUNTRY = "country"
    COUNTRIES = "countries"
    LANGUAGE = "language"
    LANGUAGES = "languages"
    FLAG = "flag"
    ANSWER = "answer"
    PHONE = "phone"
    MAIL = "mail"
    NUMBER = "number"
    LINK = "link"
    LINKS = "links"
    DATA = "data"


class Sensitivity(Enum):
    """Who may see a value outside the store.

    NEUTRAL tells nothing about a person. PERSONAL may leave in a letter or export that calls for it. SPECIAL
    is a special category (health, faith, orientation, ethnicity, opinion): off by default in every output.
    INTERNAL never leaves in a letter: notes to ourselves, grades, safe-contact rules.
    """

    NEUTRAL = "neutral"
    PERSONAL = "personal"
    SPECIAL = "special"
    INTERNAL = "internal"


@dataclass(frozen=True)
class Field:
    """What is known about a column beside its SQL type.

    `label` and `help` are marked English texts. `choices` names a coded list. `search` puts the value into
    the index of names ("names") or of texts ("text"); of a "number" the latter also keeps what is typed
    without its blanks and signs. `target` is the kind of record a link points to.
    `rare` fields wait behind "More fields"; `shown` is False for what the app fills in itself. `words` names
    the column that keeps the client's own words of an EDTF date; `group` is the heading under which a form
    shows the field.
    """

    label: str
    kind: Kind
    sensitivity: Sensitivity = Sensitivity.PERSONAL
    help: str = ""
    choices: str = ""
    search: str = ""
    target: str = ""
    group: str = ""
    words: str = ""
    required: bool = False
    rare: bool = False
    shown: bool = True
    name: str = ""


_TYPES: dict[Kind, Any] = {
    Kind.DATE: Date,
    Kind.FLAG: Boolean,
    Kind.NUMBER: Integer,
    Kind.CHOICES: JSON,
    Kind.COUNTRIES: JSON,
    Kind.LANGUAGES: JSON,
    Kind.LINKS: JSON,
    Kind.LOCALIZED: JSON,
    Kind.DATA: JSON,
}
_EMPTY_LISTS = (Kind.CHOICES, Kind.COUNTRIES, Kind.LANGUAGES, Kind.LINKS)
_NOTHING = (Kind.DATE, Kind.NUMBER, Kind.LINK)


def field(kind: str, label: str, sensitivity: str = "personal", *, index: bool = False, **facts: Any) -> Any:
    """Declares a column: `field("name", N_("Family name"), search="names")`.

    kind and sensitivity are the values of Kind and Sensitivity; facts are the further attributes of Field.
    An empty value is "" for texts and codes, None for dates, numbers and links, [] and {} for lists and
    texts by language.
    """
    what = Kind(kind)
    info = Field(label=label, kind=what, sensitivity=Sensitivity(sensitivity), **facts)
    settings: dict[str, Any] = {"info": {"field": info}, "index": index or None}
    if what in _EMPTY_LISTS:
        settings["default_factory"] = list
    elif what in (Kind.LOCALIZED, Kind.DATA):
        settings["default_factory"] = dict
    elif what in _NOTHING:
        settings |= {"default": None, "nullable": True}
    else:
        settings["default"] = False if what is Kind.FLAG else ""
    return mapped_column(_TYPES.get(what, String), **settings)


def owned_by(table: str, label: str, target: str) -> Any:
    """The column by which a record belongs to another, whose table and kind are given: it goes to the bin
    with it, and comes back with it.
    """
    info = {"field": Field(label, Kind.LINK, Sensitivity.NEUTRAL, target=target, shown=False)}
    return mapped_column(ForeignKey(f"{table}.id"), index=True, default="", info=info)


class Record(Row):
    """A kind of record that caseworkers know by name. `LABEL` and `LABELS` are its name, singular and
    plural.
    """

    __abstract__ = True

    LABEL: ClassVar[str] = ""
    LABELS: ClassVar[str] = ""

    def complete(self) -> None:
        """Fills in what follows from the other values, once these are cleaned and checked."""

    @classmethod
    def fields(cls) -> Mapping[str, Field]:
        """The declared fields by column name, in the order of their declaration."""
        return _declared(cls)


@cache
def _declared(kind: type[Record]) -> Mapping[str, Field]:
    """Read off the columns once for each kind: every record that is written asks for them."""
    return MappingProxyType(
        {
            column.name: replace(column.info["field"], name=column.name)
            for column in kind.__table__.columns
            if "field" in column.info
        }
    )
