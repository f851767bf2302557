"""Whoever has not agreed to be named is spoken of by role alone, on every way out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp import lists
from caseapp.letters import kinds
from caseapp.letters.material import LIMITED, UNNAMED
from caseapp.records import Case, Person
from caseapp.services.gathering import gather
from caseapp.services.office import Office
from tests import factory
from tests.fakes import FixedClock
from tests.letters.letter_text import text_of
from tests.stores import new_office

NAMES = {"family": "Тайнова", "given": "Вера", "latin_family": "Taynova", "latin_given": "Verafina"}
TOLD = (*NAMES.values(), "1958", "+79990001122", "taynova@home.example")


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


def sister(office: Office, case: Case, consent: str) -> Person:
    made = factory.person(
        office, case, relation="SIB", in_russia="no", consent=consent, birth="1958",
        phone="+79990001122", mail="taynova@home.example", **NAMES,
    )  # fmt: skip
    factory.incident(office, case, person_id=made.id)
    return made


def printed(office: Office, case: Case, code: str, lang: str) -> str:
    kind = kinds.BY_CODE[code]
    letter = office.letters.new(case.id, code, lang).record
    options = {"special": True} if code == "dossier" else {}
    letter = office.letters.change(letter.id, options={**letter.options, **options}).record
    with office.store.read() as work:
        material = gather(work, letter, office.clock.today(), kind)
    return text_of(kind.compose(material, kind.texts(lang)))


WAYS = [(kind.code, lang) for kind in kinds.ALL for lang in kind.languages]


@pytest.mark.parametrize("consent", sorted(UNNAMED))
@pytest.mark.parametrize(("code", "lang"), WAYS)
def test_no_way_out_names_whoever_did_not_agree(office: Office, consent: str, code: str, lang: str) -> None:
    factory.furnish(office)
    case = factory.case(office)
    sister(office, case, consent)
    found = printed(office, case, code, lang)
    assert [word for word in TOLD if word in found] == []


@pytest.mark.parametrize("consent", ["GIV", "LIM"])
def test_whoever_agreed_and_lives_abroad_is_named_in_the_dossier(office: Office, consent: str) -> None:
    factory.furnish(office)
    case = factory.case(office)
    sister(office, case, consent)
    assert "Verafina Taynova" in printed(office, case, "dossier", "en")


def test_the_check_leads_to_whoever_was_not_asked_or_agreed_with_limits(office: Office) -> None:
    factory.furnish(office)
    case = factory.case(office)
    people = {
        consent: factory.person(office, case, relation="COL", in_russia="no", consent=consent, **NAMES)
        for consent in ("", "NOT", "LIM", "GIV", "REF")
    }
    factory.person(office, case, relation="COL", in_russia="yes", family="Дальняя")
    factory.incident(office, case, person_ids=[people[""].id])
    letter = office.letters.new(case.id, "dossier", "en").record

    def told() -> set[tuple[str, str, str]]:
        found = office.letters.check(letter.id)
        return {(one.code, one.id, one.field) for one in found if one.code.startswith("person-")}

    unasked, limited = (
        ("person-unasked", people[""].id, "consent"),
        ("person-limits", people["LIM"].id, "consent"),
    )
    assert told() == {unasked, limited, ("person-unasked", people["NOT"].id, "consent")}
    sentence = next(one.text for one in office.letters.check(letter.id) if one.id == people[""].id)
    assert "Verafina Taynova" in sentence
    office.letters.change(letter.id, options={**letter.options, "no_people": True})
    assert told() == {unasked}, "only who is still in it: by an incident"
    office.records.change(Person, people[""].id, consent="GIV")
    assert told() == set()


def test_what_letters_are_made_from_has_no_name_that_a_new_kind_could_print(office: Office) -> None:
    factory.furnish(office)
    case = factory.case(office)
    hidden = sister(office, case, "WIT")
    kind = kinds.BY_CODE["dossier"]
    letter = office.letters.new(case.id, "dossier", "en").record
    with office.store.read() as work:
        material = gather(work, letter, office.clock.today(), kind)
    copy = next(one for one in material.persons if one.id == hidden.id)
    for name, field in Person.fields().items():
        if name not in ("case_id", "relation", "sex", "in_russia"):
            assert not getattr(copy, name), f"{name}: {field.label}"
    assert material.refused == {hidden.id}
    assert [one.latin_family for one in material.withheld] == ["Taynova"]


def test_the_client_is_named_whatever_their_record_says(office: Office) -> None:
    factory.furnish(office)
    case = factory.case(office, {"consent": "NOT"})
    assert "Shchukina" in printed(office, case, "asylum_support", "en")


def test_a_number_kept_as_a_way_of_reaching_is_found_in_what_is_typed(office: Office) -> None:
    factory.furnish(office)
    case = factory.case(office)
    client = office.records.get(Person, case.client_id or "")
    factory.contact_point(office, client, kind="TEL", safe="no", value="8 (999) 765-43-21")
    factory.incident(office, case, statement={"en": "Somebody rang her at +7 999 765 43 21."})
    letter = office.letters.new(case.id, "dossier", "en").record
    assert "reveals-contact" in {found.code for found in office.letters.check(letter.id)}


def test_the_states_are_codes_of_the_list() -> None:
    assert set(lists.get("consents").codes) >= UNNAMED - {""}
    assert set(lists.get("consents").codes) - UNNAMED == {"GIV", LIMITED}
