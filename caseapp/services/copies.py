"""Issued letters as files outside the store."""

from __future__ import annotations

from pathlib import Path

from caseapp.i18n import N_
from caseapp.services.office import Office
from db.errors import Problem
from db.files import replace


class CopyNotSaved(Problem):
    """The disk did not take the file."""

    code = "copy-not-saved"
    text = N_(
        "The letter could not be saved there: the disk is full, write-protected or gone. The letter itself is"
        " safe in the store. Choose another place."
    )


def copy_name(number: str) -> str:
    """A neutral name for the file of a letter: its number, with nothing that a file name must not hold."""
    plain = "".join(char if char.isalnum() or char in "-_." else "-" for char in number).strip("-.")
    return f"{plain or 'letter'}.pdf"


def save_copy(office: Office, letter_id: str, path: Path) -> None:
    """Writes the issued file, byte for byte, and reads it back. Raises NotIssued, CopyNotSaved."""
    data = office.letters.copy(letter_id)
    try:
        replace(path, data)
    except OSError as error:
        raise CopyNotSaved from error
