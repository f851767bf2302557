"""What must not leave in a letter does not: notes to ourselves never, special categories only when asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseapp.letters import kinds
from caseapp.letters.material import disclosed
from caseapp.records import ALL, Case, Caseworker, Contact, Incident, Note, Person, Record
from caseapp.records.fields import Field, Kind, Sensitivity
from caseapp.services.gathering import gather
from caseapp.services.office import Office
from tests import factory
from tests.fakes import FixedClock
from tests.letters.letter_text import text_of
from tests.stores import new_office

MARK = "Qanareyka"
DAY = date(1961, 4, 12)


def canary(field: Field) -> Any:
    """A value of the field's kind that would be recognised wherever it is printed."""
    text = f"{MARK} {field.name}"
    return {
        Kind.TEXT: text,
        Kind.LONG: text,
        Kind.NAME: text,
        Kind.LOCALIZED: {"en": text, "ru": text},
        Kind.DATE: DAY,
        Kind.MAIL: f"{MARK}@{field.name}.example",
        Kind.PHONE: "+99 1234567",
    }.get(field.kind)


def withheld(sensitivity: Sensitivity) -> list[tuple[type[Record], str]]:
    return [(kind, name) for kind in ALL for name, f in kind.fields().items() if f.sensitivity is sensitivity]


@pytest.mark.parametrize(("kind", "name"), withheld(Sensitivity.INTERNAL), ids=str)
def test_an_internal_field_is_empty_in_what_letters_are_made_from(kind: type[Record], name: str) -> None:
    field = kind.fields()[name]
    content = canary(field) or "4"
    record: Any = kind(**{name: content})  # type: ignore[arg-type]
    for special in (False, True):
        copy = disclosed(record, special=special)
        assert getattr(copy, name) in ("", None, [], {}, False)
        assert copy.id == record.id
    assert getattr(record, name) == content


@pytest.mark.parametrize(("kind", "name"), withheld(Sensitivity.SPECIAL), ids=str)
def test_a_special_field_is_there_only_when_asked_for(kind: type[Record], name: str) -> None:
    content: Any = True if kind.fields()[name].kind is Kind.FLAG else ["POL"]
    record = kind(**{name: content})
    assert not getattr(disclosed(record), name)
    assert getattr(disclosed(record, special=True), name) == content


def test_every_other_field_is_passed_on() -> None:
    for kind in ALL:
        for name, field in kind.fields().items():
            if field.sensitivity in (Sensitivity.NEUTRAL, Sensitivity.PERSONAL) and (
                content := canary(field)
            ):
                assert getattr(disclosed(kind(**{name: content})), name) == content


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


def marked(kind: type[Record]) -> dict[str, Any]:
    """Values for all internal fields of a kind of record that can hold a text or a day."""
    fields = kind.fields().items()
    return {
        name: content
        for name, field in fields
        if field.sensitivity is Sensitivity.INTERNAL and (content := canary(field))
    }


def test_no_internal_value_reaches_any_letter_made_from_the_store(office: Office) -> None:
    factory.furnish(office)
    office.records.change(Caseworker, office.me, **marked(Caseworker))
    case = factory.case(office, marked(Person), **marked(Case))
    for values in factory.INCIDENTS:
        factory.incident(office, case, **{**values, **marked(Incident), "severity": "4", "reliability": "F"})
    office.records.add(Note(case_id=case.id, **marked(Note)))
    mother = factory.person(office, case, in_russia="no", **marked(Person))
    contact = factory.contact(office, **marked(Contact))
    kept = json.dumps([line.after for line in office.records.history(Person, mother.id)])
    assert MARK in kept, "the canaries are in the store"
    for kind in kinds.ALL:
        for lang in kind.languages:
            letter = office.letters.new(case.id, kind.code, lang).record
            options = {"contacts": [contact.id], "special": True} if kind.code == "dossier" else {}
            letter = office.letters.change(letter.id, contact_id=contact.id, options=options).record
            with office.store.read() as work:
                material = gather(work, letter, office.clock.today(), kind)
            found = text_of(kind.compose(material, kind.texts(lang)))
            assert MARK not in found
            assert "1961" not in found
            assert "1234567" not in found
            assert MARK not in repr(vars(replace(material).case))
