"""No kind of record, now or later, has an internal or special field that a letter prints by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseapp import lists
from caseapp.letters import kinds
from caseapp.records import ALL, Case, Caseworker, Incident, Letter, Organisation, Person, Record
from caseapp.records.fields import Field, Kind, Sensitivity
from caseapp.services.gathering import gather
from caseapp.services.office import Office
from tests import factory
from tests.fakes import FixedClock
from tests.letters.letter_text import text_of
from tests.stores import new_office

MARK = "Qanareyka"
DAY = date(1961, 4, 12)
SECRET = (Sensitivity.INTERNAL, Sensitivity.SPECIAL)
#: What would show that a value got out, beside the mark itself.
TRACES = (MARK, "1961", "1234567", "Канарейка")
WAYS = [(kind.code, lang) for kind in kinds.ALL for lang in kind.languages]


def canary(field: Field) -> Any:
    """A value of the field's kind that would be recognised; None for kinds that can't carry one."""
    return {
        Kind.TEXT: f"{MARK} {field.name}",
        Kind.LONG: f"{MARK} {field.name}",
        Kind.NAME: f"{MARK}{field.name}",
        Kind.LOCALIZED: {"en": f"{MARK} {field.name}", "ru": f"Канарейка {MARK} {field.name}"},
        Kind.DATE: DAY,
        Kind.EDTF: "1961-04-12",
        Kind.MAIL: f"{MARK}@{field.name}.example".lower().replace("_", "-"),
        Kind.PHONE: "+99 1234567",
        Kind.FLAG: True,
        Kind.DATA: {"words": f"{MARK} {field.name}"},
    }.get(field.kind)


def secrets(kind: type[Record]) -> dict[str, Any]:
    """Canaries for all fields of a kind that letters must not print, coded ones among them."""
    found = {}
    for name, field in kind.fields().items():
        if field.sensitivity in SECRET:
            value = canary(field)
            if field.kind is Kind.CHOICES:
                value = [lists.get(field.choices).codes[0]]
            if value is not None:
                found[name] = value
    return found


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


def full_case(office: Office) -> Case:
    """A case with one record of every kind, all of their secret fields filled in."""
    organisation = factory.furnish(office)
    office.records.change(Organisation, organisation.id, **secrets(Organisation))
    office.records.change(Caseworker, office.me, **secrets(Caseworker))
    client = {name: value for name, value in secrets(Person).items() if name != "own_case_id"}
    case = factory.case(office, client, **secrets(Case))
    other = factory.person(office, case, in_russia="no", consent="GIV", **client)
    made: dict[str, str] = {
        "case": case.id, "person": case.client_id or "", "caseworker": office.me, "other": other.id
    }  # fmt: skip
    incident = factory.incident(office, case, **{**factory.INCIDENTS[1], **secrets(Incident)})
    made["incident"] = incident.id
    for kind in ALL:
        if kind in (Organisation, Caseworker, Case, Person, Incident, Letter):
            continue
        links: dict[str, Any] = {
            name: made[field.target]
            for name, field in kind.fields().items()
            if field.kind is Kind.LINK and field.target in made
        }
        if "other_id" in links:
            links |= {"other_id": other.id, "relation": "COL"}
        made[kind.KIND] = office.records.add(kind(**{**secrets(kind), **links})).record.id
    return case


def test_the_canaries_can_be_seen() -> None:
    assert {kind.KIND for kind in ALL if secrets(kind)} >= {
        "case",
        "person",
        "contact_point",
        "note",
        "trace",
    }


@pytest.mark.parametrize(("code", "lang"), WAYS)
def test_nothing_secret_reaches_a_letter_by_itself(office: Office, code: str, lang: str) -> None:
    case = full_case(office)
    kind = kinds.BY_CODE[code]
    letter = office.letters.new(case.id, code, lang).record
    with office.store.read() as work:
        material = gather(work, letter, office.clock.today(), kind)
    found = text_of(kind.compose(material, kind.texts(lang)))
    assert [trace for trace in TRACES if trace.lower() in found.lower()] == []
    grounds = lists.get("grounds")
    special = [grounds.label(code, lang) for code in secrets(Case)["grounds"]]
    assert [label for label in special if label.lower() in found.lower()] == []
