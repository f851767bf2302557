"""Which spellings of the client's name a letter made from the store prints."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from caseapp.letters import kinds
from caseapp.records import IdentityDocument, Letter, Spelling
from caseapp.services.office import Office
from tests import factory
from tests.fakes import FixedClock
from tests.stores import new_office

EVERY = [(kind.code, lang) for kind in kinds.ALL for lang in kind.languages]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    factory.furnish(made)
    yield made
    made.close()


def printed(office: Office, letter: Letter) -> str:
    data = office.letters.preview(letter.id).data
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize(("code", "lang"), EVERY)
def test_names_by_faith_and_names_that_nobody_saw_stay_in_the_store(
    office: Office, code: str, lang: str
) -> None:
    case = factory.case(office)
    faith = factory.spelling(office, case, use="FAI", given="Maryam", document="")
    rule = factory.spelling(office, case, use="RUL", given="Jewgenija", document="")
    letter = office.letters.new(case.id, code, lang).record
    text = printed(office, letter)
    assert "Maryam" not in text
    assert "Jewgenija" not in text
    chosen = office.letters.change(letter.id, spelling_id=rule.id).record
    assert "Jewgenija" in printed(office, chosen)
    assert "Maryam" not in printed(office, chosen)
    chosen = office.letters.change(letter.id, spelling_id=faith.id).record
    assert "Maryam" in printed(office, chosen)
    assert "Jewgenija" not in printed(office, chosen)
    paper = factory.document(office, case, main=False)
    office.records.change(Spelling, rule.id, document_id=paper.id)
    assert "Jewgenija" in printed(office, chosen)
    office.records.delete(IdentityDocument, paper.id)
    assert "Jewgenija" not in printed(office, chosen)


def test_a_dossier_with_special_categories_tells_the_name_by_faith(office: Office) -> None:
    case = factory.case(office)
    factory.spelling(office, case, use="FAI", given="Maryam", document="")
    letter = office.letters.new(case.id, "dossier", "en").record
    office.letters.change(letter.id, options={"special": True})
    assert "Maryam" in printed(office, letter)
