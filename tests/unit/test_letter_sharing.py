"""Who may be told of an incident, further sources and actors in letters, and what never gets there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from caseapp import lists
from caseapp.letters import kinds
from caseapp.letters.findings import Finding
from caseapp.letters.sharing import may_read
from caseapp.records import Actor, Case, Claim, Incident, Involvement, Letter
from caseapp.services.gathering import gather
from caseapp.services.letters import LetterBlocked
from caseapp.services.office import Office
from tests import factory
from tests.fakes import FixedClock
from tests.letters.letter_text import text_of
from tests.stores import new_office

MARK = "Qanareyka"


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    factory.furnish(made)
    yield made
    made.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(office)


def letter_with(office: Office, *incidents: Incident, kind: str = "asylum_support", **values: Any) -> Letter:
    letter = office.letters.new(incidents[0].case_id, kind, "en").record
    return office.letters.change(letter.id, facts=[one.id for one in incidents], **values).record


def found(office: Office, letter: Letter, code: str) -> list[Finding]:
    return [each for each in office.letters.check(letter.id) if each.code == code]


def printed(office: Office, letter: Letter) -> str:
    kind = kinds.BY_CODE[letter.kind]
    with office.store.read() as work:
        material = gather(work, letter, office.clock.today(), kind)
    return text_of(kind.compose(material, kind.texts(letter.language)))


def test_every_mark_of_the_list_has_a_rule() -> None:
    expected = {"NOB": False, "LAW": False, "AUT": True, "PAR": True, "PUB": True}
    assert set(expected) <= set(lists.get("disclosure").codes)
    assert {code: may_read(code, "POL") for code in expected} == expected
    assert [code for code in expected if may_read(code, "LAW")] == ["LAW", "AUT", "PAR", "PUB"]
    assert [code for code in expected if may_read(code, "NGO")] == ["PAR", "PUB"]
    assert [code for code in expected if may_read(code, "MED")] == ["PUB"]
    assert [code for code in expected if may_read(code, None)] == ["AUT", "PAR", "PUB"]


@pytest.mark.parametrize(("mark", "code"), [("NOB", "told-nobody"), ("LAW", "told-lawyer")])
def test_a_fact_that_the_reader_must_not_know_blocks_the_letter_and_leads_to_its_mark(
    office: Office, case: Case, mark: str, code: str
) -> None:
    incident = factory.incident(office, case, disclosure=mark)
    letter = letter_with(office, incident, contact_id=factory.contact(office, kind="ASY").id)
    (finding,) = found(office, letter, code)
    assert finding.blocks
    assert (finding.kind, finding.id, finding.field) == ("incident", incident.id, "disclosure")
    with pytest.raises(LetterBlocked):
        office.letters.issue(letter.id)


def test_the_clients_lawyer_may_read_what_is_marked_for_them_and_nothing_marked_for_nobody(
    office: Office, case: Case
) -> None:
    for_lawyer = factory.incident(office, case, disclosure="LAW")
    for_nobody = factory.incident(office, case, disclosure="NOB", happened="2025-12-01")
    lawyer = factory.contact(office, kind="LAW").id
    letter = letter_with(office, for_lawyer, for_nobody, contact_id=lawyer)
    assert found(office, letter, "told-lawyer") == []
    assert [each.id for each in found(office, letter, "told-nobody")] == [for_nobody.id]
    typed = letter_with(office, for_lawyer, recipient="Lawyer Beispiel")
    assert [each.id for each in found(office, typed, "told-lawyer")] == [for_lawyer.id]


def test_a_fact_for_authorities_blocks_a_letter_to_the_media(office: Office, case: Case) -> None:
    incident = factory.incident(office, case, disclosure="AUT")
    letter = letter_with(office, incident, contact_id=factory.contact(office, kind="MED").id)
    assert [each.blocks for each in found(office, letter, "told-others")] == [True]


@pytest.mark.parametrize("kind", [kind.code for kind in kinds.ALL])
def test_a_new_letter_does_not_propose_what_few_may_know(office: Office, case: Case, kind: str) -> None:
    open_one = factory.incident(office, case)
    factory.incident(office, case, disclosure="NOB", happened="2025-12-01")
    factory.incident(office, case, disclosure="LAW", happened="2025-12-02")
    assert office.letters.new(case.id, kind, "en").record.facts == [open_one.id]


# Known actors


def test_a_letter_names_a_known_actor_as_the_list_of_actors_does(office: Office, case: Case) -> None:
    actor = factory.actor(office, name="Unit Zero of Exampleland", kind="MIL")
    incident = factory.incident(office, case, actor_id=actor.id, attribution="AT2", actor_name="typed before")
    kept = office.records.get(Incident, incident.id)
    assert (kept.actor_name, kept.actor_kind) == ("Unit Zero of Exampleland", "MIL")
    letter = letter_with(office, incident)
    assert "Unit Zero of Exampleland" in printed(office, letter)
    office.records.change(Actor, actor.id, name="Unit One of Exampleland", kind="GRU")
    assert "Unit One of Exampleland" in printed(office, letter)
    assert office.records.get(Incident, incident.id).actor_kind == "GRU"


@pytest.mark.parametrize("attribution", ["AT3", "AT4", "AT5"])
def test_a_suspected_known_actor_is_not_named(office: Office, case: Case, attribution: str) -> None:
    actor = factory.actor(office, name="Ivan Vymyshlenny", kind="PROXY")
    incident = factory.incident(office, case, kind="D03", actor_id=actor.id, attribution=attribution)
    assert "Vymyshlenny" not in printed(office, letter_with(office, incident))


def test_an_account_that_accuses_a_known_actor_by_another_name_blocks(office: Office, case: Case) -> None:
    actor = factory.actor(office, name="Unit Zero", kind="MIL", other_names="Grey Wolves\nСерые волки")
    said = {"en": "Grey Wolves poisoned her in a café."}
    incident = factory.incident(office, case, actor_id=actor.id, attribution="AT4", statement=said)
    (finding,) = found(office, letter_with(office, incident), "suspicion-as-fact")
    assert (finding.blocks, finding.id) == (True, incident.id)


def test_a_deleted_actor_leaves_the_last_name_with_the_incident(office: Office, case: Case) -> None:
    actor = factory.actor(office, name="Unit Zero", kind="MIL")
    incident = factory.incident(office, case, actor_id=actor.id, attribution="AT2")
    deletion = office.records.delete(Actor, actor.id).deletion
    office.records.change(Incident, incident.id, place="Tallinn")
    assert office.records.get(Incident, incident.id).actor_name == "Unit Zero"
    office.records.restore(deletion)
    office.records.change(Actor, actor.id, name="Unit Nought")
    assert office.records.get(Incident, incident.id).actor_name == "Unit Nought"


# Further sources and actors in a dossier


def dossier(office: Office, *incidents: Incident) -> Letter:
    return letter_with(office, *incidents, kind="dossier", options={"purpose": "Complaint"})


def test_a_dossier_lists_further_sources_each_with_its_basis(office: Office, case: Case) -> None:
    incident = factory.incident(office, case)
    factory.claim(office, incident)
    text = printed(office, dossier(office, incident))
    assert "The court heard two witnesses." in text
    assert "We examined the document (court decision of 5 May 2025)" in text


def test_a_further_source_without_basis_or_language_is_left_out_and_said_so(
    office: Office, case: Case
) -> None:
    incident = factory.incident(office, case)
    bare = factory.claim(office, incident, basis="", says={"en": "A neighbour saw a van."})
    other = factory.claim(office, incident, basis="K4", says={"ru": "Сосед видел фургон."})
    letter = dossier(office, incident)
    text = printed(office, letter)
    assert "van" not in text
    assert "фургон" not in text
    assert [each.id for each in found(office, letter, "claim-no-basis")] == [bare.id]
    assert [(each.id, each.field) for each in found(office, letter, "claim-language")] == [(other.id, "says")]


def test_a_further_source_that_tells_a_suspicion_as_a_fact_blocks(office: Office, case: Case) -> None:
    incident = factory.incident(office, case)
    claim = factory.claim(office, incident, says={"en": "The FSB poisoned her."}, attribution="AT3")
    (finding,) = found(office, dossier(office, incident), "suspicion-as-fact")
    assert (finding.blocks, finding.kind, finding.id, finding.field) == (True, "claim", claim.id, "says")


def test_further_actors_are_told_with_who_says_so_and_never_as_a_fact(office: Office, case: Case) -> None:
    incident = factory.incident(office, case)
    factory.involvement(office, incident, actor_kind="GRU", actor_name="Ivan Vymyshlenny", attribution="AT4")
    unsaid = factory.involvement(office, incident, actor_kind="SVR", attribution="")
    letter = dossier(office, incident)
    text = printed(office, letter)
    assert "Suspected of assisting in it, according to Ms Shchukina" in text
    assert "Vymyshlenny" not in text
    assert "Foreign intelligence" not in text
    assert unsaid.id in [each.id for each in found(office, letter, "attribution")]


def test_grades_and_notes_of_sources_actors_and_incidents_reach_no_letter(office: Office, case: Case) -> None:
    actor = factory.actor(office, described=MARK, notes=MARK, other_names=MARK)
    incident = factory.incident(
        office, case, actor_id=actor.id, attribution="AT1", notes=MARK, officer=MARK, reliability="A"
    )
    factory.claim(office, incident, notes=MARK, reliability="B", credibility="1")
    factory.involvement(office, incident, notes=MARK, actor_id=actor.id, attribution="AT1")
    factory.trace(office, incident, value=MARK, notes=MARK)
    graded = (("source_reliability", "A"), ("source_reliability", "B"), ("information_credibility", "1"))
    grades = [lists.get(name).label(code, spoken) for name, code in graded for spoken in ("en", "ru")]
    for kind in kinds.ALL:
        for language in kind.languages:
            letter = office.letters.new(case.id, kind.code, language).record
            letter = office.letters.change(letter.id, facts=[incident.id]).record
            text = printed(office, letter)
            assert MARK not in text
            assert not [grade for grade in grades if grade in text]


@pytest.mark.parametrize("kind", [Claim, Involvement])
def test_what_belongs_to_a_fact_that_is_not_chosen_is_neither_printed_nor_checked(
    office: Office, case: Case, kind: type[Claim | Involvement]
) -> None:
    chosen = factory.incident(office, case)
    other = factory.incident(office, case, happened="2025-12-01")
    make = factory.claim if kind is Claim else factory.involvement
    record = make(office, other, basis="") if kind is Claim else make(office, other, attribution="")
    letter = dossier(office, chosen)
    assert record.id not in [each.id for each in office.letters.check(letter.id)]


def test_everybody_affected_is_told_in_a_dossier_by_role_where_they_live_in_russia(
    office: Office, case: Case
) -> None:
    mother = factory.person(office, case)
    incident = factory.incident(
        office, case, person_id=case.client_id, person_ids=[mother.id, case.client_id]
    )
    text = printed(office, dossier(office, incident))
    assert "Affected" in text
    assert "Peskova" not in text
    assert "Affected" not in printed(office, dossier(office, factory.incident(office, case)))
