"""Batches of files that are being added to a case: told after the next unlocking when something cut them off.

A note stands among the drafts, inside the encrypted store, from the moment the files were chosen until all of
them were recorded. So whatever is still noted when a store is opened was cut off: the window locked, or the
program ended, before the files were sealed or, with very many, while they were recorded one by one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from caseapp.records import Case
from caseapp.services.office import Office
from db.base import new_id

_PLACE: Final = "adding/"


@dataclass(frozen=True)
class CutOff:
    """A batch that was cut off: its note, the number of the case, and what was chosen by name."""

    note: str
    number: str
    names: list[str]


def new_note(case_id: str) -> str:
    """The name of the note for a batch that begins now."""
    return f"{_PLACE}{case_id}/{new_id()}"


def note(office: Office, name: str, chosen: Iterable[str]) -> None:
    """Notes the names of files and folders that are going to be added."""
    office.drafts.put(name, {"names": list(chosen)})


def done(office: Office, name: str) -> None:
    """What became of the batch is known to the user."""
    office.drafts.drop(name)


def cut_off(office: Office) -> list[CutOff]:
    """The batches that were cut off, of cases that are still there. To be asked before a new one begins."""
    found = []
    with office.store.read() as work:
        for name, content in office.drafts.under(_PLACE).items():
            case = work.get(Case, name.removeprefix(_PLACE).partition("/")[0])
            if case is not None and case.deleted_at is None:
                found.append(CutOff(name, case.number, [str(one) for one in content["names"]]))
    return found
