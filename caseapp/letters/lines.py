"""Options that hold one entry a line: annexes, sources; and the address of the recipient."""

from __future__ import annotations

import re
from dataclasses import dataclass

from caseapp.letters import wording
from caseapp.letters.material import Material


@dataclass(frozen=True)
class AnnexLine:
    """One line of the option "annexes": title, pages and the number of the fact it supports (0: none)."""

    title: str
    pages: int | None = None
    fact: int = 0
    faulty: bool = False


def annex_lines(text: str) -> tuple[AnnexLine, ...]:
    """Reads "title; pages; fact", one annex a line; `faulty` marks numbers that are none."""
    found = []
    for line in wording.paragraphs(text):
        title, *rest = (part.strip() for part in line.split(";"))
        digits = [re.sub(r"\D", "", part) for part in rest]
        faulty = len(rest) > 2 or any(part and not number for part, number in zip(rest, digits, strict=True))
        numbers = [int(number) if number else 0 for number in digits[:2]] + [0, 0]
        found.append(AnnexLine(title, numbers[0] or None, numbers[1], faulty))
    return tuple(found)


@dataclass(frozen=True)
class SourceLine:
    """One line of the option "sources": title, publisher and date as typed."""

    title: str
    publisher: str = ""
    date: str = ""


def source_lines(text: str) -> tuple[SourceLine, ...]:
    """Reads "title; publisher; date", one source a line."""
    found = []
    for line in wording.paragraphs(text):
        title, *rest = (part.strip() for part in line.split(";"))
        publisher, when = [*rest, "", ""][:2]
        found.append(SourceLine(title, publisher, "; ".join([when, *rest[2:]]) if when else ""))
    return tuple(found)


def recipient_text(material: Material) -> str:
    """To whom the letter goes, line by line: as typed on the letter, else as the contact has it."""
    if material.letter.recipient.strip():
        return material.letter.recipient
    contact = material.contact
    if contact is None:
        return ""
    return "\n".join(
        part for part in (contact.name, contact.unit, contact.person, contact.address) if part.strip()
    )
