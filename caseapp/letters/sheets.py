"""Sheets of a dossier that show records as they stand: identity, spellings, people, contacts, letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caseapp import lists
from caseapp.letters import coded, opening, papers, wording
from caseapp.letters import texts as letter_texts
from caseapp.letters.composer import Composer
from caseapp.letters.document import (
    Block,
    Column,
    Fact,
    Heading,
    KeyValues,
    Row,
    Span,
    Table,
    Text,
    rich,
    value,
)
from caseapp.letters.material import anchor, in_russia
from caseapp.letters.merge import mail
from caseapp.records import Contact, Letter, Person

#: Witness or source: a code of the lists "target_profiles" and "relations". Who is one is told only when that
#: is asked for, like a special category.
WITNESS = "WIT"


def facts(c: Composer, rows: Iterable[tuple[str, Text, str]]) -> KeyValues:
    """(name of the label, value, anchor) as a sheet; rows without a value are left out."""
    document = wording.main_paper(c.material, c.texts, c.values)
    return KeyValues(
        tuple(
            Fact(wording.capital(c.plain(name, document=document)), text, at or None)
            for name, text, at in rows
            if wording.bare(text)
        )
    )


def table(
    c: Composer, heads: Iterable[tuple[str, float]], rows: Iterable[Row], *, figures: str = ""
) -> Table:
    """A table whose first column heads its rows; `figures` names the column of dates or numbers."""
    columns = [
        Column(c.say(name), width, row_header=not index, figures=name == figures)
        for index, (name, width) in enumerate(heads)
    ]
    return Table(tuple(columns), tuple(rows))


def readable(text: str, lang: str) -> str:
    """A free text when readers of the letter can read it."""
    return text if wording.in_script_of(text, lang) else ""


def identity(c: Composer, *, special: bool) -> KeyValues:
    """Names, birth, passport, status. `special` lets in what tells of faith, ethnicity or orientation, and
    that the client is a source.
    """
    client, case, lang = c.material.client, c.material.case, c.lang

    def at(field: str) -> str:
        return anchor("person", client.id, field)

    withheld = frozenset() if special else lists.get("target_profiles").special | {WITNESS}
    profiles = [code for code in case.profiles if code not in withheld]
    status = coded.label("protection_status", case.protection, lang)
    return facts(
        c,
        [
            (
                f"identity.{opening.main_kind(c)}",
                wording.plain_name(c.material.passport_name),
                at("latin_family"),
            ),
            ("identity.name_original", opening.original_name(c), at("family")),
            ("identity.birth", c.optional("client.birth"), at("birth")),
            ("identity.birth_place", readable(client.birth_place, lang), at("birth_place")),
            ("identity.citizenship", c.optional("client.citizenship"), at("citizenships")),
            ("person_sheet.languages", coded.language_names(client.languages, lang), at("languages")),
            ("person_sheet.occupation", _occupation(c), at("occupation")),
            ("person_sheet.passport", papers.main(c), papers.main_at(c)),
            ("person_sheet.host", wording.country(case.country, lang), c.case_at("country")),
            ("person_sheet.protection", status, c.case_at("protection")),
            ("identity.file_no", case.claim_no, c.case_at("claim_no")),
            ("person_sheet.left", wording.uncertain(case.left_russia, lang), c.case_at("left_russia")),
            ("person_sheet.profiles", coded.labels("target_profiles", profiles, lang), c.case_at("profiles")),
            ("person_sheet.grounds", _grounds(c), c.case_at("grounds")),
        ],
    )


def _occupation(c: Composer) -> str:
    return wording.capital(c.typed(wording.localized(c.material.client.occupation, c.lang)))


def _grounds(c: Composer) -> Text:
    case = c.material.case
    named = coded.labels("grounds", case.grounds, c.lang)
    return c.say("person_sheet.imputed", name=named) if named and case.imputed else named


def spellings(c: Composer) -> Iterator[Block]:
    """Every way the client's name is written, and where; nothing when there is one only."""
    material = c.material
    rows: dict[str, list[str]] = {}
    for written, where in (
        (wording.plain_name(material.passport_name), wording.main_paper(material, c.texts, c.values)),
        (wording.plain_name(material.original_name), c.plain("spellings.original")),
        *(
            (
                wording.plain_name(wording.spelling_name(each)),
                wording.spelling_place(each, material, c.texts, c.values),
            )
            for each in material.spellings
        ),
    ):
        if written:
            places = rows.setdefault(written, [])
            if where and wording.capital(where) not in places:
                places.append(wording.capital(where))
    if len(rows) > 1:
        yield Heading(c.say("spellings.heading"), 2)
        yield from c.paragraph(c.say("spellings.intro"), keep=True)
        lines = [Row(((value(name),), "; ".join(places))) for name, places in rows.items()]
        yield table(c, (("spellings.name", 1), ("spellings.where", 1)), lines)


