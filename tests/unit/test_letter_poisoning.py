"""A suspected poisoning is never told as proven, in any letter, before a laboratory has found something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from caseapp.letters import lint
from caseapp.letters.findings import Finding
from caseapp.records import Case, Evidence, Incident, Letter
from caseapp.services.letters import LetterBlocked
from caseapp.services.office import Office
from tests import factory
from tests.fakes import FixedClock
from tests.letters.materials import OPTIONS
from tests.stores import new_office

CODE = "poisoning-as-fact"
STATED = {"en": "She was poisoned with thallium by a glass of wine.", "ru": "Её отравили таллием."}
HEDGED = {
    "en": "She was taken to hospital with symptoms of poisoning.",
    "ru": "Её доставили в больницу с симптомами отравления.",
}
LETTERS = [(code, lang) for code in ("asylum_support", "protection", "dossier") for lang in ("en", "ru")]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    factory.furnish(made)
    yield made
    made.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(office)


def poisoning(office: Office, case: Case, **values: Any) -> Incident:
    return factory.incident(office, case, **{"kind": "D03", "statement": STATED, **values})


def letter(office: Office, told: Incident, code: str = "asylum_support", lang: str = "en") -> Letter:
    made = office.letters.new(told.case_id, code, lang).record
    options = {**OPTIONS[code][lang], "annexes": ""}
    contact = factory.contact(office).id
    return office.letters.change(made.id, facts=[told.id], contact_id=contact, options=options).record


def found(office: Office, of: Letter) -> list[Finding]:
    return [each for each in office.letters.check(of.id) if each.code == CODE]


@pytest.mark.parametrize(("code", "lang"), LETTERS)
def test_an_account_that_tells_it_as_proven_blocks_every_letter(
    office: Office, case: Case, code: str, lang: str
) -> None:
    told = poisoning(office, case)
    made = letter(office, told, code, lang)
    (wrong,) = found(office, made)
    assert (wrong.blocks, wrong.kind, wrong.id, wrong.field) == (True, "incident", told.id, "statement")
    assert STATED[lang] in wrong.text
    with pytest.raises(LetterBlocked):
        office.letters.issue(made.id)
    office.records.change(Incident, told.id, statement=HEDGED)
    assert office.letters.check(made.id) == []
    assert office.letters.issue(made.id).record.number


def test_it_counts_among_the_other_kinds_as_well_and_nowhere_else(office: Office, case: Case) -> None:
    also = poisoning(office, case, kind="T03", other_kinds=["T02", "D03"])
    assert found(office, letter(office, also))
    other = poisoning(office, case, kind="T03", other_kinds=["T02"])
    assert not found(office, letter(office, other))


@pytest.mark.parametrize("attribution", ["AT1", "AT2", "AT5", ""])
def test_who_did_it_is_another_question(office: Office, case: Case, attribution: str) -> None:
    assert found(office, letter(office, poisoning(office, case, attribution=attribution, actor_kind="FSB")))


def test_a_laboratory_result_filed_with_the_fact_proves_it(office: Office, case: Case) -> None:
    told = poisoning(office, case)
    made = letter(office, told)
    result = office.records.add(Evidence(case_id=case.id, kind="MED", incident_ids=[told.id])).record
    assert found(office, made)
    office.records.change(Evidence, result.id, kind="LAB")
    assert not found(office, made)
    deleted = office.records.delete(Evidence, result.id)
    assert found(office, made)
    office.records.restore(deleted.deletion)
    office.records.change(Evidence, result.id, incident_ids=[])
    assert found(office, made)
    factory.claim(office, told, evidence_id=result.id)
    assert not found(office, made)


@pytest.mark.parametrize(
    ("lang", "note"),
    [
        ("en", "toxicology report of 3 May 2025"),
        ("en", "report of the Laboratory of Sampletown"),
        ("ru", "заключение лаборатории от 3 мая 2025 г."),
        ("ru", "токсикологическая экспертиза от 3 мая 2025 г."),
    ],
)
def test_a_laboratory_paper_that_was_examined_proves_it(
    office: Office, case: Case, lang: str, note: str
) -> None:
    told = poisoning(office, case, basis="K2", source_note={lang: note})
    assert not found(office, letter(office, told, lang=lang))
    office.records.change(Incident, told.id, basis="K3")
    assert found(office, letter(office, told, lang=lang))


@pytest.mark.parametrize(
    ("code", "option"), [("protection", "danger"), ("protection", "pattern"), ("dossier", "summary")]
)
def test_texts_around_it_are_asked_about(office: Office, case: Case, code: str, option: str) -> None:
    told = poisoning(office, case, statement=HEDGED)
    made = letter(office, told, code)
    made = office.letters.change(made.id, options={option: "In May 2025 she was poisoned."}).record
    (asked,) = found(office, made)
    assert (asked.blocks, asked.kind, asked.field) == (False, "letter", f"options.{option}")
    office.records.add(Evidence(case_id=case.id, kind="LAB", incident_ids=[told.id]))
    assert not found(office, made)


def test_the_assessment_is_asked_about_and_what_public_sources_say_of_others_is_not(
    office: Office,
) -> None:
    told = poisoning(office, factory.case(office, assessment={"en": "She was poisoned."}), statement=HEDGED)
    made = letter(office, told)
    (asked,) = found(office, made)
    assert (asked.blocks, asked.kind, asked.field) == (False, "case", "assessment")
    quiet = poisoning(office, factory.case(office), statement=HEDGED)
    made = letter(office, quiet)
    context = {"context": "In 2022 a journalist was poisoned in Munich."}
    assert not found(office, office.letters.change(made.id, options=context).record)


def test_what_a_further_source_says_is_held_to_the_same_rule(office: Office, case: Case) -> None:
    told = poisoning(office, case, statement=HEDGED)
    says = factory.claim(office, told, basis="K4", says={"en": "Somebody poisoned her wine."})
    (wrong,) = found(office, letter(office, told, "dossier"))
    assert (wrong.blocks, wrong.kind, wrong.id, wrong.field) == (True, "claim", says.id, "says")
    assert not found(office, letter(office, told)), "only dossiers print further sources"
    office.records.change(Incident, told.id, response={"en": "They poisoned the mood."})
    assert {each.field for each in found(office, letter(office, told, "dossier"))} == {"says", "response"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In May 2025 she was poisoned."),
        ("en", "She was poisoned in the United States."),
        ("en", "Unknown persons poisoned her."),
        ("en", "She was poisoned and could not walk for a week."),
        ("en", "She was poisoned and reported it to the police."),
        ("en", "She was poisoned; the police refused to investigate."),
        ("en", "She was poisoned: the first symptoms began within an hour."),
        ("en", "She has feared for her life since she was poisoned."),
        ("en", "Somebody put poison in her glass."),
        ("en", "After her poisoning she moved to another town."),
        ("ru", "В мае 2025 г. её отравили."),
        ("ru", "Неизвестные отравили её в кафе."),
        ("ru", "Её отравили, она не могла ходить."),
        ("ru", "Её отравили, о чём она подала заявление в полицию."),
        ("ru", "Её отравили, о чём она сообщила в полицию."),
        ("ru", "Сначала ей угрожали, а через неделю отравили."),
        ("ru", "Ей подсыпали яд в бокал."),
        ("ru", "Её траванули в поезде."),
        ("ru", "После отравления она переехала в другой город."),
    ],
)
def test_a_poisoning_told_as_proven_is_found(lang: str, text: str) -> None:
    assert lint.poisoning(text, lang)
    assert lint.poisoning(text, lang) in text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "She suspects that she was poisoned."),
        ("en", "A suspected poisoning was never cleared up."),
        ("en", "She was allegedly poisoned in a café."),
        ("en", "According to Dr. Example she was poisoned."),
        ("en", "Reportedly she was poisoned with thallium."),
        ("en", "She told us that she had been poisoned."),
        ("en", "She may have been poisoned at dinner."),
        ("en", "She showed signs typical of poisoning."),
        ("en", "The doctors diagnosed a poisoning of unknown origin."),
        ("en", "The laboratory found no poison in the sample."),
        ("en", "She was first treated for food poisoning."),
        ("en", "A caller threatened to poison her."),
        ("en", "An officer warned her of a poisoning."),
        ("en", "The police investigate the poisoning of a journalist."),
        ("en", "The court found that she was poisoned."),
        ("en", "The laboratory found a poison in her blood."),
        ("en", "It was not proven that she was poisoned."),
        ("en", "The poisoning is not proven."),
        ("en", "After a meal in a café she lost feeling in both hands."),
        ("ru", "По её словам, в мае 2025 г. её отравили."),
        ("ru", "По её словам, в г. Риге её отравили."),
        ("ru", "Предположительно её отравили таллием."),
        ("ru", "Её госпитализировали с подозрением на отравление."),
        ("ru", "Она считает, что её отравили."),
        ("ru", "Она думает, что её отравили."),
        ("ru", "Она опасается, что её отравили."),
        ("ru", "Её могли отравить в кафе."),
        ("ru", "У неё появились признаки тяжёлого отравления."),
        ("ru", "Состояние похоже на отравление."),
        ("ru", "Врачи поставили диагноз «острое отравление»."),
        ("ru", "Сначала её лечили от пищевого отравления."),
        ("ru", "Лаборатория яда не обнаружила."),
        ("ru", "Ей угрожали отравлением."),
        ("ru", "Её предупредили об опасности отравления."),
        ("ru", "Возбуждено уголовное дело об отравлении."),
        ("ru", "Суд установил, что её отравили."),
        ("ru", "Экспертиза обнаружила в крови яд."),
        ("ru", "Отравление не доказано."),
        ("ru", "После ужина у неё онемели руки, она ядовито пошутила."),
        ("xx", "She was poisoned."),
    ],
)
def test_a_hedged_sentence_or_one_about_something_else_passes(lang: str, text: str) -> None:
    assert lint.poisoning(text, lang) == ""
