"""The people of a case, and every way their names are written."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.i18n import N_
from caseapp.records.fields import Field, Kind, Record, Sensitivity, field


def of_case() -> Any:
    """The column by which a record belongs to a case."""
    info = {"field": Field(N_("Case"), Kind.LINK, Sensitivity.NEUTRAL, target="case", shown=False)}
    return mapped_column(ForeignKey("cases.id"), index=True, default="", info=info)


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
    passport_no: Mapped[str] = field("text", N_("Passport number"), group=N_("Passport"), search="text")
    passport_issuer: Mapped[str] = field("text", N_("Issued by"), group=N_("Passport"), rare=True)
    passport_from: Mapped[date | None] = field("date", N_("Issued on"), group=N_("Passport"), rare=True)
    passport_until: Mapped[date | None] = field("date", N_("Valid until"), group=N_("Passport"))
    phone: Mapped[str] = field("phone", N_("Telephone"), group=N_("Reaching them"), search="text")
    mail: Mapped[str] = field("mail", N_("E-mail"), group=N_("Reaching them"), rare=True)
    in_russia: Mapped[str] = field(
        "answer",
        N_("Lives in Russia"),
        group=N_("Reaching them"),
        help=N_("Letters then print a role instead of a name."),
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
    person_id: Mapped[str] = mapped_column(
        ForeignKey("persons.id"),
        index=True,
        default="",
        info={"field": Field(N_("Person"), Kind.LINK, Sensitivity.NEUTRAL, target="person", shown=False)},
    )
    use: Mapped[str] = field("choice", N_("What it is"), choices="name_kinds")
    family: Mapped[str] = field("name", N_("Family name"), search="names")
    given: Mapped[str] = field("name", N_("Given name"), search="names")
    patronymic: Mapped[str] = field("name", N_("Patronymic"), search="names")
    document: Mapped[str] = field(
        "text",
        N_("Where it is written so"),
        help=N_("For example: passport of 2009, no. 00 0000000; residence card."),
    )
    rule: Mapped[str] = field("text", N_("Rule"), "neutral", rare=True)
