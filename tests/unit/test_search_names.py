"""Names found in a real encrypted store: by other scripts, older passports and slips, with hardly a
stranger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from caseapp.records import Contact, Spelling
from caseapp.services.office import Office
from tests import factory
from tests.fakes import FixedClock
from tests.stores import new_office

DATA = Path(__file__).parent / "data" / "name_pairs.tsv"
PAIRS = [
    (line.split("\t")[0], line.split("\t")[1])
    for line in DATA.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def store_of(folder: Path, names: set[str]) -> Iterator[Office]:
    made = new_office(folder / "store", FixedClock())
    for name in sorted(names):
        made.records.add(Contact(name=name, country="GE"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A store that keeps the names as clients write them, mostly in Cyrillic."""
    yield from store_of(tmp_path_factory.mktemp("originals"), {kept for kept, _ in PAIRS})


@pytest.fixture(scope="module")
def latin_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A store that keeps the names as documents and typing have them, mostly in Latin letters."""
    yield from store_of(tmp_path_factory.mktemp("documents"), {typed for _, typed in PAIRS})


def found(office: Office, typed: str) -> list[str]:
    return [item.title for item in office.search.find(typed, limit=500)]


def missed(office: Office, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs of a kept and a typed name of which the second does not find the first. The space after the
    name says that the word is finished, so nothing is found by its beginning alone.
    """
    return [(kept, typed) for kept, typed in pairs if kept not in found(office, f"{typed} ")]


def test_at_least_95_of_100_originals_are_found_by_other_spellings(office: Office) -> None:
    not_found = missed(office, PAIRS)
    assert len(not_found) / len(PAIRS) <= 0.05, not_found


def test_at_least_95_of_100_spellings_are_found_by_the_original(latin_office: Office) -> None:
    not_found = missed(latin_office, [(typed, kept) for kept, typed in PAIRS])
    assert len(not_found) / len(PAIRS) <= 0.05, not_found


@pytest.mark.parametrize(
    "typed", ["Kuzminov", "Kouzminov", "Kuz'minov", "Kuzmynov", "Kuzmniov", "Kuzminof", "кузьмин"]
)
def test_kuzminov_comes_up_however_he_is_typed(office: Office, typed: str) -> None:
    assert "Кузьминов" in found(office, typed)


def test_a_slip_finds_a_name_that_came_after_slips_were_looked_for(tmp_path: Path) -> None:
    office = new_office(tmp_path / "store", FixedClock())
    office.records.add(Contact(name="Щукина", country="GE"))
    assert found(office, "Щкуина ") == ["Щукина"]
    added = office.records.add(Contact(name="Кузьминов", country="GE"))
    office.search.heed(added.changes.records)
    assert found(office, "Kuzmniov ") == ["Кузьминов"]
    office.close()


def test_a_common_name_brings_no_crowd_of_strangers(office: Office) -> None:
    kin = {name for pair in PAIRS if "Щукина" in pair for name in pair}
    assert set(found(office, "Shchukina ")) <= kin
    assert len(found(office, "Щук")) < len(PAIRS) / 20


def test_a_client_found_by_passport_and_spelling_comes_as_the_client(
    tmp_path: Path, clock: FixedClock
) -> None:
    opened = new_office(tmp_path / "another", clock)
    case = factory.case(opened)
    document = factory.document(opened, case, number="75 0000042", family="CHTCHOUKINE", given="EUGENIE")
    assert [one.kind for one in opened.search.find("chtchoukine eugenie")] == ["identity_document"]
    factory.spelling(opened, case, family="Chtchoukine", given="Eugenie")
    assert [one.kind for one in opened.search.find("chtchoukine eugenie")] == ["spelling"]
    assert [one.id for one in opened.search.find("75 0000042")] == [document.id]
    opened.close()


def test_many_records_of_one_client_leave_room_for_the_other_clients(tmp_path: Path) -> None:
    office = new_office(tmp_path / "store", FixedClock())
    factory.furnish(office)
    cases = [factory.case(office, {"family": name, "latin_family": name}) for name in ("Kimova", "Kimura")]
    for number in range(12):
        office.records.add(
            Spelling(
                case_id=cases[1].id, person_id=cases[1].client_id or "", family="Kimura", given=str(number)
            )
        )
    assert {item.case_id for item in office.search.find("kim", limit=4)} == {case.id for case in cases}
    assert office.search.cases_named("kim", 2) in ([a.id for a in cases], [a.id for a in reversed(cases)])
    office.close()
