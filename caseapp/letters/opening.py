"""How a letter opens: recipient, references, subject, whom it is about, who writes and how they know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from caseapp.letters import wording
from caseapp.letters.composer import Composer
from caseapp.letters.document import (
    Block,
    Fact,
    InfoBlock,
    KeyValues,
    Recipient,
    Rich,
    Salutation,
    Subject,
    Text,
    value,
)
from caseapp.letters.lines import recipient_text
from caseapp.letters.material import anchor
from caseapp.letters.merge import mail
from caseapp.rules.names import language_of

NBSP = "\N{NO-BREAK SPACE}"
#: Names up to this length stay on one line of the subject.
_HELD = 36


def head(c: Composer, *, file_no: bool = True) -> Iterator[Block]:
    """Address window, info block, subject, identity, salutation.

    `file_no` shows the file number of the asylum authority, which other authorities need not know.
    """
    yield recipient(c)
    yield info(c)
    yield Subject(_held(c.say("subject")), anchor=anchor("person", c.material.client.id, "latin_family"))
    yield identity(c, file_no=file_no)
    yield Salutation(salutation(c), anchor=anchor("letter", c.material.letter.id, "salutation"))


def _held(text: Rich) -> Rich:
    """A heading whose names and dates are not torn by a line end, unless they are long."""
    return tuple(
        replace(span, text=span.text.replace(" ", NBSP)) if span.isolate and len(span.text) <= _HELD else span
        for span in text
    )


def recipient(c: Composer) -> Recipient:
    """The address as typed on the letter, else the contact's own; the organisation's above it."""
    lines = wording.paragraphs(recipient_text(c.material))
    address = wording.one_line(wording.localized(c.material.organisation.address, c.lang))
    return Recipient(
        tuple((value(line),) for line in lines),
        return_line=" · ".join(part for part in (str(c.values["org.name"]), address) if part),
        anchor=anchor("letter", c.material.letter.id, "recipient"),
    )


def info(c: Composer) -> InfoBlock:
    """References, place and date, and whom to ask: the signatory, else the office."""
    org, letter, sign = c.material.organisation, c.material.letter, c.material.signatory
    at = anchor("letter", letter.id)
    place = wording.localized(org.place, c.lang)
    dated = wording.day(c.material.dated, c.lang)
    rows: list[tuple[str, Text, str]] = [
        ("our_reference", number(c), at),
        ("your_reference", (value(letter.their_reference),), f"{at}:their_reference"),
        ("date", ", ".join(part for part in (place, dated) if part), f"{at}:dated"),
        ("contact", c.optional("sign.name"), f"{at}:signatory_id"),
        ("phone", (value(wording.phone((sign.phone if sign else "") or org.phone)),), f"{at}:signatory_id"),
        ("mail", (mail((sign.mail if sign else "") or org.mail),), f"{at}:signatory_id"),
    ]
    shown = [row for row in rows if wording.bare(row[1])]
    return InfoBlock(tuple(Fact(c.plain(f"info.{name}"), text, where) for name, text, where in shown))


def number(c: Composer) -> Rich:
    """Our reference, or that it comes with the issue."""
    issued = c.material.letter.number
    return (value(issued),) if issued else c.say("number_pending")


def salutation(c: Composer) -> str:
    """As typed, else the contact's own, else the one that names nobody."""
    letter, contact = c.material.letter, c.material.contact
    named = letter.salutation or (wording.localized(contact.salutation, c.lang) if contact else "")
    return named or c.plain("salutation")


def identity(c: Composer, *, file_no: bool) -> KeyValues:
    """Whom the letter is about: the name as in the chosen document, all other spellings, birth,
    citizenship.
    """
    material, client, case = c.material, c.material.client, c.material.case
    if material.spelling is not None:
        document = wording.spelling_place(material.spelling, material, c.texts, c.values)
        kind = "name_document" if document else "name"
    else:
        document = wording.main_paper(material, c.texts, c.values)
        kind = main_kind(c)
    of_client, of_case = anchor("person", client.id), anchor("case", case.id)
    rows: list[tuple[str, Text, str]] = [
        (kind, (value(wording.plain_name(material.chosen_name)),), f"{of_client}:latin_family"),
        ("name_original", _unsaid_original(c), f"{of_client}:family"),
        ("spellings", wording.other_spellings(material, c.texts, c.values), of_client),
        ("birth", c.optional("client.birth"), f"{of_client}:birth"),
        ("citizenship", c.optional("client.citizenship"), f"{of_client}:citizenships"),
        ("file_no", _unsaid_file(c) if file_no else (), f"{of_case}:claim_no"),
    ]
    return KeyValues(
        tuple(
            Fact(c.plain(f"identity.{name}", document=document), text, at)
            for name, text, at in rows
            if wording.bare(text)
        )
    )


def main_kind(c: Composer) -> str:
    """The label of the name that the main document has: the passport's, unless it is another document."""
    main = c.material.main_document
    if main is None or main.kind in wording.PASSPORTS:
        return "name_passport"
    return "name_document" if wording.paper_kind(main, c.texts, c.values) else "name_passport"


def _unsaid_file(c: Composer) -> Rich:
    """The file number, unless it is the reference that stands beside the address."""
    ours = c.material.case.claim_no
    return () if ours == c.material.letter.their_reference else c.optional("case.claim_no")


def _unsaid_original(c: Composer) -> Rich:
    """The name in its original script, unless the subject line names the client by it."""
    original = original_name(c)
    return () if wording.bare(original) in wording.bare(c.field("client.name")) else original


def original_name(c: Composer) -> Rich:
    """The name in its original script; empty where it is the chosen name."""
    original = wording.plain_name(c.material.original_name)
    if not original or original == wording.plain_name(c.material.chosen_name):
        return ()
    return (value(original, lang=language_of(original) or None),)


def writer(c: Composer) -> Iterator[Block]:
    """Purpose, who writes, how we know the client, what the letter is for and what it is not."""
    yield from c.paragraph(c.say("opening"), c.field("org.mandate"), c.say("writer.signs"))
    yield from c.paragraph(*acquaintance(c), at=c.case_at("known_since"))
    yield from c.paragraph(c.say("scope"), representation(c))


def acquaintance(c: Composer) -> Iterator[Rich]:
    """Since when and how we know the client, how identity was checked, and that help is free."""
    if c.material.case.known_since:
        yield c.say("writer.known")
    yield c.optional("case.verified")
    if c.options.get("free"):
        yield c.say("writer.free")


def representation(c: Composer) -> Rich:
    """Whether we represent the client in law."""
    return c.say("representation.yes" if c.options.get("represents") else "representation.no")