def others(c: Composer, *, special: bool) -> list[Person]:
    """Everybody beside the client whom a dossier speaks of, by name or by role. That there is a witness in
    Russia is told only when that is asked for: even the role would have somebody look for them.
    """
    return [
        person
        for person in c.material.persons
        if person.id != c.material.client.id
        and (special or person.relation != WITNESS or not in_russia(person))
    ]


def people(c: Composer, *, special: bool) -> Iterator[Block]:
    """Family and others of the case; whoever lives in Russia, or may, or did not agree, by role alone. The
    column of births is left out when it would be empty.
    """
    if told := others(c, special=special):
        rows = [_person(c, person) for person in told]
        heads = (("people.person", 1), ("people.relation", 1), ("people.birth", 1))
        born = any(row.cells[2] != c.plain("none") for row in rows)
        shown = 3 if born else 2
        yield table(c, heads[:shown], (Row(row.cells[:shown], row.anchor) for row in rows))


def _person(c: Composer, person: Person) -> Row:
    role = coded.label("relations", person.relation, c.lang) or coded.unknown(c.lang)
    name = wording.person_name(person, c.lang)
    if in_russia(person) or not name.text:
        why = "in_russia" if in_russia(person) else "consent"
        return Row((c.say("people.withheld"), role, c.plain("none")), anchor("person", person.id, why))
    birth = wording.capital(wording.uncertain(person.birth, c.lang)) or c.plain("none")
    return Row((rich(name), role, birth), anchor("person", person.id))


def contacts(c: Composer) -> Iterator[Block]:
    """The chosen contacts and how to reach them."""
    if c.material.contacts:
        heads = (("contacts.name", 1.3), ("contacts.kind", 1), ("contacts.reach", 1.7))
        yield table(c, heads, (_contact(c, contact) for contact in c.material.contacts))


def _contact(c: Composer, contact: Contact) -> Row:
    who = ", ".join(part for part in (contact.name, contact.unit, contact.person) if part)
    ways: list[Span | Text] = []
    for way in (wording.one_line(contact.address), wording.phone(contact.phone)):
        ways += [value(way), "; "] if way else []
    ways += [mail(contact.mail)] if contact.mail else []
    kind = (coded.label("contact_kinds", contact.kind, c.lang), wording.country(contact.country, c.lang))
    reach = rich(*(ways[:-1] if ways and ways[-1] == "; " else ways))
    return Row(
        ((value(who),), ", ".join(part for part in kind if part), reach), anchor("contact", contact.id)
    )


def letters(c: Composer) -> Iterator[Block]:
    """The letters issued in the case before this one, oldest first."""
    if c.material.issued:
        heads = (
            ("letters.number", 1.1), ("letters.date", 1.3), ("letters.kind", 1.5), ("letters.recipient", 2),
            ("letters.code", 1.2),
        )  # fmt: skip
        yield table(c, heads, (_letter(c, letter) for letter in c.material.issued))


def _letter(c: Composer, letter: Letter) -> Row:
    known = c.lang in letter_texts.languages(letter.kind)
    kind = letter_texts.load(letter.kind, c.lang).plain("title", {}) if known else letter.kind
    first = next(iter(wording.paragraphs(letter.recipient)), "")
    dated = wording.day(letter.dated, c.lang)
    return Row(
        ((value(letter.number),), dated, kind, (value(first),), letter.check_code),
        anchor("letter", letter.id),
    )
