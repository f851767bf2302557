"""A name's grammatical forms are confirmed as they stand: who changes one has to have them confirmed anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from caseapp.records import NameForm, Record
from caseapp.rules.text import clean_line

#: What a confirmation is about.
FORMS: Final = (
    "language", "nominative", "genitive", "dative", "accusative", "instrumental", "prepositional", "vocative",
)  # fmt: skip
#: Who confirmed the forms and when, with the values that say nobody did.
NOBODY: Final[Mapping[str, Any]] = {"confirmed_by": "", "confirmed_on": None}


def unconfirmed(record: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """What follows for the confirmation when a record is changed to these values: it falls with the first
    form that differs, unless it is given along with it. Nothing for other kinds of records.
    """
    if not isinstance(record, NameForm):
        return {}
    moved = any(clean_line(str(values[n] or "")).text != getattr(record, n) for n in FORMS if n in values)
    return {name: nothing for name, nothing in NOBODY.items() if moved and name not in values}


def standing(record: Record) -> dict[str, Any]:
    """The forms and their confirmation as they are now; nothing for other kinds of records."""
    names = (*FORMS, *NOBODY) if isinstance(record, NameForm) else ()
    return {name: getattr(record, name) for name in names}


def agrees(record: Record, now: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Keeps a record that was just set back from being confirmed for forms that nobody has confirmed so.

    `now` is how it was standing until then, `before` how it was standing before the step that was undone.
    Forms that went back are confirmed as they were before, if all of them are the same again. False when
    nothing but a confirmation went back, and it was given for other forms.
    """
    whole = all(getattr(record, name) == before[name] for name in FORMS if name in before)
    moved = any(getattr(record, name) != now[name] for name in FORMS if name in now)
    for name, nothing in NOBODY.items():
        if name not in now:
            continue
        value = getattr(record, name)
        if moved and not (whole and value == before[name]):
            setattr(record, name, nothing)
        elif value not in (nothing, now[name]) and not whole:
            return False
    return True
