"""Writing a letter in one go, as the command line does: draft, fill in, check, issue, put the copy into a
file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caseapp.i18n import N_
from caseapp.letters.findings import Finding
from caseapp.letters.kinds import BY_CODE
from caseapp.records import Contact, Letter
from caseapp.records.fields import Kind
from db.errors import Problem
from db.files import write_new

if TYPE_CHECKING:
    from caseapp.services.office import Office


class NoSuchField(Problem):
    """A field that letters of this kind don't have, or a value that is none."""

    code = "letter-field"
    text = N_("“{given}” can't be filled in. Write NAME=VALUE; this kind of letter has: {names}.")


class NoSuchContact(Problem):
    """No contact of the store has this name."""

    code = "no-contact"
    text = N_("No contact in the store is called “{name}”.")


class FileTaken(Problem):
    """The file for the letter is already there."""

    code = "file-taken"
    text = N_("The file {file} is already there and was not replaced. Choose another name.")


@dataclass(frozen=True)
class Written:
    """The issued letter, or None when findings block it."""

    letter: Letter | None
    findings: list[Finding]


def issue_from_terminal(
    office: Office, *, number: str, kind: str, language: str, recipient: str, fields: Sequence[str], out: Path
) -> Written:
    """Issues a letter about the case with this number and writes the PDF to a new file.

    `recipient` is the name of a contact, `fields` are NAME=VALUE. A letter with blocking findings stays a
    draft no longer than this call. Raises NotFound, NoSuchKind, NoSuchField, NoSuchContact, FileTaken and
    the disk's problems.
    """
    if out.exists():
        raise FileTaken(file=out)
    case_id = office.cases.by_number(number)
    draft = office.letters.new(case_id, kind, language).record
    values = _values(kind, fields)
    if recipient:
        values["contact_id"] = _contact(office, recipient).id
    if values:
        office.letters.change(draft.id, **values)
    findings = office.letters.check(draft.id)
    if any(finding.blocks for finding in findings):
        office.records.delete(Letter, draft.id)
        return Written(None, findings)
    issued = office.letters.issue(draft.id).record
    write_new(out, office.letters.copy(issued.id))
    return Written(issued, findings)


def _values(kind: str, fields: Sequence[str]) -> dict[str, Any]:
    """The fields as typed, under the letter's own names or those of the kind's options."""
    own = {"recipient", "salutation", "their_reference"}
    options = BY_CODE[kind].options
    values: dict[str, Any] = {}
    for given in fields:
        name, sign, text = given.partition("=")
        if sign and name in own:
            values[name] = text
        elif sign and name in options:
            values.setdefault("options", {})[name] = _read(options[name].kind, text)
        else:
            raise NoSuchField(given=name, names=", ".join([*sorted(own), *options]))
    return values


def _read(kind: Kind, text: str) -> Any:
    """A typed value as its field wants it: lists by commas, yes for a flag."""
    if kind in (Kind.CHOICES, Kind.COUNTRIES, Kind.LANGUAGES, Kind.LINKS):
        return [part.strip() for part in text.split(",") if part.strip()]
    if kind is Kind.FLAG:
        return text.strip().lower() in ("yes", "true", "1")
    return text


def _contact(office: Office, name: str) -> Contact:
    for contact in office.records.all(Contact):
        if contact.name.casefold() == name.casefold():
            return contact
    raise NoSuchContact(name=name)
