"""The client's identity documents, as letters and dossiers tell them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from caseapp.letters import coded, wording
from caseapp.letters.composer import Composer
from caseapp.letters.document import Block, Column, Heading, Rich, Row, Table, value
from caseapp.letters.material import anchor
from caseapp.records import IdentityDocument
from caseapp.rules import passports

_LONG_AGO = date(1, 1, 1)
#: States that say nothing against a document whose last day has not come.
_SOUND = frozenset({"", "VAL", "XX", "UU"})


def main(c: Composer) -> Rich:
    """Number, issuer and validity of the main document; nothing without a number."""
    document = c.material.main_document
    if document is None or not document.number:
        return ()
    until = wording.day(document.valid_until, c.lang)
    issuer = wording.clause(document.issuer) if wording.in_script_of(document.issuer, c.lang) else ""
    return c.say("person_sheet.passport_value", number=document.number, place=issuer, date=until)


def main_at(c: Composer) -> str:
    """The anchor of the main document's number; "" without one."""
    document = c.material.main_document
    return anchor("identity_document", document.id, "number") if document else ""


def documents(c: Composer) -> Iterator[Block]:
    """A table of all identity documents: from the second on, or when the one has something to be told that
    the sheet above does not say.
    """
    found = c.material.documents
    if len(found) < 2 and not any(_remarkable(c, each) for each in found):
        return
    yield Heading(c.say("papers.heading"), 2)
    heads = (
        ("papers.kind", 1.3), ("papers.number", 1), ("papers.validity", 1.3), ("papers.holder", 1.2),
        ("papers.state", 1.2),
    )  # fmt: skip
    columns = [Column(c.say(name), width, row_header=not at) for at, (name, width) in enumerate(heads)]
    yield Table(tuple(columns), tuple(_row(c, each) for each in _in_order(found)))


def _in_order(found: tuple[IdentityDocument, ...]) -> list[IdentityDocument]:
    """The main one first, then the newest."""
    return sorted(
        found,
        key=lambda each: (not each.main, -(each.valid_until or each.issued_on or _LONG_AGO).toordinal()),
    )


def _remarkable(c: Composer, document: IdentityDocument) -> bool:
    """Whether there is more to tell of a document than number, issuer and end of the main one."""
    told = document.main and document.number
    sound = _state(c, document) in _SOUND and not document.not_recognised_in
    return not (told and sound)


def _row(c: Composer, document: IdentityDocument) -> Row:
    none = c.plain("none")
    kind = coded.label("identity_documents", document.kind, c.lang) or coded.unknown(c.lang)
    land = wording.country(document.country, c.lang)
    issuer = document.issuer if wording.in_script_of(document.issuer, c.lang) else ""
    whose = ", ".join(part for part in (kind, land, issuer) if part)
    holder = " ".join(part for part in (document.given, document.family) if part) or document.original
    return Row(
        (
            whose,
            (value(document.number),) if document.number else none,
            _validity(c, document) or none,
            (value(holder),) if holder else none,
            _worth(c, document) or none,
        ),
        anchor("identity_document", document.id),
    )


def _validity(c: Composer, document: IdentityDocument) -> str:
    since, until = wording.day(document.issued_on, c.lang), wording.day(document.valid_until, c.lang)
    parts = (
        c.plain("papers.issued", date=since) if since else "",
        c.plain("papers.until", date=until) if until else "",
    )
    return "; ".join(part for part in parts if part)


def _worth(c: Composer, document: IdentityDocument) -> str:
    """Its state on the day of the letter, since when, and which states do not take it by what was entered."""
    state = _state(c, document)
    words = "" if state == "XX" else coded.label("document_states", state, c.lang)
    if words and document.state == state and document.state_since:
        since = c.plain("papers.since", date=wording.uncertain(document.state_since, c.lang))
        words = f"{words}, {since}"
    lands = ", ".join(wording.country(code, c.lang) for code in document.not_recognised_in)
    refused = c.plain("papers.refused", place=lands) if lands else ""
    return wording.capital("; ".join(part for part in (words, refused) if part))


def _state(c: Composer, document: IdentityDocument) -> str:
    """The code of its state on the day of the letter: a day that has passed counts whatever was entered,
    unless the document is gone anyway.
    """
    over = document.state in _SOUND and passports.ended(document, c.material.dated)
    return "EXP" if over else document.state
