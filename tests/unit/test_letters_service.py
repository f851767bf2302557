"""Letters in a real store: drafts, issue, freeze, register, withdrawal, and files that people hold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from caseapp.errors import NotFound, sentence
from caseapp.letters import kinds
from caseapp.letters.reading import ALPHABET, MAX_BYTES
from caseapp.records import Case, Caseworker, Incident, Letter, Organisation, Person
from caseapp.services.gathering import NoClient
from caseapp.services.letters import LetterBlocked, NoSuchKind, NotIssued
from caseapp.services.office import Office
from caseapp.services.past import LetterIssued
from tests import factory
from tests.fakes import FixedClock
from tests.letters.materials import OPTIONS
from tests.stores import PASSPHRASE, new_office


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.rich_case(office)


def ready(office: Office, case: Case, kind: str = "asylum_support", language: str = "en") -> Letter:
    """A draft with everything filled in."""
    contact = factory.contact(office)
    letter = office.letters.new(case.id, kind, language).record
    options = dict(OPTIONS[kind][language])
    return office.letters.change(letter.id, contact_id=contact.id, options=options).record


def issued(office: Office, case: Case, kind: str = "asylum_support", language: str = "en") -> Letter:
    return office.letters.issue(ready(office, case, kind, language).id).record


# Drafts


def test_a_new_letter_starts_with_today_the_signatory_and_the_facts_that_can_be_printed(
    office: Office, case: Case
) -> None:
    unready = factory.incident(office, case, statement={"ru": "Только по-русски."})
    letter = office.letters.new(case.id, "asylum_support", "en").record
    assert letter.dated == office.clock.today()
    assert letter.signatory_id == office.me
    assert len(letter.facts) == 3
    assert unready.id not in letter.facts
    assert letter.options == {"norms": ["GC1A2"]}
    assert unready.id in office.letters.new(case.id, "asylum_support", "ru").record.facts
    assert unready.id in office.letters.new(case.id, "dossier", "en").record.facts


def test_nobody_signs_a_new_letter_of_a_caseworker_who_may_not(office: Office, case: Case) -> None:
    office.records.change(Caseworker, office.me, may_sign=False)
    assert office.letters.new(case.id, "dossier", "en").record.signatory_id is None


@pytest.mark.parametrize(("kind", "language"), [("poem", "en"), ("dossier", "xx")])
def test_a_kind_or_language_that_does_not_exist_is_refused(
    office: Office, case: Case, kind: str, language: str
) -> None:
    with pytest.raises(NoSuchKind):
        office.letters.new(case.id, kind, language)
    assert office.letters.register(drafts=True) == []


def test_a_letter_needs_a_case_and_its_client(office: Office, case: Case) -> None:
    with pytest.raises(NotFound):
        office.letters.new("0" * 32, "dossier", "en")
    letter = ready(office, case)
    assert case.client_id
    office.records.delete(Person, case.client_id)
    with pytest.raises(NoClient) as told:
        office.letters.preview(letter.id)
    assert "bin" in sentence(told.value)


def test_options_are_changed_one_by_one_and_cleaned(office: Office, case: Case) -> None:
    letter = office.letters.new(case.id, "protection", "en").record
    office.letters.change(letter.id, options={"danger": "  Now.\u202e ", "reply_by": date(2026, 4, 1)})
    kept = office.letters.change(letter.id, options={"measures": ["ASSESS"]}).record
    assert kept.options == {"danger": "Now.", "reply_by": "2026-04-01", "measures": ["ASSESS"]}
    with pytest.raises(AttributeError, match="poem"):
        office.letters.change(letter.id, options={"poem": "x"})
    assert office.records.get(Letter, letter.id).options == kept.options


def test_a_draft_changes_its_language_only_to_one_with_texts(office: Office, case: Case) -> None:
    letter = ready(office, case)
    assert office.letters.change(letter.id, language="ru").record.language == "ru"
    with pytest.raises(NoSuchKind):
        office.letters.change(letter.id, language="xx")


def test_the_same_draft_gives_the_same_bytes_and_says_where_its_fields_stand(
    office: Office, case: Case
) -> None:
    letter = ready(office, case)
    first, again = office.letters.preview(letter.id), office.letters.preview(letter.id)
    assert first.data == again.data
    assert first.pages == 2
    assert first.findings == []
    wanted = {f"incident:{letter.facts[0]}", f"case:{case.id}:known_since", f"letter:{letter.id}:dated"}
    assert wanted <= set(first.places)


def test_a_draft_with_signs_that_cant_be_printed_is_still_shown(office: Office, case: Case) -> None:
    factory.incident(office, case, statement={"en": "A sign \U00012000 was painted."})
    letter = office.letters.new(case.id, "asylum_support", "en").record
    shown = office.letters.preview(letter.id)
    assert shown.data.startswith(b"%PDF")
    assert "unprintable" in {finding.code for finding in shown.findings}


def test_the_ways_of_writing_the_name_are_offered(office: Office, case: Case) -> None:
    letter = ready(office, case)
    choices = office.letters.names(letter.id)
    assert [(choice.name, choice.document) for choice in choices] == [
        ("Evgeniia Shchukina", "Passport"),
        ("Evgueniia Chtchoukina", "passport of 1996"),
    ]
    assert choices[0].id == ""
    assert office.letters.change(letter.id, spelling_id=choices[1].id).record.spelling_id == choices[1].id


# Issue


def test_issuing_numbers_the_letter_and_keeps_its_file(office: Office, case: Case) -> None:
    letter = issued(office, case)
    assert letter.number == f"{case.number}/1"
    assert re.fullmatch(rf"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}", letter.check_code)
    assert letter.issued_at == office.clock.now()
    assert letter.issued_by == office.me
    data = office.letters.copy(letter.id)
    assert hashlib.sha256(data).hexdigest() == letter.sha256
    assert letter.pages == 2
    assert letter.recipient.startswith("Office for Asylum of Exampleland\n")
    assert office.letters.preview(letter.id).data == data
    assert office.letters.check(letter.id) == []
    acts = [line.act for line in office.records.history(Letter, letter.id)]
    assert "issue" in acts


def test_numbers_run_inside_a_case_and_are_never_used_twice(office: Office, case: Case) -> None:
    first, second = issued(office, case), issued(office, case, "dossier", "ru")
    office.letters.withdraw(second.id, "sent to the wrong office")
    client = {"family": "Другова", "latin_family": "Drugova", "given": "Анна", "latin_given": "Anna"}
    other = factory.case(office, client, activity={})
    factory.incident(office, other)
    assert [first.number, second.number] == [f"{case.number}/1", f"{case.number}/2"]
    assert issued(office, case).number == f"{case.number}/3"
    draft = ready(office, other)
    office.letters.change(draft.id, options={"annexes": ""})
    assert office.letters.issue(draft.id).record.number == f"{other.number}/1"


def test_a_letter_with_something_to_settle_is_not_issued(office: Office, case: Case) -> None:
    letter = ready(office, case)
    office.letters.change(letter.id, signatory_id=None)
    with pytest.raises(LetterBlocked) as told:
        office.letters.issue(letter.id)
    assert {finding.code for finding in told.value.findings} == {"no-signatory"}
    assert "not issued" in sentence(told.value)
    kept = office.records.get(Letter, letter.id)
    assert (kept.number, kept.issued_at, kept.sha256) == ("", None, "")
    with pytest.raises(NotIssued):
        office.letters.copy(letter.id)


def test_an_issued_letter_cant_be_changed_or_issued_again(office: Office, case: Case) -> None:
    letter = issued(office, case)
    before = office.letters.copy(letter.id)
    with pytest.raises(LetterIssued):
        office.letters.change(letter.id, salutation="Dear all,")
    with pytest.raises(LetterIssued):
        office.records.change(Letter, letter.id, salutation="Dear all,")
    with pytest.raises(LetterIssued):
        office.letters.issue(letter.id)
    assert office.letters.copy(letter.id) == before


def test_what_changes_later_in_the_records_leaves_an_issued_letter_as_it_was(
    office: Office, case: Case
) -> None:
    letter = issued(office, case)
    before = office.letters.copy(letter.id)
    assert case.client_id
    office.records.change(Person, case.client_id, latin_family="Petrova")
    office.records.delete(Incident, letter.facts[0])
    organisation = office.records.all(Organisation)[0]
    office.records.change(Organisation, organisation.id, mail="new@example.org")
    assert office.letters.preview(letter.id).data == before
    assert office.letters.verify(before).state == "unchanged"


def test_the_copy_outlives_the_session(tmp_path: Path, clock: FixedClock) -> None:
    from caseapp.services import vault

    office = new_office(tmp_path / "store", clock)
    letter = issued(office, factory.rich_case(office))
    data = office.letters.copy(letter.id)
    office.close()
    office = vault.unlock(tmp_path / "store", PASSPHRASE, clock)
    assert office.letters.copy(letter.id) == data
    assert office.letters.verify(data).state == "unchanged"
    office.close()


# Register and withdrawal


def test_the_register_lists_what_was_issued_newest_first(
    office: Office, case: Case, clock: FixedClock
) -> None:
    first = issued(office, case)
    clock.advance(timedelta(hours=1))
    second = issued(office, case, "dossier", "ru")
    draft = ready(office, case)
    rows = office.letters.register()
    assert [row.id for row in rows] == [second.id, first.id]
    assert (rows[1].number, rows[1].kind, rows[1].language) == (first.number, "asylum_support", "en")
    assert (rows[1].recipient, rows[1].case_number) == ("Office for Asylum of Exampleland", case.number)
    assert (rows[1].check_code, rows[1].sha256) == (first.check_code, first.sha256)
    assert [row.id for row in office.letters.register(case.id, drafts=True)] == [
        draft.id,
        second.id,
        first.id,
    ]
    assert office.letters.register("0" * 32) == []


def test_a_withdrawn_letter_says_so_to_whoever_verifies_it(
    office: Office, case: Case, clock: FixedClock
) -> None:
    letter = issued(office, case)
    data = office.letters.copy(letter.id)
    clock.advance(timedelta(days=3))
    office.letters.withdraw(letter.id, "The client asked for it.")
    verdict = office.letters.verify(data)
    assert verdict.state == "unchanged"
    assert "withdrawn on 19 March 2026" in verdict.text
    assert office.letters.register()[0].withdrawn_on == date(2026, 3, 19)
    assert office.letters.copy(letter.id) == data
    draft = ready(office, case)
    with pytest.raises(NotIssued):
        office.letters.withdraw(draft.id, "No.")


# Files that people hold


def test_an_issued_file_is_recognised_with_its_number_and_day(office: Office, case: Case) -> None:
    letter = issued(office, case)
    verdict = office.letters.verify(office.letters.copy(letter.id))
    assert (verdict.state, verdict.letter and verdict.letter.id) == ("unchanged", letter.id)
    assert f"letter {letter.number}, issued by us on 16 March 2026" in verdict.text


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", list(kinds.BY_CODE))
def test_a_changed_file_is_told_from_the_letter_it_was_made_from(
    office: Office, case: Case, kind: str, language: str
) -> None:
    issued(office, case)
    letter = issued(office, case, kind, language)
    changed = office.letters.copy(letter.id) + b"\n% one more line\n"
    verdict = office.letters.verify(changed)
    assert (verdict.state, verdict.letter and verdict.letter.id) == ("changed", letter.id)
    assert letter.number in verdict.text


@pytest.mark.parametrize("kind", list(kinds.BY_CODE))
def test_a_draft_is_no_letter_even_when_it_lists_letters(office: Office, case: Case, kind: str) -> None:
    issued(office, case)
    draft = office.letters.preview(ready(office, case, kind).id)
    verdict = office.letters.verify(draft.data)
    assert verdict.state == "foreign"
    assert "draft" in verdict.text


def test_a_letter_of_another_store_is_foreign(
    office: Office, case: Case, tmp_path: Path, clock: FixedClock
) -> None:
    elsewhere = new_office(tmp_path / "other", clock)
    letter = issued(elsewhere, factory.rich_case(elsewhere))
    data = elsewhere.letters.copy(letter.id)
    elsewhere.close()
    verdict = office.letters.verify(data)
    assert (verdict.state, verdict.letter) == ("foreign", None)


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"PK\x03\x04" + bytes(100), b"%PDF-" + bytes(5000)],
    ids=repr,
)
def test_a_file_that_is_no_readable_pdf_has_a_sentence_of_its_own(office: Office, data: bytes) -> None:
    verdict = office.letters.verify(data)
    assert verdict.state == "unreadable"
    assert "can't be read" in verdict.text


def test_a_torn_letter_and_a_huge_file_are_unreadable_or_changed_but_never_a_crash(
    office: Office, case: Case
) -> None:
    data = office.letters.copy(issued(office, case).id)
    for length in (100, len(data) // 2, len(data) - 10):
        assert office.letters.verify(data[:length]).state in ("unreadable", "changed", "foreign")
    assert office.letters.verify(data + bytes(MAX_BYTES)).state == "unreadable"
