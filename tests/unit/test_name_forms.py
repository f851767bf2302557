"""A grammatical form that was changed after its confirmation is unconfirmed, whichever way it changed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from caseapp.records import Case, NameForm
from caseapp.services.office import Office
from caseapp.services.past import ChangedSince, Changes
from tests import factory
from tests.fakes import FixedClock
from tests.stores import new_office

ANNA: dict[str, Any] = {"confirmed_by": "Анна Озола", "confirmed_on": date(2026, 3, 2)}
BORIS: dict[str, Any] = {"confirmed_by": "Борис", "confirmed_on": date(2026, 3, 9)}
NOBODY: dict[str, Any] = {"confirmed_by": "", "confirmed_on": None}


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    factory.furnish(made)
    yield made
    made.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(office)


@pytest.fixture
def form(office: Office, case: Case) -> NameForm:
    return factory.name_form(office, case)


def confirmation(office: Office, form: NameForm) -> dict[str, Any]:
    now = office.records.get(NameForm, form.id)
    return {"confirmed_by": now.confirmed_by, "confirmed_on": now.confirmed_on}


def change(office: Office, form: NameForm, **values: Any) -> Changes:
    return office.records.change(NameForm, form.id, **values).changes


def seq_of(changes: Changes) -> int:
    return next(step.seq for step in changes.steps if step.record == NameForm.KIND)


def test_a_letter_never_prints_a_form_that_was_changed_after_its_confirmation(
    office: Office, case: Case, form: NameForm
) -> None:
    letter = office.letters.new(case.id, "asylum_support", "ru").record

    def printed() -> str:
        pages = pypdf.PdfReader(io.BytesIO(office.letters.preview(letter.id).data)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    assert "ходатайство Щукиной Евгении Андреевны" in printed()
    change(office, form, genitive="Щукины Евгении Андреевны")
    assert "Щукины " not in printed()
    assert confirmation(office, form) == NOBODY
    change(office, form, **ANNA)
    assert "ходатайство Щукины Евгении Андреевны" in printed()


@pytest.mark.parametrize(
    "field",
    [
        "language", "nominative", "genitive", "dative", "accusative", "instrumental", "prepositional",
        "vocative",
    ],
)  # fmt: skip
def test_every_form_is_part_of_what_was_confirmed(office: Office, form: NameForm, field: str) -> None:
    change(office, form, **{field: "uk" if field == "language" else "Иначе"})
    assert confirmation(office, form) == NOBODY


def test_what_stays_the_same_stays_confirmed(office: Office, form: NameForm) -> None:
    change(office, form, genitive=f"  {form.genitive} ", dative=form.dative)
    assert confirmation(office, form) == ANNA
    change(office, form, confirmed_by="Борис")
    assert confirmation(office, form) == {**ANNA, "confirmed_by": "Борис"}


def test_a_confirmation_given_along_with_the_change_holds_once_it_is_whole(
    office: Office, form: NameForm
) -> None:
    change(office, form, genitive="Иначе", **ANNA)
    assert confirmation(office, form) == ANNA
    change(office, form, genitive="Ещё иначе", confirmed_by="Борис")
    assert confirmation(office, form) == {"confirmed_by": "Борис", "confirmed_on": None}


def test_undo_brings_the_confirmed_state_back_as_a_whole_and_redo_takes_it(
    office: Office, form: NameForm
) -> None:
    changed = change(office, form, genitive="Иначе")
    undone = office.records.take_back(changed)
    assert office.records.get(NameForm, form.id).genitive == form.genitive
    assert confirmation(office, form) == ANNA
    office.records.take_back(undone.changes)
    assert office.records.get(NameForm, form.id).genitive == "Иначе"
    assert confirmation(office, form) == NOBODY


def test_an_undone_form_does_not_confirm_another_that_was_changed_since(
    office: Office, form: NameForm
) -> None:
    first = change(office, form, genitive="Иначе")
    second = change(office, form, dative="Иначе")
    undone = office.records.take_back(first)
    assert office.records.get(NameForm, form.id).genitive == form.genitive
    assert confirmation(office, form) == NOBODY, "nobody has confirmed the dative"
    office.records.take_back(undone.changes)
    office.records.take_back(second)
    office.records.take_back(first)
    assert office.records.get(NameForm, form.id).dative == form.dative
    assert confirmation(office, form) == ANNA


def test_a_form_taken_back_after_a_later_confirmation_is_unconfirmed(office: Office, form: NameForm) -> None:
    change(office, form, genitive="Иначе")
    second = change(office, form, dative="Иначе")
    change(office, form, **BORIS)
    office.records.take_back(second)
    assert office.records.get(NameForm, form.id).dative == form.dative
    assert confirmation(office, form) == NOBODY


def test_a_withdrawn_confirmation_comes_back_only_to_the_forms_it_was_given_for(
    office: Office, form: NameForm
) -> None:
    withdrawn = change(office, form, **NOBODY)
    changed = change(office, form, genitive="Иначе")
    with pytest.raises(ChangedSince):
        office.records.take_back(withdrawn)
    with pytest.raises(ChangedSince):
        office.records.revert(NameForm, form.id, seq_of(withdrawn))
    assert confirmation(office, form) == NOBODY
    office.records.take_back(changed)
    office.records.take_back(withdrawn)
    assert confirmation(office, form) == ANNA


def test_putting_back_a_whole_change_brings_the_confirmed_state_back(office: Office, form: NameForm) -> None:
    changed = change(office, form, genitive="Иначе")
    office.records.revert(NameForm, form.id, seq_of(changed))
    assert office.records.get(NameForm, form.id).genitive == form.genitive
    assert confirmation(office, form) == ANNA


def test_putting_back_field_by_field_brings_it_back_bit_by_bit(office: Office, form: NameForm) -> None:
    seq = seq_of(change(office, form, genitive="Иначе"))
    with pytest.raises(ChangedSince):
        office.records.revert(NameForm, form.id, seq, ["confirmed_by"])
    for fields in (["genitive"], ["confirmed_by"], ["confirmed_on"]):
        assert confirmation(office, form) != ANNA
        office.records.revert(NameForm, form.id, seq, fields)
    assert confirmation(office, form) == ANNA


def test_an_older_form_put_back_over_a_later_confirmation_is_unconfirmed(
    office: Office, form: NameForm
) -> None:
    seq = seq_of(change(office, form, genitive="Иначе"))
    change(office, form, **BORIS)
    office.records.revert(NameForm, form.id, seq, ["genitive"])
    assert confirmation(office, form) == NOBODY


def test_deleting_and_bringing_back_keeps_the_confirmation(office: Office, form: NameForm) -> None:
    office.records.restore(office.records.delete(NameForm, form.id).deletion)
    assert confirmation(office, form) == ANNA
