"""The register of letters: what was issued, to whom and when, and what is still a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

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


#: What a line shows, in the order of LetterRow: whole records would take ten times as long.
_SHOWN = (
    Letter.id,
    Letter.case_id,
    Case.number,
    Case.name,
    Letter.number,
    Letter.kind,
    Letter.language,
    Letter.recipient,
    Letter.dated,
    Letter.issued_at,
    Letter.sha256,
    Letter.check_code,
    Letter.pages,
    Letter.withdrawn_on,
)


def rows(work: Work, case_id: str = "", *, drafts: bool = False) -> list[LetterRow]:
    """The issued letters, newest first; with `drafts` the drafts before them. Of one case, or of all."""
    query = select(*_SHOWN).join(Case, Case.id == Letter.case_id).where(Letter.deleted_at.is_(None))
    if case_id:
        query = query.where(Letter.case_id == case_id)
    if not drafts:
        query = query.where(Letter.issued_at.is_not(None))
    query = query.order_by(
        Letter.issued_at.is_not(None), Letter.issued_at.desc(), Letter.changed_at.desc(), Letter.id
    )
    answer: Sequence[Any] = work.execute(query).all()
    found = (LetterRow(*line) for line in answer)
    return [replace(row, recipient=next(iter(row.recipient.splitlines()), "")) for row in found]
