"""What a letter is made from, without a store: for the many tests that look at wording and checks alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from caseapp.letters.document import Document
from caseapp.letters.kinds import BY_CODE
from caseapp.letters.material import (
    Material,
    confirmed,
    disclosed,
    gathered_people,
    gathered_spellings,
)
from caseapp.records import (
    Case,
    Caseworker,
    Contact,
    IdentityDocument,
    Incident,
    Letter,
    NameForm,
    Organisation,
    Person,
    Record,
    Spelling,
)
from caseapp.records.checking import prepare
from tests import factory
from tests.letters.letter_text import text_of

TODAY = date(2026, 3, 16)
R = TypeVar("R", bound=Record)

#: What the caseworker typed for a complete letter of each kind.
OPTIONS: dict[str, dict[str, dict[str, Any]]] = {
    "asylum_support": {
        "en": {
            "annexes": "Copy of the passport; 2\nDecision to open a criminal case, with translation; 3; 1",
            "context": "The report describes cases opened against people who had already left.",
            "sources": "Report on journalists; Example Institute; 12 January 2026\nYearbook; Press; 2025",
            "norms": ["GC1A2", "ECHR3"],
            "free": True,
        },
        "ru": {
            "annexes": "Копия паспорта; 2\nПостановление о возбуждении уголовного дела; 3; 1",
            "context": "В докладе описаны дела, возбуждённые против тех, кто уже уехал.",
            "sources": "Доклад о журналистах; Примерный институт; 12 января 2026 г.",
            "norms": ["GC1A2", "ECHR3"],
            "free": True,
        },
    },
    "protection": {
        "en": {
            "danger": "since February 2026 messages have named her street and her daughter's school",
            "pattern": "The client suspects that a state is behind the incidents; we consider this possible.",
            "measures": ["REPORT", "ASSESS", "OFFICER", "PATROL", "LOCK", "NOSHARE", "NODISCLOSE"],
            "own_measures": "tell the school whom to call in an emergency.",
            "norms": ["ECHR", "ICCPR"],
            "reply_by": "2026-04-01",
            "represents": True,
        },
        "ru": {
            "danger": "с февраля 2026 г. в сообщениях называют её улицу и школу её дочери",
            "pattern": "Г-жа Щукина предполагает, что за происшествиями стоит государство.",
            "measures": ["REPORT", "ASSESS", "OFFICER", "PATROL", "LOCK", "NOSHARE", "NODISCLOSE"],
            "own_measures": "сообщить школе, кому звонить в случае опасности.",
            "norms": ["ECHR", "ICCPR"],
            "reply_by": "2026-04-01",
            "represents": True,
        },
    },
    "dossier": {
        "en": {
            "purpose": "For the lawyer",
            "summary": "A journalist who left Russia in 2024.",
            "testify": True,
        },
        "ru": {
            "purpose": "Для адвоката",
            "summary": "Журналистка, уехала из России в 2024 г.",
            "testify": True,
        },
    },
}
MOTHER: dict[str, Any] = {
    "relation": "PRN",
    "family": "Пескова",
    "given": "Ольга",
    "latin_family": "Peskova",
    "latin_given": "Olga",
    "in_russia": "yes",
}
DAUGHTER: dict[str, Any] = {
    "relation": "CHI",
    "family": "Щукина",
    "given": "Мария",
    "latin_family": "Shchukina",
    "latin_given": "Maria",
    "in_russia": "no",
    "consent": "GIV",
    "birth": "2012",
}
OLD_PASSPORT: dict[str, Any] = {
    "use": "PAS",
    "family": "Chtchoukina",
    "given": "Evgueniia",
    "document": "passport of 1996",
}


def record(cls: type[R], values: dict[str, Any]) -> R:
    """A record as the store would have kept it."""
    made = cls(**values)
    prepare(made)
    return made


def material(
    kind: str = "asylum_support",
    lang: str = "en",
    *,
    incidents: Iterable[dict[str, Any]] = factory.INCIDENTS,
    elsewhere: Iterable[dict[str, Any]] = (),
    people: Iterable[dict[str, Any]] = (MOTHER, DAUGHTER),
    spellings: Iterable[dict[str, Any]] = (OLD_PASSPORT,),
    contact: dict[str, Any] | None = factory.CONTACT,
    issued: Iterable[Letter] = (),
    documents: Iterable[dict[str, Any]] = (),
    name_forms: Iterable[dict[str, Any]] = (),
    today: date = TODAY,
    **changed: dict[str, Any],
) -> Material:
    """A complete letter. `changed` replaces values of client, case, letter, options, organisation and so on.

    `elsewhere` are incidents of the case that the letter does not tell of.
    """
    client = record(Person, {"relation": "CLI", **factory.CLIENT, **changed.get("client", {})})
    case = record(
        Case, {"number": "NL-0001", **factory.CASE, **changed.get("case", {}), "client_id": client.id}
    )
    signs = record(Caseworker, {**factory.CASEWORKER, **changed.get("caseworker", {})})
    reader = record(Contact, contact) if contact is not None else None
    chosen = [record(Incident, values) for values in incidents]
    others = [record(Incident, values) for values in elsewhere]
    options = {**OPTIONS[kind][lang], **changed.get("options", {})}
    letter = Letter(
        **{
            "case_id": case.id,
            "kind": kind,
            "language": lang,
            "dated": today,
            "signatory_id": signs.id,
            "facts": [each.id for each in chosen],
            "options": options,
            **changed.get("letter", {}),
        }
    )
    special = bool(options.get(BY_CODE[kind].special_option)) if BY_CODE[kind].special_option else False
    written = [record(Spelling, {"person_id": client.id, **values}) for values in spellings]
    papers = [record(IdentityDocument, {"person_id": client.id, **values}) for values in documents]
    wanted = letter.spelling_id
    spelling = next((each for each in written if wanted and each.document == wanted), None)
    printed, unprinted = gathered_spellings(written, spelling, papers, special=special)
    everybody = [client, *(record(Person, values) for values in people)]
    known = gathered_people(everybody, client.id, special=special)
    return Material(
        letter=disclosed(letter),
        case=disclosed(case, special=special),
        client=disclosed(client, special=special),
        organisation=disclosed(
            record(Organisation, {**factory.ORGANISATION, **changed.get("organisation", {})})
        ),
        today=today,
        signatory=disclosed(signs) if letter.signatory_id else None,
        contact=disclosed(reader) if reader else None,
        spelling=spelling,
        spellings=printed,
        unprinted=unprinted,
        documents=tuple(disclosed(each) for each in papers),
        name_forms=confirmed(record(NameForm, values) for values in name_forms),
        persons=known.persons,
        withheld=known.withheld,
        refused=known.refused,
        unasked=known.unasked,
        limited=known.limited,
        incidents=tuple(disclosed(each, special=special) for each in chosen),
        of_case=tuple(disclosed(each, special=special) for each in (*chosen, *others)),
        issued=tuple(issued),
        contacts=(disclosed(reader),) if reader and kind == "dossier" else (),
    )


def composed(made: Material) -> Document:
    """The letter, as it would be printed."""
    kind = BY_CODE[made.letter.kind]
    return kind.compose(made, kind.texts(made.lang))


def read(made: Material) -> str:
    """The letter as text."""
    return text_of(composed(made))


def with_options(made: Material, **options: Any) -> Material:
    """The same letter with other options."""
    letter = disclosed(made.letter)
    letter.options = {**letter.options, **options}
    return replace(made, letter=letter)
