"""The people of a case, and every way their names are written."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy.orm import Mapped

from caseapp.i18n import N_
from caseapp.records.fields import Record, field, owned_by


def of_case() -> Any:
    """The column by which a record belongs to a case."""
    return owned_by("cases", N_("Case"), "case")


def of_person() -> Any:
    """The column by which a record belongs to a person of the case."""
    return owned_by("persons", N_("Person"), "person")


class Person(Record):
    """The client, or somebody of their household or their story."""

    __tablename__ = "persons"
    KIND: ClassVar[str] = "person"
    LABEL: ClassVar[str] = N_("Person")
    LABELS: ClassVar[str] = N_("People")

    case_id: Mapped[str] = of_case()
    relation: Mapped[str] = field("choice", N_("Who this is"), choices="relations", group=N_("Name"))
    family: Mapped[str] = field(
        "name", N_("Family name"), search="names", group=N_("Name"), help=N_("In the original script.")
    )
    given: Mapped[str] = field("name", N_("Given name"), search="names", group=N_("Name"))
    patronymic: Mapped[str] = field("name", N_("Patronymic"), search="names", group=N_("Name"))
    latin_family: Mapped[str] = field(
        "name",
        N_("Family name in the passport"),
        search="names",
        group=N_("Name"),
        help=N_("Letter for letter as printed in Latin script."),
    )
    latin_given: Mapped[str] = field(
        "name", N_("Given name in the passport"), search="names", group=N_("Name")
    )
    sex: Mapped[str] = field(
        "choice", N_("Sex in the document"), choices="sexes", group=N_("Birth and citizenship")
    )
    birth: Mapped[str] = field("edtf", N_("Born"), words="birth_words", group=N_("Birth and citizenship"))
    birth_words: Mapped[str] = field("text", N_("Born, as typed"), shown=False)
    birth_place: Mapped[str] = field("text", N_("Place of birth"), group=N_("Birth and citizenship"))
    citizenships: Mapped[list[str]] = field("countries", N_("Citizenship"), group=N_("Birth and citizenship"))
    languages: Mapped[list[str]] = field(
        "languages", N_("Languages"), group=N_("Birth and citizenship"), rare=True
    )
    occupation: Mapped[dict[str, str]] = field(
        "localized", N_("Occupation"), group=N_("Birth and citizenship")
    )
    phone: Mapped[str] = field("phone", N_("Telephone"), group=N_("Reaching them"), search="number")
    mail: Mapped[str] = field("mail", N_("E-mail"), group=N_("Reaching them"), search="text", rare=True)
    in_russia: Mapped[str] = field(
        "answer",
        N_("Lives in Russia"),
        group=N_("Reaching them"),
        help=N_("Letters then print a role instead of a name."),
    )
    contact_via: Mapped[str] = field(
        "long",
        N_("Contact only through"),
        "internal",
        rare=True,
        group=N_("Reaching them"),
        help=N_("For a relative left behind: through whom, how, and what must never be said."),
    )
    consent: Mapped[str] = field(
        "choice",
        N_("Their own consent"),
        "internal",
        choices="consents",
        group=N_("Consent"),
        help=N_(
            "Letters name only whoever agreed, and give a role for everybody else."
            " A parent answers for a child."
        ),
    )
    consent_on: Mapped[date | None] = field(
        "date", N_("Asked on"), "internal", rare=True, group=N_("Consent")
    )
    consent_note: Mapped[str] = field(
        "long",
        N_("What they agreed to"),
        "internal",
        rare=True,
        group=N_("Consent"),
        help=N_("Storing, naming in letters, passing on: to whom, until when."),
    )
    own_case_id: Mapped[str | None] = field(
        "link", N_("Has a case of their own"), "internal", target="case", shown=False, index=True
    )
    notes: Mapped[str] = field(
        "long", N_("Internal notes"), "internal", search="text", group=N_("Notes to ourselves")
    )


class Spelling(Record):
    """One more way in which a person's name is written, and where it is written so."""

    __tablename__ = "spellings"
    KIND: ClassVar[str] = "spelling"
    LABEL: ClassVar[str] = N_("Spelling")
    LABELS: ClassVar[str] = N_("Other spellings")

    case_id: Mapped[str] = of_case()
    person_id: Mapped[str] = of_person()
    use: Mapped[str] = field("choice", N_("What it is"), choices="name_kinds")
    family: Mapped[str] = field("name", N_("Family name"), search="names")
    given: Mapped[str] = field("name", N_("Given name"), search="names")
    patronymic: Mapped[str] = field("name", N_("Patronymic"), search="names")
    document: Mapped[str] = field(
        "text",
        N_("Where it is written so"),
        help=N_("For example: passport of 2009, no. 00 0000000; residence card."),
    )
    document_id: Mapped[str | None] = field(
        "link", N_("Which identity document"), target="identity_document", rare=True
    )
    rule: Mapped[str] = field("text", N_("Rule"), "neutral", rare=True)


