"""The check before issue: each fault alone is found, at its field, and a complete letter is clean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caseapp.i18n import set_language
from caseapp.letters import kinds
from caseapp.letters.check import check
from caseapp.letters.document import Paragraph, Span
from caseapp.letters.findings import CODES, Finding
from caseapp.letters.material import Material
from caseapp.letters.pdf import unprintable
from tests import factory
from tests.letters.materials import DAUGHTER, MOTHER, composed, material

PAIRS = [(kind.code, lang) for kind in kinds.ALL for lang in kind.languages]


def findings(made: Material, pages: int = 2) -> list[Finding]:
    return check(kinds.BY_CODE[made.letter.kind], made, composed(made), pages, unprintable)


def one(**values: Any) -> dict[str, Any]:
    """A letter about a single incident with these values."""
    return {"incidents": [{**factory.INCIDENT, **values}], "options": {"annexes": ""}}


def told(text: str, **values: Any) -> dict[str, Any]:
    return one(statement={"en": text}, **values)


#: code: (how severe, the record and field to jump to, what is wrong with the letter)
FAULTS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("no-recipient", "block", "letter.recipient", {"contact": None}),
    (
        "address-long",
        "warn",
        "letter.recipient",
        {
            "letter": {
                "recipient": "Ministry\n" * 2
                + "Directorate-General for Asylum and Migration, first floor\n" * 3
            }
        },
    ),
    ("no-date", "block", "letter.dated", {"letter": {"dated": None}}),
    ("date-ahead", "warn", "letter.dated", {"letter": {"dated": date(2026, 3, 20)}}),
    ("date-stale", "warn", "letter.dated", {"letter": {"dated": date(2026, 3, 1)}, **one(basis="K1")}),
    ("no-facts", "warn", "letter.facts", {"incidents": [], "options": {"annexes": ""}}),
    ("no-facts", "block", "letter.facts", {"kind": "protection", "incidents": []}),
    ("no-signatory", "block", "letter.signatory_id", {"letter": {"signatory_id": None}}),
    ("may-not-sign", "block", "letter.signatory_id", {"caseworker": {"may_sign": False}}),
    ("may-not-sign", "block", "letter.signatory_id", {"caseworker": {"left_on": date(2026, 3, 1)}}),
    ("no-title", "block", "caseworker.title", {"caseworker": {"title": {"ru": "юрист"}}}),
    ("signatory-name-language", "warn", "caseworker.name", {"caseworker": {"name": {"ru": "Анна"}}}),
    ("no-safe-contact", "block", "organisation.phone", {"organisation": {"phone": "", "mail": ""}}),
    (
        "no-contact",
        "block",
        "organisation.phone",
        {"organisation": {"phone": "", "mail": ""}, "caseworker": {"phone": "", "mail": ""}},
    ),
    ("org-mandate", "block", "organisation.mandate", {"organisation": {"mandate": {}}}),
    ("org-address", "warn", "organisation.address", {"organisation": {"address": {}}}),
    ("org-place", "warn", "organisation.place", {"organisation": {"place": {"ru": "Рига"}}}),
    ("org-name", "warn", "organisation.name", {"organisation": {"name": {"ru": "Помощь"}}}),
    ("org-registration", "warn", "organisation.registration_no", {"organisation": {"registration_no": ""}}),
    ("spelling-gone", "block", "letter.spelling_id", {"letter": {"spelling_id": "f" * 32}}),
    (
        "no-passport-spelling",
        "block",
        "person.latin_family",
        {"client": {"latin_family": "", "latin_given": ""}, "case": {"activity": {}}},
    ),
    (
        "name-not-as-printed",
        "block",
        "person.latin_family",
        {"documents": [{**factory.DOCUMENT, "family": "SHCHUKINA", "given": "YEVGENIYA"}]},
    ),
    ("no-birth", "warn", "person.birth", {"client": {"birth": ""}}),
    ("name-differs", "warn", "incident.statement", told("Ms Schukina was warned.")),
    ("name-differs", "block", "incident.statement", told("Ms Chtchoukina’s flat was searched.")),
    (
        "name-differs",
        "block",
        "case.activity",
        {"case": {"activity": {"en": "Ms Chtchoukina is a teacher."}}},
    ),
    (
        "suspicion-as-fact",
        "block",
        "incident.statement",
        told("The FSB poisoned her.", attribution="AT4", actor_kind="FSB"),
    ),
    (
        "suspicion-in-text",
        "warn",
        "case.assessment",
        {"case": {"assessment": {"en": "The FSB poisoned her."}}},
    ),
    (
        "suspicion-in-text",
        "warn",
        "letter.options.pattern",
        {"kind": "protection", "options": {"pattern": "Russian agents followed her."}},
    ),
    ("tone", "warn", "case.assessment", {"case": {"assessment": {"en": "She is a refugee."}}}),
    ("tone", "warn", "incident.statement", told("Without doubt the call was real.")),
    ("reveals-contact", "warn", "incident.statement", told("They wrote to shchukina@client.example again.")),
    ("reveals-contact", "warn", "incident.statement", told("A man called +371 2999-0199.")),
    (
        "names-person-in-russia",
        "warn",
        "incident.statement",
        told("Police visited Olga Peskova.", basis="K4"),
    ),
    (
        "names-person-without-consent",
        "warn",
        "incident.statement",
        {
            "people": [{**MOTHER, "in_russia": "no", "consent": "REF"}],
            **told("Police visited Olga Peskova.", basis="K4"),
        },
    ),
    (
        "names-person-without-consent",
        "warn",
        "letter.options.annexes",
        {
            "people": [{**MOTHER, "in_russia": "no", "consent": "DAN"}],
            "options": {"annexes": "Letter of Olga Peskova; 2; 1"},
        },
    ),
    (
        "names-person-in-russia",
        "warn",
        "letter.options.annexes",
        {"options": {"annexes": "Letter of Olga Peskova; 2; 1"}},
    ),
    (
        "names-person-in-russia",
        "warn",
        "incident.source_note",
        one(basis="K2", source_note={"en": "statement of Olga Peskova"}),
    ),
    (
        "reveals-contact",
        "warn",
        "letter.options.annexes",
        {"options": {"annexes": "Calls of +371 2999 0199; 2; 1"}},
    ),
    ("text-language", "block", "incident.statement", told("Сотрудник полиции позвонил ей.")),
    ("text-language", "block", "case.activity", {"case": {"activity": {"en": "Она журналистка."}}}),
    (
        "text-language",
        "block",
        "letter.options.danger",
        {"kind": "protection", "options": {"danger": "Ей грозит опасность."}},
    ),
    ("document-not-named", "warn", "incident.source_note", one(basis="K2")),
    (
        "investigation-not-named",
        "warn",
        "incident.source_note",
        told("She was hit.", attribution="AT3", actor_kind="PROXY"),
    ),
    (
        "official-unseen",
        "warn",
        "incident.basis",
        told("She was hit.", attribution="AT1", actor_kind="PROXY"),
    ),
    (
        "official-unseen",
        "warn",
        "incident.basis",
        told("She was hit.", attribution="AT2", actor_kind="PROXY", basis="K4"),
    ),
    ("no-basis", "block", "incident.basis", one(basis="")),
    ("source-not-cited", "block", "incident.source_note", one(basis="K5")),
    ("source-language", "block", "incident.source_note", one(basis="K5", source_note={"ru": "Пример"})),
    ("source-language", "warn", "incident.source_note", one(basis="K2", source_note={"ru": "копия"})),
    ("inference", "warn", "incident.basis", one(basis="K6")),
    ("told-when", "warn", "incident.told_on", one(told_on=None)),
    ("no-statement", "block", "incident.statement", one(statement={"ru": "Только по-русски."})),
    ("undated", "warn", "incident.happened", one(happened="")),
    ("place-language", "warn", "incident.place_print", one(place="Рига", place_print={"ru": "Рига"})),
    ("attribution", "warn", "incident.attribution", one(actor_kind="FSB")),
    ("annex-line", "block", "letter.options.annexes", {"options": {"annexes": "Paper; 2; 9"}}),
    ("annex-line", "block", "letter.options.annexes", {"options": {"annexes": "Paper; two"}}),
    ("annex-pages", "warn", "letter.options.annexes", {"options": {"annexes": "Paper"}}),
    ("source-line", "warn", "letter.options.sources", {"options": {"sources": "Report; Institute"}}),
    ("unprintable", "block", "letter.", told("A sign \U00012000 was painted.")),
    (
        "known-after-letter",
        "block",
        "case.known_since",
        {"case": {"known_since": "2026-05"}, **one(basis="K1")},
    ),
    (
        "left-after-letter",
        "block",
        "case.left_russia",
        {"case": {"left_russia": "2026-05"}, **one(kind="E06")},
    ),
    ("event-after-letter", "block", "incident.happened", one(happened="2026-04", told_on=None, basis="K1")),
    ("event-before-birth", "block", "incident.happened", one(happened="1986")),
    ("event-after-departure", "block", "incident.happened", one(kind="D04", country="RU")),
    ("event-after-departure", "warn", "incident.happened", one(kind="H12", country="RU")),
    (
        "event-before-departure",
        "warn",
        "incident.happened",
        one(kind="D04", happened="2024-03", basis="K1"),
    ),
    ("told-after-letter", "block", "incident.told_on", one(told_on=date(2026, 3, 17))),
    ("told-before-event", "block", "incident.told_on", one(told_on=date(2025, 11, 2))),
    ("told-before-known", "warn", "incident.told_on", one(happened="2024-01", told_on=date(2024, 4, 30))),
    (
        "same-event-twice",
        "warn",
        "incident.happened",
        {"incidents": [factory.INCIDENT, factory.INCIDENT], "options": {"annexes": ""}},
    ),
    # What only one kind looks for.
    ("known-since", "block", "case.known_since", {"case": {"known_since": ""}}),
    ("context-source", "block", "letter.options.sources", {"options": {"sources": ""}}),
    ("no-norm", "warn", "letter.options.norms", {"options": {"norms": []}}),
    (
        "no-measure",
        "block",
        "letter.options.measures",
        {"kind": "protection", "options": {"measures": [], "own_measures": ""}},
    ),
    ("no-danger", "block", "letter.options.danger", {"kind": "protection", "options": {"danger": ""}}),
    (
        "reply-past",
        "block",
        "letter.options.reply_by",
        {"kind": "protection", "options": {"reply_by": "2026-03-16"}},
    ),
    ("no-purpose", "warn", "letter.options.purpose", {"kind": "dossier", "options": {"purpose": ""}}),
    ("no-recipient", "warn", "letter.recipient", {"kind": "dossier", "contact": None}),
]


@pytest.mark.parametrize(("kind", "lang"), PAIRS)
def test_a_complete_letter_is_clean(kind: str, lang: str) -> None:
    assert findings(material(kind, lang)) == []


@pytest.mark.parametrize(("code", "severity", "place", "fault"), FAULTS, ids=lambda value: str(value)[:40])
def test_a_fault_is_found_at_its_field(code: str, severity: str, place: str, fault: dict[str, Any]) -> None:
    made = material(**fault)
    found = {finding.code: finding for finding in findings(made)}
    assert code in found
    assert found[code].severity == severity
    record, _, field = place.partition(".")
    assert (found[code].kind, found[code].field) == (record, field)
    target = made.incidents[-1] if record == "incident" else made.of(record)
    assert target is not None
    assert found[code].id == target.id
    assert found[code].text
    assert found[code].why
    assert "{" not in found[code].text + found[code].why
    assert set(found) == {code}, "one fault, one finding"


def test_every_general_finding_is_tried() -> None:
    in_a_store = {"told-nobody", "told-lawyer", "told-others", "claim-no-basis", "claim-language"}
    in_a_store |= {"person-unasked", "person-limits", "poisoning-as-fact"}
    assert {code for code, *_ in FAULTS} | {"empty-field"} | in_a_store >= CODES


def test_a_field_that_a_text_needs_and_nobody_filled_in_blocks() -> None:
    made = material()
    document = composed(made)
    gap = Paragraph((Span("Date of birth", missing=True), Span("no such field", missing=True)))
    document = replace(document, blocks=(*document.blocks, gap))
    found = check(kinds.BY_CODE["asylum_support"], made, document, 2, unprintable)
    assert [(f.code, f.severity, f.kind, f.id, f.field) for f in found] == [
        ("empty-field", "block", "person", made.client.id, "birth"),
        ("empty-field", "block", "letter", made.letter.id, ""),
    ]


def test_what_blocks_comes_first() -> None:
    found = findings(material(**one(basis="", happened="", told_on=None)))
    assert [finding.blocks for finding in found] == sorted((f.blocks for f in found), reverse=True)
    assert {finding.severity for finding in found} == {"block", "warn"}


@pytest.mark.parametrize(
    ("kind", "pages", "long"),
    [("asylum_support", 2, False), ("asylum_support", 3, True), ("dossier", 40, False)],
)
def test_a_letter_longer_than_customary_is_told(kind: str, pages: int, long: bool) -> None:
    assert ("long" in {finding.code for finding in findings(material(kind), pages)}) is long


# The gate of countries that worked with the persecutor.


def gated(country: str, contact: str, conduct: str, second: str = "") -> set[str]:
    made = material(
        "protection",
        elsewhere=[{**factory.INCIDENT, "country": country, "host_conduct": conduct}],
        contact={**factory.CONTACT, "country": contact},
        options={"second": second},
    )
    if second == "same":
        made.letter.options["second"] = made.letter.signatory_id
    return {finding.code for finding in findings(made) if "gate" in finding.code}


@pytest.mark.parametrize("conduct", ["COO", "COM"])
def test_a_country_that_worked_with_the_persecutor_needs_a_second_caseworker(conduct: str) -> None:
    assert gated("KZ", "KZ", conduct) == {"country-gate"}
    assert gated("KZ", "KZ", conduct, second="a" * 32) == set()
    assert gated("KZ", "KZ", conduct, second="same") == {"country-gate-same"}


def test_other_conduct_or_another_country_opens_the_gate() -> None:
    assert gated("KZ", "LV", "COO") == set()
    for conduct in ("PRO", "SLO", "PAS", "REF", ""):
        assert gated("KZ", "KZ", conduct) == set()


# What must not be found.


@pytest.mark.parametrize(
    "fine",
    [
        one(kind="J09", country="RU", statement={"en": "Her registered address in Moscow was searched."}),
        one(kind="P01", country="RU", person_id="b" * 32),
        {
            "people": [{**MOTHER, "latin_family": "Shchukin", "in_russia": "no", "consent": "GIV"}],
            **told("Mr Shchukin saw it."),
        },
        one(kind="D04", country="RU", happened="2024-03"),
        one(kind="D04", country="RU", happened="2024-04"),
        one(kind="D04", happened="2024-04", told_on=date(2024, 6, 1)),
        one(kind="E06", happened="2024-03", told_on=date(2024, 6, 1)),
        one(happened="2026-03", told_on=date(2026, 3, 10)),
        one(happened="2025-11-03", told_on=date(2025, 11, 3)),
        told("She suspects that the FSB poisoned her.", attribution="AT4", actor_kind="FSB"),
        told(
            "The FSB detained and beat her, the court found.",
            attribution="AT1",
            actor_kind="FSB",
            basis="K2",
            source_note={"en": "judgment"},
        ),
        {"options": {"annexes": "Постановление (decision); 2; 1"}},
        told("Ms Shchukina’s neighbour was asked about her."),
        told("An officer warned Maria Shchukina's school."),
        told("Case no. 12401450002000123 was opened."),
        {
            "people": [{**MOTHER, "in_russia": "no", "consent": "GIV"}],
            **told("Police visited Olga Peskova.", basis="K4"),
        },
        {"client": {"phone": "", "mail": ""}, "people": [DAUGHTER]},
        {"people": [{**MOTHER, "family": "Щукин", "latin_family": "Shchukin", "given": "Пётр"}]},
        told("Men who called themselves military police tried to take her into a car.", attribution="AT4"),
    ],
    ids=lambda fine: str(fine.get("incidents", fine))[-60:],
)
def test_what_is_right_is_not_found_fault_with(fine: dict[str, Any]) -> None:
    assert findings(material(**fine)) == []


def test_findings_speak_the_language_of_the_screen() -> None:
    set_language("ru")
    try:
        assert findings(material(contact=None))[0].code == "no-recipient"
    finally:
        set_language("en")
