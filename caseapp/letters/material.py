"""What a letter is made from: everything the store knows that may leave it, gathered once and then left
alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import TypeVar

from caseapp.records import (
    Case,
    Caseworker,
    Claim,
    Contact,
    IdentityDocument,
    Incident,
    Involvement,
    Letter,
    NameForm,
    Organisation,
    Person,
    Record,
    Sensitivity,
    Spelling,
)
from caseapp.rules.names import PersonName

R = TypeVar("R", bound=Record)

#: The code of the person whose case it is, in the list "relations".
CLIENT = "CLIENT"
#: States of a person's own consent under which letters don't name them: nothing noted, not asked, refused,
#: withdrawn, or asking would endanger them. There is no exception for children: who answers for them agrees
#: in their place, and that is noted like any other consent.
UNNAMED = frozenset({"", "NOT", "REF", "WIT", "DAN"})
#: The state of whoever agreed with limits, which only a person can hold against the reader.
LIMITED = "LIM"
#: Kinds of names that letters don't print by themselves: those by faith, and those that a rule made.
BY_FAITH, BY_RULE = "FAI", "RUL"
#: All that a copy keeps of somebody who is spoken of by role alone; a field added later is not among it.
_ROLE = frozenset({"case_id", "relation", "sex", "in_russia"})


def disclosed(record: R, *, special: bool = False) -> R:
    """A copy of a record that is free of the store and of what must not leave it.

    Fields declared INTERNAL are empty in the copy, those declared SPECIAL too unless the letter was told to
    carry them. Kinds of letters get such copies only, so that no mistake in a kind can print a note to
    ourselves.
    """
    withheld = {Sensitivity.INTERNAL} if special else {Sensitivity.INTERNAL, Sensitivity.SPECIAL}
    declared = record.fields()
    values = {
        column.key: getattr(record, column.key)
        for column in type(record).__mapper__.column_attrs
        if column.key != "version"
        and not (column.key in declared and declared[column.key].sensitivity in withheld)
    }
    return type(record)(**values)


def confirmed(forms: Iterable[NameForm]) -> tuple[NameForm, ...]:
    """Copies of the grammatical forms that somebody has confirmed; letters never see the others."""
    return tuple(disclosed(each) for each in forms if each.confirmed_by and each.confirmed_on)


@dataclass(frozen=True)
class Material:
    """Everything a kind of letter may print. All records are copies made by `disclosed`.

    `spelling` is the chosen way of writing the client's name, None for that of the main document. `spellings`
    are all that may be printed, `unprinted` the others, for the check alone. `documents` are the client's
    identity documents, `name_forms` how the client's name is declined. `incidents` are the
    chosen facts in the order of time, `of_case` all incidents of the case, `persons` everybody of the case
    (whoever may only be spoken of by role has no name in them), `withheld` those people with their names, for
    the check alone, `refused` the ids of those among them whose own consent is missing, `unasked` of those
    whom nothing but a note of their consent keeps unnamed, `limited` of people who agreed with limits, `ways`
    every number, mailbox or address by which anybody of the case is reached: to find them in texts, never to
    print.
    `issued` are the letters issued in this case, oldest first, `contacts` those named in the letter's
    options, `claims` and `involvements` the further sources and actors of all incidents.

    Never printed: `limits`, who may be told of an incident (codes of "disclosure" by its id),
    `actor_names`, all names under which its actors are known to us, and `laboratory`, the ids of the
    incidents with which a laboratory's result is filed.

    `today` is the caseworker's calendar day.
    """

    letter: Letter
    case: Case
    client: Person
    organisation: Organisation
    today: date
    signatory: Caseworker | None = None
    contact: Contact | None = None
    spelling: Spelling | None = None
    spellings: tuple[Spelling, ...] = ()
    unprinted: tuple[Spelling, ...] = ()
    documents: tuple[IdentityDocument, ...] = ()
    name_forms: tuple[NameForm, ...] = ()
    persons: tuple[Person, ...] = ()
    withheld: tuple[Person, ...] = ()
    refused: frozenset[str] = frozenset()
    unasked: frozenset[str] = frozenset()
    limited: frozenset[str] = frozenset()
    ways: tuple[str, ...] = ()
    incidents: tuple[Incident, ...] = ()
    of_case: tuple[Incident, ...] = ()
    issued: tuple[Letter, ...] = ()
    contacts: tuple[Contact, ...] = ()
    claims: tuple[Claim, ...] = ()
    involvements: tuple[Involvement, ...] = ()
    limits: Mapping[str, str] = field(default_factory=dict)
    actor_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    laboratory: frozenset[str] = frozenset()

    @property
    def lang(self) -> str:
        """The letter's language (ISO 639)."""
        return self.letter.language

    @property
    def dated(self) -> date:
        """The date of the letter; today while none is set."""
        return self.letter.dated or self.today

    @property
    def created(self) -> datetime:
        """The moment written into the file: that of issuing, or midnight of the letter's date for a draft."""
        return self.letter.issued_at or datetime.combine(self.dated, time(), UTC)

    @property
    def main_document(self) -> IdentityDocument | None:
        """The identity document that letters name."""
        return next((each for each in self.documents if each.main), None)

    @property
    def spelling_document(self) -> IdentityDocument | None:
        """The document in which the chosen spelling stands, where that is known."""
        if self.spelling is None:
            return self.main_document
        return next((each for each in self.documents if each.id == self.spelling.document_id), None)

    @property
    def passport_name(self) -> PersonName:
        """The client's name as the main document has it in Latin script."""
        return PersonName(self.client.latin_family, self.client.latin_given)

    @property
    def original_name(self) -> PersonName:
        """The client's name in its original script."""
        return PersonName(self.client.family, self.client.given, self.client.patronymic)

    @property
    def declined(self) -> NameForm | None:
        """The confirmed grammatical forms of the client's name in the letter's language; None when the name
        has changed since they were confirmed.
        """
        original = self.original_name
        written = {
            " ".join(sorted(name.casefold().split()))
            for name in (original.family_first, original.given_first)
        }
        return next(
            (
                each
                for each in self.name_forms
                if each.language == self.lang
                and " ".join(sorted(each.nominative.casefold().split())) in written
            ),
            None,
        )

    @property
    def names(self) -> frozenset[str]:
        """Every word of a name in this case: printed letter for letter, whatever its marks."""
        return frozenset(
            word
            for each in (self.client, *self.everybody, *self.spellings, *self.unprinted)
            for part in ("family", "given", "patronymic", "latin_family", "latin_given")
            for word in str(getattr(each, part, "")).split()
            if "'" in word
        )

    @property
    def everybody(self) -> tuple[Person, ...]:
        """Everybody of the case with their names, also those that no letter may print."""
        hidden = {person.id for person in self.withheld}
        return (*(person for person in self.persons if person.id not in hidden), *self.withheld)

    @property
    def chosen_name(self) -> PersonName:
        """The name as the document has it that was chosen for this reader."""
        if self.spelling is None:
            return self.passport_name
        return PersonName(self.spelling.family, self.spelling.given, self.spelling.patronymic)

    def numbered(self, number: str, code: str, at: datetime) -> Material:
        """The same with the number, check code and moment of issuing in its letter."""
        letter = disclosed(self.letter)
        letter.number, letter.check_code, letter.issued_at = number, code, at
        return replace(self, letter=letter)

    def of(self, kind: str) -> Record | None:
        """The one record of a kind that the letter's own fields come from."""
        return {
            "letter": self.letter,
            "case": self.case,
            "person": self.client,
            "organisation": self.organisation,
            "caseworker": self.signatory,
            "contact": self.contact,
        }.get(kind)


