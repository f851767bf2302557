"""The register of letters: what was issued, to whom and when, and what is still a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from caseapp.records import Case, Letter
from db.session import Work


@dataclass(frozen=True)
class LetterRow:
    """One line of the register or of the drafts."""

    id: str
    case_id: str
    case_number: str
    client: str
    number: str
    kind: str
    language: str
    recipient: str
    dated: date | None
    issued_at: datetime | None
    sha256: str
    check_code: str
    pages: int
    withdrawn_on: date | None


def rows(work: Work, case_id: str = "", *, drafts: bool = False) -> list[LetterRow]:
    """The issued letters, newest first; with `drafts` the drafts before them. Of one case, or of all."""
    query = select(Letter, Case).join(Case, Case.id == Letter.case_id).where(Letter.deleted_at.is_(None))
    if case_id:
        query = query.where(Letter.case_id == case_id)
    if not drafts:
        query = query.where(Letter.issued_at.is_not(None))
    query = query.order_by(
        Letter.issued_at.is_not(None), Letter.issued_at.desc(), Letter.changed_at.desc(), Letter.id
    )
    return [_row(letter, case) for letter, case in work.execute(query)]


def _row(letter: Letter, case: Case) -> LetterRow:
    return LetterRow(
        id=letter.id,
        case_id=case.id,
        case_number=case.number,
        client=case.name,
        number=letter.number,
        kind=letter.kind,
        language=letter.language,
        recipient=next(iter(letter.recipient.splitlines()), ""),
        dated=letter.dated,
        issued_at=letter.issued_at,
        sha256=letter.sha256,
        check_code=letter.check_code,
        pages=letter.pages,
        withdrawn_on=letter.withdrawn_on,
    )
