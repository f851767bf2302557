"""What is under way with files: told after the next unlocking when something cut it off.

A note stands among the drafts, inside the encrypted store, from the moment files were chosen until all of
them were recorded, and from before a copy is saved outside the store until that is written down. So whatever
is still noted when a store is opened was cut off: the window locked, or the program ended, on the way (with
very many files: while they were recorded one by one).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from caseapp.records import Case, CustodyEvent, Evidence
from caseapp.services.evidence import Kept
from caseapp.services.office import Office
from caseapp.services.records import Saved
from db.base import new_id

_ADDING: Final = "adding/"
_COPYING: Final = "copying/"


@dataclass(frozen=True)
class CutOff:
    """A batch that was cut off: its note, the number of the case, and what was chosen by name."""

    note: str
    number: str
    names: list[str]


@dataclass(frozen=True)
class CutCopy:
    """A copy that nobody knows to be complete: its note, the number of the case, what, where and for whom."""

    note: str
    number: str
    evidence_id: str
    size: int
    target: Path
    to_whom: str
    purpose: str
    at: datetime

    @property
    def saved(self) -> bool:
        """Whether the copy is there: it has its name only when it is whole. On any thread; may take long."""
        try:
            return self.target.stat().st_size == self.size
        except (OSError, ValueError):
            return False


def new_note(case_id: str) -> str:
    """The name of the note for a batch that begins now."""
    return f"{_ADDING}{case_id}/{new_id()}"


def note(office: Office, name: str, chosen: Iterable[str]) -> None:
    """Notes the names of files and folders that are going to be added."""
    office.drafts.put(name, {"names": list(chosen)})


def done(office: Office, name: str) -> None:
    """What became of it is known to the user."""
    office.drafts.drop(name)


def cut_off(office: Office) -> list[CutOff]:
    """The batches that were cut off, of cases that are still there. To be asked before a new one begins."""
    found = []
    with office.store.read() as work:
        for name, content in office.drafts.under(_ADDING).items():
            case = work.get(Case, name.removeprefix(_ADDING).partition("/")[0])
            if case is not None and case.deleted_at is None:
                found.append(CutOff(name, case.number, [str(one) for one in content["names"]]))
    return found


def begin_copy(
    office: Office, evidence_id: str, target: Path, to_whom: str, purpose: str
) -> tuple[Kept, str]:
    """Notes that a copy is going to be saved outside the store. The file to copy, and the name of the note.

    Raises NotFound.
    """
    kept = office.evidence.find(evidence_id)
    name = f"{_COPYING}{evidence_id}/{new_id()}"
    said = {"target": str(target), "to_whom": to_whom, "purpose": purpose}
    office.drafts.put(name, said | {"at": office.clock.now().isoformat()})
    return kept, name


def copied(
    office: Office, name: str, evidence_id: str, to_whom: str, purpose: str, at: datetime | None = None
) -> Saved[CustodyEvent]:
    """Writes down that the copy was saved, and that its note is done with. `at`: when, if it was not now."""
    with office.store.write(office.records.by) as work:
        saved = office.evidence.exported(evidence_id, purpose, to_whom, at)
        office.drafts.drop(name)
    return Saved(saved.record, work.changes)


def write_down(office: Office, one: CutCopy) -> Saved[CustodyEvent]:
    """The same for a copy that was cut off and turned out to be there."""
    return copied(office, one.note, one.evidence_id, one.to_whom, one.purpose, one.at)


def cut_copies(office: Office) -> list[CutCopy]:
    """The copies that were cut off, of evidence that is still there. To be asked before a new one begins."""
    found = []
    with office.store.read() as work:
        for name, said in office.drafts.under(_COPYING).items():
            evidence = work.get(Evidence, name.removeprefix(_COPYING).partition("/")[0])
            case = work.get(Case, evidence.case_id) if evidence is not None else None
            if evidence is None or case is None or evidence.deleted_at is not None:
                continue
            target, at = Path(said["target"]), datetime.fromisoformat(said["at"])
            whom = (said["to_whom"], said["purpose"])
            found.append(CutCopy(name, case.number, evidence.id, evidence.size or 0, target, *whom, at))
    return found
