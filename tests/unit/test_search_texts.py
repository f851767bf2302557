"""What is found by words, codes and numbers, and that an older store finds it too once it is brought up to
date.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from caseapp.records import Incident, Note, Trace
from caseapp.services import vault
from caseapp.services.checking import check
from caseapp.services.office import Office
from db import fulltext, migrate
from tests import factory
from tests.fakes import FixedClock
from tests.stores import PASSPHRASE, new_office


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


def found(office: Office, typed: str) -> set[str]:
    return {one.id for one in office.search.find(typed)}


@pytest.mark.parametrize(
    "typed",
    [
        "advised her not to order",
        "посоветовал не зак",
        "Warning received",
        "предупреждение об опасности",
        "warning Riga",
        "T07",
        "t07",
        "surveillance",
        "Наружное наблюдение",
        "4021/25",
        "402125",
    ],
)
def test_an_incident_is_found_by_its_account_its_kinds_and_the_number_of_the_report(
    office: Office, typed: str
) -> None:
    case = factory.case(office)
    incident = factory.incident(office, case, other_kinds=["T03"], report_no="4021/25")
    factory.incident(office, case, kind="J01", statement={}, title="Criminal case", place="Москва")
    assert found(office, typed) == {incident.id}


@pytest.mark.parametrize("typed", ["conscientious objectors", "отказников", "P-2024-0815", "p20240815"])
def test_a_case_is_found_by_the_activity_and_by_the_file_number(office: Office, typed: str) -> None:
    case = factory.case(office)
    factory.case(office, activity={}, claim_no="P-2024-0816")
    assert found(office, typed) == {case.id}
    assert office.search.case_ids(typed) == [case.id]


def test_a_client_is_found_by_the_e_mail(office: Office) -> None:
    case = factory.case(office)
    assert found(office, "shchukina@client.example") == {case.client_id}


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("+371 2999 0199", "29990199"),
        ("+371 2999 0199", "+37129990199"),
        ("+371 2999 0199", "0037129990199"),
        ("+371 2999 0199", "2999 0199"),
        ("+371 2999 0199", "+371 29 990 199"),
        ("+37129990199", "2999 0199"),
        ("+37129990199", "+371 2999 0199"),
        ("+7 (916) 123-45-67", "89161234567"),
        ("8 916 123-45-67", "+7 916 1234567"),
        ("8 916 123-45-67", "89161234567"),
        ("+7 916 123-45-67", "9161234567"),
        ("0171/1234567, 0049 30 123456", "01711234567"),
        ("0171/1234567, 0049 30 123456", "30123456"),
    ],
)
def test_a_telephone_is_found_however_it_is_typed(office: Office, kept: str, typed: str) -> None:
    client = factory.case(office, {"phone": kept})
    factory.case(office, {"phone": "+371 2999 0198"})
    assert found(office, typed) == {client.client_id}


def test_ways_of_reaching_contacts_and_documents_are_found_by_numbers_without_blanks(office: Office) -> None:
    case = factory.case(office, {"phone": ""})
    client = office.cases.summary(case.id).client
    assert client is not None
    point = factory.contact_point(office, client, value="+371 2999 0101")
    document = factory.document(office, case, number="75 0000001")
    other = factory.document(office, case, number="AB 765 4321", main=False)
    contact = factory.contact(office)
    assert found(office, "29990101") == {point.id}
    assert found(office, "750000001") == {document.id}
    assert found(office, "75000 0001") == {document.id}
    assert found(office, "ab7654321") == {other.id}
    assert found(office, "61000000") == {contact.id}


def test_a_store_of_the_schema_before_finds_it_all_once_it_is_brought_up_to_date(
    tmp_path: Path, clock: FixedClock
) -> None:
    office = new_office(tmp_path / "store", clock)
    cases = [factory.case(office, {"phone": f"+371 2999 0{number}"}) for number in range(100, 103)]
    incidents = [factory.incident(office, case).id for case in cases]
    note = office.records.add(Note(case_id=cases[0].id, text="She called from the station")).record
    gone = factory.incident(office, cases[0])
    office.records.delete(Incident, gone.id)
    officers = [
        factory.trace(office, office.records.get(Incident, of), kind="OFF", value=name)
        for of, name in ((incidents[0], "Lt. Kalniņš"), (incidents[1], "Kalnins"))
    ]
    office.records.change(Incident, incidents[2], officer="Kalnins")
    (forgotten,) = office.records.of_case(Trace, cases[2].id)
    newest_first = [one.id for one in office.search.find("Riga")]
    before = _entries(office)
    with office.custody.engine.begin() as connection:
        connection.execute(text("DELETE FROM traces WHERE id = :id"), {"id": forgotten.id})
        fulltext.drop(connection, forgotten.id)
    _of_the_schema_before(office)
    office.close()

    office = vault.unlock(tmp_path / "store", PASSPHRASE, clock)
    assert [one.id for one in office.search.find("Riga")] == newest_first
    assert [one.id for one in office.search.find("advised her not to order")] == incidents[::-1]
    assert found(office, "29990101") == {cases[1].client_id}
    assert found(office, "Shchukina") >= {case.client_id for case in cases}
    assert found(office, "from the station") == {note.id}
    (made,) = office.records.of_case(Trace, cases[2].id)
    assert (made.value, made.incident_id) == ("Kalnins", incidents[2])
    assert [entry[2] for entry in _entries(office)] == [
        made.id if entry[2] == forgotten.id else entry[2] for entry in before
    ]
    assert office.traces.elsewhere(officers[0].case_id)[officers[0].id].cases == 2
    assert check(office).findings == []
    office.close()


def _entries(office: Office) -> list[tuple[object, ...]]:
    """What stands in the index, and in which order."""
    with office.custody.engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM search_entries ORDER BY rowid")).all()
    return [tuple(row) for row in rows]


def _of_the_schema_before(office: Office) -> None:
    """Makes a store what it was with schema 3: an index that knows less, and an older key of an officer."""
    with office.custody.engine.begin() as connection:
        for name in ("evidence_sealed_name", "letters_check_code"):
            connection.execute(text(f"DROP INDEX ix_{name}"))
        connection.execute(
            text(
                "INSERT OR REPLACE INTO search_text (rowid, body)"
                " SELECT rowid, CASE record WHEN 'incident' THEN 'riga warned' ELSE '' END"
                " FROM search_entries WHERE record <> 'note'"
            )
        )
        connection.execute(text("UPDATE traces SET key = 'kalninw' WHERE value LIKE '%Kalniņš'"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
        connection.execute(text("PRAGMA user_version = 3"))
    assert not migrate.check(office.custody.engine)
