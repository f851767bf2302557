"""Whether a file that somebody holds is a letter of this store."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from sqlalchemy import select

from caseapp.errors import sentence
from caseapp.i18n import language, tr
from caseapp.letters.closing import BLANK_CODE
from caseapp.letters.reading import NotReadable, codes_in, text_of
from caseapp.records import Letter
from caseapp.rules import dates
from db.session import Work

_WORDS = re.compile(r"[^\s,;·()]+")


@dataclass(frozen=True)
class Verdict:
    """What is known of a file. `state` is unchanged, changed, foreign or unreadable; `text` says it to the
    user.

    `letter` is the letter of ours that the file is, or that it pretends to be.
    """

    state: str
    text: str
    letter: Letter | None = None


def verdict(work: Work, data: bytes) -> Verdict:
    """The verdict on a file; a file that can't be read has one too."""
    digest = hashlib.sha256(data).hexdigest()
    letter = work.scalar(select(Letter).where(Letter.sha256 == digest).limit(1))
    if letter is not None:
        work.expunge(letter)
        return Verdict("unchanged", _unchanged(letter), letter)
    try:
        text = text_of(data)
    except NotReadable as problem:
        return Verdict("unreadable", sentence(problem))
    codes = codes_in(text)
    letter = None if BLANK_CODE in codes else _named(work, text, codes)
    if letter is not None:
        work.expunge(letter)
        return Verdict("changed", _changed(letter), letter)
    return Verdict("foreign", _foreign(draft=BLANK_CODE in codes))


def _named(work: Work, text: str, codes: list[str]) -> Letter | None:
    """The letter that a text says it is: by its own check code, which stands last (a dossier lists those of
    others before), else by the first of our numbers in it.
    """
    if codes:
        own = work.scalar(select(Letter).where(Letter.check_code == codes[-1]))
        if own is not None:
            return own
    numbers = set(work.scalars(select(Letter.number).where(Letter.number != "")))
    number = next((word for word in _WORDS.findall(text) if word in numbers), None)
    return work.scalar(select(Letter).where(Letter.number == number).limit(1)) if number else None


def _issued_on(letter: Letter) -> str:
    assert letter.issued_at is not None
    return dates.say(letter.issued_at.date().isoformat(), language())


def _unchanged(letter: Letter) -> str:
    text = tr(
        "This is letter {number}, issued by us on {date}, unchanged.",
        number=letter.number,
        date=_issued_on(letter),
    )
    if letter.withdrawn_on is None:
        return text
    withdrawn = dates.say(letter.withdrawn_on.isoformat(), language())
    return f"{text} {tr('It was withdrawn on {date} and no longer holds.', date=withdrawn)}"


def _changed(letter: Letter) -> str:
    return tr(
        "This file was changed since it was issued: it names our letter {number} of {date}, but it is not"
        " that file. Don't rely on it; use our own copy instead.",
        number=letter.number,
        date=_issued_on(letter),
    )


def _foreign(*, draft: bool) -> str:
    if draft:
        return tr("This file is a draft: it was never issued.")
    return tr(
        "This file was not issued from this store: neither the file nor a check code in it is known here."
        " It may come from another office, or be forged."
    )
