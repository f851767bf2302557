"""What can be done with a copy: check it, restore it, practise that."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from caseapp.i18n import tr
from caseapp.keys import RecoveryKey
from caseapp.keys.recovery import ALPHABET, GROUPS
from caseapp.progress import Progress
from caseapp.services import backup as backups
from caseapp.services.backup import Report
from ui.dialogs import Dialogs
from ui.look import Look
from ui.widgets.overlay import Overlay

#: The folder beside the store in which a restore is practised; it is removed afterwards.
PRACTICE: Final = "practice-restore"


class Place(Protocol):
    """What the pop-up asks of the window it opens in."""

    @property
    def look(self) -> Look: ...

    @property
    def dialogs(self) -> Dialogs: ...

    @property
    def overlay(self) -> Overlay: ...


@dataclass(frozen=True)
class Said:
    """The words of the pop-up for one act."""

    title: str
    about: str
    verb: str
    busy: str


def said(act: str) -> Said:
    """The words for check, restore and practise."""
    return {
        "check": Said(
            tr("Check a copy"),
            tr("Every byte is read again and compared. Nothing is written."),
            tr("C&heck"),
            tr("Checking…"),
        ),
        "restore": Said(
            tr("Restore from a copy"),
            tr(
                "First you see what is in the copy. Then it goes into a new folder."
                " The open store stays as it is."
            ),
            tr("&Look into the copy"),
            tr("Reading…"),
        ),
        "practise": Said(
            tr("Practise a restore"),
            tr(
                "The copy is restored beside your store, looked at and removed again."
                " Your store stays as it is."
            ),
            tr("&Practise"),
            tr("Restoring…"),
        ),
    }[act]


def secret_of(typed: str) -> str | RecoveryKey:
    """What was typed, as a recovery key if it looks like one, else as a passphrase. Raises its problems."""
    parts = typed.upper().replace("-", " ").split()
    looks = len(parts) == GROUPS and all(
        len(part) == 4 and set(part) <= {*ALPHABET, *"OIL"} for part in parts
    )
    return RecoveryKey.read(typed) if looks else typed


def practise(copy: Path, beside: Path, secret: backups.Secret, progress: Progress) -> Report:
    """Restores a copy into a folder of its own and removes that folder again, whatever happens."""
    shutil.rmtree(beside, ignore_errors=True)
    try:
        return backups.restore(copy, beside, secret, progress)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
