"""How a source is graded before anybody has judged it."""

from __future__ import annotations

from sqlalchemy import inspect

from caseapp.records.fields import Record

#: The last of either scale: reliability of the source and credibility of what it says can't be judged.
RELIABILITY, CREDIBILITY = "F", "6"
_SOURCE = ("source_kind", "source_note")


def unjudged(record: Record) -> None:
    """Grades a source as one that can't be judged, once, when it is entered; grades that were given stay."""
    state = inspect(record)
    if state.persistent and not any(state.attrs[name].history.has_changes() for name in _SOURCE):
        return
    for name, grade in (("reliability", RELIABILITY), ("credibility", CREDIBILITY)):
        if not getattr(record, name):
            setattr(record, name, grade)