class NameForm(Record):
    """How a person's name is declined in a language that declines names, once somebody who speaks it has
    confirmed it.
    """

    __tablename__ = "name_forms"
    KIND: ClassVar[str] = "name_form"
    LABEL: ClassVar[str] = N_("Grammatical forms")
    LABELS: ClassVar[str] = N_("Grammatical forms of the name")

    case_id: Mapped[str] = of_case()
    person_id: Mapped[str] = of_person()
    language: Mapped[str] = field("language", N_("Language"), "neutral")
    nominative: Mapped[str] = field("name", N_("Who? (nominative)"), search="names")
    genitive: Mapped[str] = field("name", N_("Of whom? (genitive)"))
    dative: Mapped[str] = field("name", N_("To whom? (dative)"))
    accusative: Mapped[str] = field("name", N_("Whom? (accusative)"))
    instrumental: Mapped[str] = field("name", N_("By whom? (instrumental)"))
    prepositional: Mapped[str] = field("name", N_("About whom? (prepositional, locative)"))
    vocative: Mapped[str] = field("name", N_("Addressed (vocative)"), rare=True)
    confirmed_by: Mapped[str] = field(
        "text",
        N_("Confirmed by"),
        "internal",
        help=N_("Somebody who speaks the language. Whoever changes a form has it confirmed anew."),
    )
    confirmed_on: Mapped[date | None] = field("date", N_("Confirmed on"), "internal")


class Tie(Record):
    """How two people of a case are related to each other. Said once, it holds both ways."""

    __tablename__ = "ties"
    KIND: ClassVar[str] = "tie"
    LABEL: ClassVar[str] = N_("Tie")
    LABELS: ClassVar[str] = N_("Ties between people")

    case_id: Mapped[str] = of_case()
    person_id: Mapped[str] = of_person()
    other_id: Mapped[str] = owned_by("persons", N_("To whom"), "person")
    #: What the other is to the person: a mother's tie to her son says "child".
    relation: Mapped[str] = field("choice", N_("What the other is to them"), choices="relations")
    note: Mapped[str] = field("text", N_("Remark"), "internal", rare=True)


class ContactPoint(Record):
    """One way of reaching a person, and whether it is safe."""

    __tablename__ = "contact_points"
    KIND: ClassVar[str] = "contact_point"
    LABEL: ClassVar[str] = N_("Way of reaching")
    LABELS: ClassVar[str] = N_("Ways of reaching")

    case_id: Mapped[str] = of_case()
    person_id: Mapped[str] = of_person()
    kind: Mapped[str] = field("choice", N_("How"), "internal", choices="contact_ways")
    value: Mapped[str] = field("text", N_("Number, address or name"), "internal", search="number")
    safe: Mapped[str] = field("answer", N_("Safe to contact?"), "internal")
    times: Mapped[str] = field("text", N_("When"), "internal", help=N_("Days, hours, time zone."))
    manner: Mapped[str] = field(
        "long", N_("How to begin"), "internal", help=N_("Agreed words, who we say we are.")
    )
    never_say: Mapped[str] = field("long", N_("What never to say"), "internal")
    notes: Mapped[str] = field("long", N_("Internal notes"), "internal", rare=True)
