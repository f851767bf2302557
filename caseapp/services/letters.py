"""Letters from draft to register: write, look at, check, issue, copy, recognise.

A draft is a record like any other. Issuing gives it its number and check code, prints it one last time,
keeps the file byte for byte with its SHA-256, and from then on the letter can't be changed.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from caseapp.clock import Clock
from caseapp.errors import NotFound
from caseapp.i18n import N_, tr
from caseapp.letters import check as checks
from caseapp.letters import wording
from caseapp.letters.document import Document, Place
from caseapp.letters.findings import Finding
from caseapp.letters.kinds import BY_CODE, LetterKind
from caseapp.letters.lines import recipient_text
from caseapp.letters.material import Material
from caseapp.letters.pdf import render, unprintable
from caseapp.letters.printable import printable
from caseapp.letters.reading import ALPHABET
from caseapp.letters.sharing import CLOSED
from caseapp.records import Caseworker, Incident, Letter, LetterCopy
from caseapp.records.fields import Field, Kind
from caseapp.rules.text import clean_line, clean_text
from caseapp.services.gathering import gather
from caseapp.services.past import LetterIssued
from caseapp.services.records import Records, Saved
from caseapp.services.register import LetterRow, rows
from caseapp.services.verifying import Verdict, verdict
from db.errors import Problem
from db.session import Changes, Store, Work

__all__ = [
    "LetterBlocked",
    "LetterRow",
    "Letters",
    "NameChoice",
    "NoSuchKind",
    "NotIssued",
    "Preview",
    "Verdict",
]


class LetterBlocked(Problem):
    """The check found something that must be settled before the letter goes out."""

    code = "letter-blocked"
    text = N_(
        "The letter was not issued, because something must be settled first. Nothing was changed."
        " The findings beside the letter say what."
    )

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__()
        self.findings = findings


class NotIssued(Problem):
    """Only an issued letter has a copy, and only an issued letter can be withdrawn."""

    code = "letter-not-issued"
    text = N_("This letter has not been issued yet. Nothing was changed.")


class NoSuchKind(Problem):
    """A kind of letter, or a language of it, that this version does not have."""

    code = "letter-kind"
    text = N_("There is no letter of the kind “{kind}” in the language “{language}”.")


@dataclass(frozen=True)
class Preview:
    """A letter as it would be printed now: the PDF in memory, where each anchor stands, what is to be
    settled.

    An issued letter shows its frozen copy, without places or findings.
    """

    data: bytes
    pages: int
    places: Mapping[str, tuple[Place, ...]]
    findings: list[Finding]


@dataclass(frozen=True)
class NameChoice:
    """A way of writing the client's name: what Letter.spelling_id takes, the name, and where it is written
    so.
    """

    id: str
    name: str
    document: str


@dataclass(frozen=True)
class _Draft:
    """A letter gathered and composed."""

    kind: LetterKind
    material: Material
    document: Document


class Letters:
    """The letters of a store. All methods run on the store thread."""

    def __init__(self, store: Store, records: Records, clock: Clock) -> None:
        self._store = store
        self._records = records
        self._clock = clock

    def new(self, case_id: str, kind: str, language: str) -> Saved[Letter]:
        """A draft with today's date, the caseworker as signatory if they may sign, and the facts that fit.

        Raises NoSuchKind, NotFound, NoClient.
        """
        declared = _kind(kind, language)
        letter = Letter(case_id=case_id, kind=kind, language=language, dated=self._clock.today())
        with self._store.read() as work:
            me = work.get(Caseworker, self._records.by)
            letter.signatory_id = me.id if me and me.may_sign and me.deleted_at is None else None
            material = gather(work, letter, self._clock.today(), declared)
            letter.facts = [
                i.id
                for i in material.of_case
                if _proposed(declared, i, language) and material.limits.get(i.id) not in CLOSED
            ]
            letter.options = declared.defaults(material)
        return self._records.add(letter)

    def change(self, letter_id: str, **values: Any) -> Saved[Letter]:
        """Changes fields of a draft. `options` holds the options to change; the others stay.

        Raises NotFound, Invalid, LetterIssued.
        """
        letter = self._records.get(Letter, letter_id)
        if letter.issued_at is not None:
            raise LetterIssued
        if "options" in values:
            values["options"] = {**letter.options, **_plain_options(BY_CODE[letter.kind], values["options"])}
        if "language" in values:
            _kind(letter.kind, values["language"])
        return self._records.change(Letter, letter_id, **values)

    def check(self, letter_id: str) -> list[Finding]:
        """What is to be settled before the letter can go out; what blocks it first. Empty for an issued
        letter.
        """
        return self.preview(letter_id).findings

    def preview(self, letter_id: str) -> Preview:
        """The letter as it would be printed, marked as a draft; the same letter always gives the same
        bytes.
        """
        letter = self._records.get(Letter, letter_id)
        if letter.issued_at is not None:
            return Preview(self.copy(letter_id), letter.pages, {}, [])
        draft = self._compose(letter)
        # A character without a shape is shown by its finding; the rest of the letter is still worth looking
        # at.
        printed = render(printable(draft.document, unprintable))
        findings = checks.check(draft.kind, draft.material, draft.document, printed.pages, unprintable)
        return Preview(printed.data, printed.pages, printed.places, findings)

    def issue(self, letter_id: str) -> Saved[Letter]:
        """Gives the letter its number and check code, keeps its copy, and freezes it.

        Raises LetterBlocked with the findings, LetterIssued, NotFound.
        """
        with self._store.write(self._records.by) as work:
            letter = work.get(Letter, letter_id)
            if letter is None or letter.deleted_at is not None:
                raise NotFound
            if letter.issued_at is not None:
                raise LetterIssued
            draft = self._compose(letter)
            found = checks.check(draft.kind, draft.material, draft.document, 0, unprintable)
            if any(finding.blocks for finding in found):
                raise LetterBlocked(found)
            number, code = _next_number(work, draft.material), _new_code(work)
            final = draft.material.numbered(number, code, self._clock.now())
            document = draft.kind.compose(final, draft.kind.texts(letter.language))
            printed = render(document)
            letter.number, letter.check_code, letter.issued_at = number, code, self._clock.now()
            letter.issued_by, letter.pages = self._records.by, printed.pages
            letter.sha256 = hashlib.sha256(printed.data).hexdigest()
            letter.recipient = letter.recipient or recipient_text(draft.material)
            work.flush()
            work.add(LetterCopy(letter_id=letter.id, data=printed.data))
            work.log(
                "issue",
                "letter",
                letter.id,
                letter.case_id,
                number=number,
                sha256=letter.sha256,
                pages=printed.pages,
            )
        return Saved(letter, work.changes)

    def copy(self, letter_id: str) -> bytes:
        """The issued file, byte for byte. Raises NotIssued."""
        with self._store.read() as work:
            kept = work.get(LetterCopy, letter_id)
            if kept is None:
                raise NotIssued
            return kept.data

    def withdraw(self, letter_id: str, reason: str) -> Changes:
        """Notes that an issued letter no longer holds, with the reason; the letter itself stays as it was.

        Whoever has its file verified is told so. Raises NotFound, NotIssued.
        """
        letter = self._records.get(Letter, letter_id)
        if letter.issued_at is None:
            raise NotIssued
        with self._store.write(self._records.by) as work:
            kept = work.get_one(Letter, letter_id)
            kept.withdrawn_on, kept.withdrawn_why = self._clock.today(), reason.strip()
            work.flush()
            work.log("withdraw", "letter", letter.id, letter.case_id, number=letter.number)
        return work.changes

    def register(self, case_id: str = "", *, drafts: bool = False) -> list[LetterRow]:
        """The issued letters, newest first; with `drafts` the drafts before them. Of one case, or of all."""
        with self._store.read() as work:
            return rows(work, case_id, drafts=drafts)

    def names(self, letter_id: str) -> list[NameChoice]:
        """The ways of writing the client's name that a letter can follow: the passport first, then each
        spelling.
        """
        letter = self._records.get(Letter, letter_id)
        with self._store.read() as work:
            material = gather(work, letter, self._clock.today())
        passport = wording.plain_name(material.passport_name)
        return [
            NameChoice("", passport, tr("Passport")),
            *(
                NameChoice(
                    spelling.id, wording.plain_name(wording.spelling_name(spelling)), spelling.document
                )
                for spelling in material.spellings
            ),
        ]

    def verify(self, data: bytes) -> Verdict:
        """Whether a file is a letter of this store: unchanged, changed, or nothing of ours. No file makes
        it raise.
        """
        with self._store.read() as work:
            return verdict(work, data)

    def _compose(self, letter: Letter) -> _Draft:
        kind = _kind(letter.kind, letter.language)
        with self._store.read() as work:
            material = gather(work, letter, self._clock.today(), kind)
        return _Draft(kind, material, kind.compose(material, kind.texts(letter.language)))


def _kind(code: str, language: str) -> LetterKind:
    kind = BY_CODE.get(code)
    if kind is None or language not in kind.languages:
        raise NoSuchKind(kind=code, language=language)
    return kind


def _proposed(kind: LetterKind, incident: Incident, language: str) -> bool:
    """Whether a new letter starts with this fact: it can be printed, or the kind wants all of them."""
    ready = bool(incident.basis) and bool(incident.statement.get(language))
    return ready or kind.takes_every_incident


def _plain_options(kind: LetterKind, options: Mapping[str, Any]) -> dict[str, Any]:
    """Options as they are kept: declared ones only, cleaned like any field, days as ISO text."""
    declared = kind.options
    if unknown := set(options) - set(declared):
        raise AttributeError(", ".join(sorted(unknown)))
    return {name: _plain_option(declared[name], value) for name, value in options.items()}


def _plain_option(field: Field, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return (clean_text if field.kind is Kind.LONG else clean_line)(value).text
    return value


def _next_number(work: Work, material: Material) -> str:
    """The case's number and a running number inside the case, which no deletion frees."""
    taken = work.scalars(select(Letter.number).where(Letter.case_id == material.case.id, Letter.number != ""))
    last = max((int(number.rpartition("/")[2]) for number in taken), default=0)
    return f"{material.case.number}/{last + 1}"


def _new_code(work: Work) -> str:
    """Ten random characters (50 bits) that no other letter has."""
    while True:
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(10))
        code = f"{drawn[:5]}-{drawn[5:]}"
        if work.scalar(select(Letter.id).where(Letter.check_code == code).limit(1)) is None:
            return code
