"""The fields of a letter's form: those of every letter, and those of its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject

from caseapp.i18n import N_, language, tr
from caseapp.letters.kinds import BY_CODE
from caseapp.letters.material import anchor
from caseapp.records import Caseworker, Contact, Letter
from caseapp.records.fields import Field, Kind
from caseapp.services.cases import CaseSummary
from caseapp.services.letters import NameChoice
from caseapp.services.office import Office
from ui.forms import Links, RecordKeeper
from ui.screens.case.desk import Desk, in_language
from ui.widgets.segments import Choice
from ui.words import joined, told_language

#: What stands in the form for the passport, which a letter keeps as an empty spelling.
PASSPORT: Final = "passport"
OPTION: Final = "options."
_GROUP: Final = N_("Letter")


@dataclass(frozen=True)
class LetterFile:
    """A letter with everything that its screen shows around it."""

    letter: Letter
    summary: CaseSummary
    contacts: list[Contact]
    caseworkers: list[Caseworker]
    names: list[NameChoice]


def read_file(office: Office, letter_id: str) -> LetterFile:
    """Reads all of it. Called on the store thread; raises NotFound, NoClient."""
    letter = office.records.get(Letter, letter_id)
    return LetterFile(
        letter=letter,
        summary=office.cases.summary(letter.case_id),
        contacts=office.records.all(Contact),
        caseworkers=office.records.all(Caseworker),
        names=office.letters.names(letter_id) if letter.issued_at is None else [],
    )


def letter_fields(kind: str) -> dict[str, Field]:
    """The declared fields by name; options of the kind stand under "options.NAME"."""
    own = Letter.fields()
    fields = {
        "contact_id": own["contact_id"],
        "recipient": replace(own["recipient"], rare=True),
        "language": own["language"],
        "spelling_id": replace(own["spelling_id"], kind=Kind.LINK, help="", shown=True),
        "dated": own["dated"],
        "signatory_id": own["signatory_id"],
        "their_reference": replace(own["their_reference"], rare=True),
        "salutation": replace(own["salutation"], rare=True),
    }
    fields = {name: replace(field, group=_GROUP) for name, field in fields.items()}
    declared = BY_CODE[kind].options if kind in BY_CODE else {}
    for name, field in declared.items():
        fields[OPTION + name] = replace(field, name=OPTION + name)
    return fields


def letter_values(letter: Letter) -> dict[str, Any]:
    """The values as the form shows them."""
    own = ("contact_id", "recipient", "language", "dated", "signatory_id", "their_reference", "salutation")
    values: dict[str, Any] = {name: getattr(letter, name) for name in own}
    values["spelling_id"] = letter.spelling_id or PASSPORT
    declared = BY_CODE[letter.kind].options if letter.kind in BY_CODE else {}
    for name, value in letter.options.items():
        is_day = name in declared and declared[name].kind is Kind.DATE
        values[OPTION + name] = date.fromisoformat(value) if is_day and value else value
    return values


def write_values(office: Office, letter_id: str, values: dict[str, Any]) -> Any:
    """Writes what the form handed out. Called on the store thread; raises what Letters.change raises."""
    changed = {name: value for name, value in values.items() if not name.startswith(OPTION)}
    if "spelling_id" in changed:
        kept = changed["spelling_id"]
        changed["spelling_id"] = "" if kept in (None, PASSPORT) else kept
    options = {name.removeprefix(OPTION): value for name, value in values.items() if name.startswith(OPTION)}
    if options:
        changed["options"] = options
    return office.letters.change(letter_id, **changed)


def letter_keeper(
    desk: Desk, letter: Letter, around: Callable[[], LetterFile], parent: QObject
) -> RecordKeeper:
    """The form of a letter, tied to its draft in the store. `around` gives what stands around the letter
    now.
    """
    links: dict[str, Links] = {
        "contact_id": lambda: contact_choices(around().contacts),
        "contact": lambda: contact_choices(around().contacts),
        "caseworker": lambda: caseworker_choices(around().caseworkers),
        "language": lambda: language_choices(letter.kind),
        "spelling_id": lambda: name_choices(around().names),
    }
    return RecordKeeper(
        desk.writer,
        desk.office,
        letter,
        desk.setting(links),
        source=letter_fields(letter.kind),
        values=letter_values,
        change=lambda letter_id, values: write_values(desk.office, letter_id, values),
        reserved=desk.reserved,
        first_title=False,
        parent=parent,
    )


def anchors_of(name: str, file: LetterFile) -> tuple[str, ...]:
    """Where the page shows what a field of the form says, the best place first."""
    letter = file.letter.id
    more = {
        "contact_id": (anchor("letter", letter, "recipient"),),
        "spelling_id": (anchor("person", file.summary.case.client_id or "", "latin_family"),),
        "dated": (anchor("letter", letter),),
        "their_reference": (anchor("letter", letter),),
    }
    return (anchor("letter", letter, name), *more.get(name, ()))


def contact_choices(contacts: list[Contact]) -> list[Choice]:
    """Contacts by name and department."""
    return _by_words(Choice(one.id, joined(one.name, one.unit, by=", ")) for one in contacts)


def caseworker_choices(caseworkers: list[Caseworker]) -> list[Choice]:
    """Those who may sign or agree, by name."""
    return _by_words(Choice(one.id, in_language(one.name)) for one in caseworkers)


def language_choices(kind: str) -> list[Choice]:
    """The languages that a kind has texts in, that of the window first."""
    codes = BY_CODE[kind].languages if kind in BY_CODE else ()
    return [Choice(code, told_language(code)) for code in sorted(codes, key=lambda one: one != language())]


def name_choices(names: list[NameChoice]) -> list[Choice]:
    """The passport first, then the other documents, each with the name as it stands there."""
    return [
        Choice(one.id or PASSPORT, joined(one.name, one.document or tr("Other spelling"), by=" · "))
        for one in names
    ]


def _by_words(choices: Any) -> list[Choice]:
    return sorted(choices, key=lambda one: one.text.casefold())
