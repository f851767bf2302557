"""The bin: how long things wait in it, and that what is erased is gone with all that belonged to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from caseapp.errors import NotFound
from caseapp.records import (
    ALL,
    Actor,
    Case,
    Caseworker,
    Contact,
    Evidence,
    IdentityDocument,
    Incident,
    Letter,
    Note,
    Person,
    Record,
    Spelling,
)
from caseapp.services.bin import BIN_DAYS, StillNeeded, Tended
from caseapp.services.cases import CaseFilter
from caseapp.services.checking import check
from caseapp.services.office import Office
from caseapp.services.records import Deleted, OwnerDeleted
from db.draft import Draft
from tests import factory
from tests.fakes import FixedClock
from tests.scans import scanned
from tests.stores import new_office

MONTH = timedelta(days=BIN_DAYS, seconds=1)


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


def sealed(office: Office) -> set[str]:
    folder = office.folder / "evidence"
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def everything(connection: Connection) -> Iterator[tuple[str, str]]:
    """Every value of every table, the search index included, as text."""
    tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
    for table in list(tables):
        for row in connection.execute(text(f'SELECT * FROM "{table}"')):
            for value in row:
                told = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                yield table, told.casefold()


def where(office: Office, *words: str) -> set[str]:
    """The tables in which one of the words stands."""
    with office.store.read() as work:
        return {table for table, told in everything(work.connection()) if any(w in told for w in words)}


def test_an_erased_case_leaves_no_name_and_no_file_and_the_history_still_holds(
    office: Office, clock: FixedClock, tmp_path: Path
) -> None:
    factory.furnish(office)
    office.records.add(Contact(name="Help Desk", country="LV"))
    kept = factory.case(office, {"family": "Другая", "latin_family": "Drugaia"})
    case = factory.case(office, {"family": "Стертова", "latin_family": "Erazova", "latin_given": "Vanisha"})
    friend = factory.person(office, case, family="Стертов", latin_family="Erazov", relation="SPO")
    incident = factory.incident(office, case, title="Erazova was followed", person_ids=[friend.id])
    office.records.change(Incident, incident.id, title="Vanisha was followed again")
    factory.document(office, case, family="ERAZOVA")
    note = office.records.add(Note(case_id=case.id, text="Erazova rang")).record
    photo = tmp_path / "Erazova.txt"
    photo.write_bytes(b"Erazova in the picture")
    evidence = office.evidence.take_in(photo, case.id, preview=("image/png", b"erazova seen")).record
    office.drafts.put(f"journal/{case.id}", {"text": "Erazova says"})
    office.drafts.put(f"incident/{incident.id}", {"title": "Vanisha"})
    office.drafts.put("quick-log", {"text": "somebody else"})
    office.records.delete(Note, note.id)  # before the case, by an act of its own
    clock.advance(timedelta(days=3))
    deleted = office.records.delete(Case, case.id)
    names = ("erazov", "стертов", "vanish")
    assert where(office, *names) > {"persons", "history", "drafts", "evidence_previews"}

    assert sealed(office) == {evidence.sealed_name}
    office.bin.erase(deleted.deletion)

    assert where(office, *names) == set()
    assert sealed(office) == set()
    with office.store.read() as work:
        assert all(not work.scalars(select(kind).where(kind.deleted_at.is_not(None))).all() for kind in ALL)
        assert list(work.scalars(select(Draft.place))) == ["quick-log"]
    assert check(office).findings == []
    lines = office.records.history(Case, case.id)
    assert list(dict.fromkeys(line.act for line in lines)) == ["erase", "delete", "change", "create"]
    assert {(line.field, line.before, line.after) for line in lines} == {("", None, None)}
    assert {line.who for line in lines} == {office.me}
    assert [one.case_id for one in office.search.find("Drugaia")] == [kept.id]
    for back in (
        lambda: office.records.restore(deleted.deletion),
        lambda: office.bin.erase(deleted.deletion),
    ):
        with pytest.raises(NotFound):
            back()
    with pytest.raises(NotFound):
        office.records.take_back(deleted.changes)
    fresh = factory.case(office)
    assert fresh.number not in (case.number, kept.number), "letters of the erased case bear its number"


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE history SET who = 'x' WHERE seq = (SELECT min(seq) FROM history WHERE detail = '')",
        "UPDATE history SET detail = '{}' WHERE seq = (SELECT max(seq) FROM history WHERE act = 'erase')",
        "UPDATE history SET detail = '' WHERE seq = (SELECT max(seq) FROM history WHERE act = 'erase')",
        "UPDATE history SET seal = x'00' WHERE seq = (SELECT min(seq) FROM history WHERE detail = '')",
    ],
)
def test_what_is_left_of_an_erased_record_is_still_sealed(office: Office, tampering: str) -> None:
    contact = office.records.add(Contact(name="Desk")).record
    office.records.change(Contact, contact.id, name="Help Desk")
    office.bin.erase(office.records.delete(Contact, contact.id).deletion)
    assert check(office).findings == []
    with office.custody.engine.begin() as connection:
        connection.execute(text(tampering))
    assert len(check(office).findings) == 1


def test_what_waited_for_thirty_days_goes_by_itself_and_nothing_else(
    office: Office, clock: FixedClock
) -> None:
    case = factory.case(office)
    old = office.records.add(Note(case_id=case.id, text="old")).record
    young = office.records.add(Note(case_id=case.id, text="young")).record
    office.records.delete(Note, old.id)
    clock.advance(timedelta(days=20))
    office.records.delete(Note, young.id)
    assert not office.bin.tend().changes.records
    assert [one.until - one.deleted_at for one in office.bin.all() if one.until] == [
        MONTH - timedelta(seconds=1)
    ] * 2
    clock.advance(timedelta(days=10, seconds=1))
    changes = office.bin.tend().changes
    assert changes.records == {("note", old.id)}
    assert not office.bin.tend().changes.records
    assert [one.record.id for one in office.bin.all()] == [young.id]
    office.bin.erase_all()
    assert office.bin.all() == []


def test_a_clock_that_leaps_erases_nothing_by_itself(office: Office, clock: FixedClock) -> None:
    case = factory.case(office)
    office.records.delete(Note, office.records.add(Note(case_id=case.id, text="a")).record.id)

    clock.advance(timedelta(days=500))  # a mistyped year: nothing was saved for longer than anybody pauses
    assert not office.bin.tend().changes.records
    assert [one.until for one in office.bin.all()] == [None]
    office.records.change(Case, case.id, city="Liepaja")  # and a save is written with that year
    assert not office.bin.tend().changes.records
    clock.advance(-timedelta(days=460))  # put right: the newest save is ahead of now
    assert not office.bin.tend().changes.records
    office.records.change(Case, case.id, city="Tallinn")
    assert not office.bin.tend().changes.records, "what was deleted before the leap waits for a person"

    office.records.delete(Note, office.records.add(Note(case_id=case.id, text="b")).record.id)
    clock.advance(MONTH)
    assert office.bin.tend().changes.records, "what was deleted after it does not"
    assert [one.until for one in office.bin.all()] == [None]
    office.bin.erase_all()


def test_what_is_in_use_again_keeps_what_it_belongs_to(office: Office, clock: FixedClock) -> None:
    case = factory.case(office)
    note = office.records.add(Note(case_id=case.id, text="called")).record
    first = office.records.delete(Note, note.id)
    whole = office.records.delete(Case, case.id)
    for back in (
        lambda: office.records.restore(first.deletion),
        lambda: office.records.take_back(first.changes),
    ):
        with pytest.raises(OwnerDeleted):
            back()
    with office.store.write(office.me) as work:  # as stores may hold it from before that was refused
        work.get_one(Note, note.id).deleted_at = None
    clock.advance(MONTH)
    assert not office.bin.tend().changes.records
    with pytest.raises(StillNeeded):
        office.bin.erase(whole.deletion)
    office.records.restore(whole.deletion)
    assert office.cases.summary(case.id).notes[0].text == "called"


def test_files_of_a_crash_after_the_save_are_destroyed_later(office: Office, tmp_path: Path) -> None:
    case = factory.case(office)
    source = tmp_path / "photo"
    source.write_bytes(b"a photograph")
    evidence = office.evidence.take_in(source, case.id).record
    twin = office.evidence.take_in(source, case.id).record
    place = office.folder / "evidence" / evidence.sealed_name
    before = place.read_bytes()
    office.bin.erase(office.records.delete(Evidence, evidence.id).deletion)
    place.write_bytes(before)
    names = [evidence.sealed_name, twin.sealed_name]
    office.facts.put("erased", {"files": names, "begun": False})  # as the crash left it
    while office.bin.tend().more:
        pass
    assert sealed(office) == {twin.sealed_name}, "a file that a record names is never destroyed"
    assert office.facts.get("erased") is None
    assert check(office).findings == []


def test_what_pointed_to_something_erased_still_opens_and_prints(office: Office) -> None:
    case = factory.rich_case(office)
    friend = factory.person(office, case, family="Друг", consent="GIV")
    actor = factory.actor(office)
    contact = factory.contact(office)
    other = office.records.add(Caseworker(name={"en": "Gone Colleague"})).record
    incident = factory.incident(office, case, person_id=friend.id, person_ids=[friend.id], actor_id=actor.id)
    factory.involvement(office, incident, actor_id=actor.id)
    document = factory.document(office, case, person_id=friend.id)
    spelling = factory.spelling(office, case, document_id=document.id)
    trace = factory.trace(office, incident)
    office.records.change(Case, case.id, caseworker_id=other.id)
    letter = office.letters.new(case.id, "dossier", "en").record
    office.records.change(
        Letter, letter.id, contact_id=contact.id, spelling_id=spelling.id, signatory_id=other.id
    )
    gone: list[tuple[type[Record], str]] = [
        (Actor, actor.id),
        (Contact, contact.id),
        (IdentityDocument, document.id),
        (Spelling, spelling.id),
        (Person, friend.id),
        (Caseworker, other.id),
        (Incident, incident.id),
    ]
    for kind, one in gone:
        office.bin.erase(office.records.delete(kind, one).deletion)
    summary = office.cases.summary(case.id)
    assert summary.case.id == case.id
    assert office.letters.preview(letter.id).pages > 0
    assert office.records.history_of_case(case.id)
    assert office.records.story(Letter, letter.id).lines
    assert office.watch.all() == []
    assert [(one.id, summary.incident(one.incident_id)) for one in summary.traces] == [(trace.id, None)]
    client = case.client_id or ""
    office.bin.erase(office.records.delete(Person, client).deletion)
    assert office.cases.summary(case.id).client is None
    assert [row.id for row in office.cases.window(CaseFilter())] == [case.id]


def test_the_bin_is_kept_without_reading_through_the_store(tmp_path: Path, clock: FixedClock) -> None:
    office = new_office(tmp_path / "store", clock)
    factory.furnish(office)
    case = factory.rich_case(office)
    actor = factory.actor(office)
    incident = factory.incident(office, case, actor_id=actor.id)
    source = tmp_path / "photo"
    source.write_bytes(b"a photograph")
    office.evidence.take_in(source, case.id)
    kinds: list[tuple[type[Record], str]] = [(Actor, actor.id), (Incident, incident.id), (Case, case.id)]
    found: set[str] = set()
    done: list[Deleted] = []

    def delete(kind: type[Record], one: str) -> None:
        done.append(office.records.delete(kind, one))

    for kind, one in kinds:
        found |= scanned(office, partial(delete, kind, one))
        found |= scanned(office, lambda: office.records.take_back(done[-1].changes))
        delete(kind, one)
        found |= scanned(office, lambda: office.records.restore(done[-1].deletion))
        delete(kind, one)
        found |= scanned(office, office.bin.all)
    clock.advance(MONTH)
    tended: list[Tended] = []
    while not tended or tended[-1].more:
        found |= scanned(office, lambda: tended.append(office.bin.tend()))
    assert found == set()
    assert office.bin.all() == []
    office.close()