def in_russia(person: Person) -> bool:
    """Whether a person must be spoken of by role alone: they live in Russia, or nobody said that they do
    not.
    """
    return person.in_russia != "no"


def by_role(person: Person) -> bool:
    """Whether letters speak of a person, other than the client, by role alone. To be asked of the record
    itself: its copies don't know of the consent.
    """
    return in_russia(person) or person.consent in UNNAMED


@dataclass(frozen=True)
class People:
    """The people of a case as a letter may know them: the fields of Material with these names."""

    persons: tuple[Person, ...]
    withheld: tuple[Person, ...]
    refused: frozenset[str]
    unasked: frozenset[str]
    limited: frozenset[str]


def gathered_people(records: Iterable[Person], client_id: str, *, special: bool = False) -> People:
    """Copies of the people of a case, without a name where a letter must not have it."""
    found = list(records)
    others = [person for person in found if person.id != client_id]
    hidden = [person for person in others if by_role(person)]
    secret = {person.id for person in hidden}
    abroad = {person.id for person in others if not in_russia(person)}
    return People(
        persons=tuple(
            _nameless(person) if person.id in secret else disclosed(person, special=special)
            for person in found
        ),
        withheld=tuple(disclosed(person, special=special) for person in hidden),
        refused=frozenset(
            person.id
            for person in hidden
            if person.consent in UNNAMED and (person.consent or person.id in abroad)
        ),
        unasked=frozenset(
            person.id for person in hidden if person.id in abroad and person.consent in ("", "NOT")
        ),
        limited=frozenset(
            person.id for person in others if person.id not in secret and person.consent == LIMITED
        ),
    )


def stands_in(spelling: Spelling, papers: Iterable[IdentityDocument]) -> IdentityDocument | None:
    """The identity document in which a name is written so: the one that it is tied to, and for a name that a
    rule made also one that prints it letter for letter, whatever the capitals.
    """
    known = tuple(papers)
    tied = next((each for each in known if each.id == spelling.document_id), None)
    if tied is not None or spelling.use != BY_RULE:
        return tied
    made = (spelling.family.casefold(), spelling.given.casefold())
    return next((each for each in known if (each.family.casefold(), each.given.casefold()) == made), None)


def gathered_spellings(
    records: Iterable[Spelling],
    chosen: Spelling | None,
    papers: Iterable[IdentityDocument],
    *,
    special: bool = False,
) -> tuple[tuple[Spelling, ...], tuple[Spelling, ...]]:
    """Copies of the client's spellings: those that a letter may print, and the others. `papers` are the
    client's documents.

    A name by faith tells of a special category. A name that a rule made is nobody's until a document has it.
    The spelling that was chosen for the letter is printed whatever it is.
    """
    told: list[Spelling] = []
    kept: list[Spelling] = []
    known = tuple(papers)
    for each in records:
        seen = each.use != BY_RULE or each.document or stands_in(each, known) is not None
        open_to = special or each.use != BY_FAITH
        mine = chosen is not None and each.id == chosen.id
        (told if mine or (seen and open_to) else kept).append(disclosed(each))
    return tuple(told), tuple(kept)


def _nameless(person: Person) -> Person:
    """A copy that says what somebody is to the client and nothing by which they would be recognised."""
    copy, empty = disclosed(person), Person()
    for name in set(Person.fields()) - _ROLE:
        setattr(copy, name, getattr(empty, name))
    return copy


def anchor(kind: str, record_id: str, field: str = "") -> str:
    """The name of the place in a letter that shows a record or one of its fields."""
    return ":".join(part for part in (kind, record_id, field) if part)
