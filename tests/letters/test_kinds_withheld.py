"""What a printed letter keeps back by itself: witnesses and sources, names by faith, names nobody saw."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pypdf
import pytest

from caseapp.letters import kinds, pdf
from caseapp.letters.check import check
from caseapp.letters.material import Material
from tests import factory
from tests.letters.materials import DAUGHTER, MOTHER, composed, material

WITNESS: dict[str, Any] = {
    "id": "b" * 32,
    "relation": "WIT",
    "family": "Тайнов",
    "given": "Иван",
    "latin_family": "Taynov",
    "latin_given": "Ivan",
}
SEEN: dict[str, Any] = {**factory.INCIDENT, "person_id": "b" * 32}
WORDS = {"en": "Witness", "ru": "Свидетель"}
SOURCE = {"en": "Witness, source", "ru": "свидетель, источник"}
EVERY = [(kind.code, lang) for kind in kinds.ALL for lang in kind.languages]


def printed(made: Material) -> str:
    """The words of the finished file, in a row."""
    data = pdf.render(composed(made)).data
    found = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return " ".join(found.replace("\N{NO-BREAK SPACE}", " ").split())


# Witnesses and sources


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_that_the_client_is_a_source_is_printed_only_when_asked_for(lang: str) -> None:
    case = {"profiles": ["JOUR", "WIT"]}
    assert SOURCE[lang].lower() not in printed(material("dossier", lang, case=case)).lower()
    asked = printed(material("dossier", lang, case=case, options={"special": True}))
    assert SOURCE[lang].lower() in asked.lower()


def test_the_option_says_that_it_tells_of_sources() -> None:
    assert "source" in kinds.BY_CODE["dossier"].options["special"].help


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("answer", ["yes", "", "unknown", "refused"])
def test_a_witness_who_may_live_in_russia_has_no_row_unless_asked_for(lang: str, answer: str) -> None:
    people = [MOTHER, {**WITNESS, "in_russia": answer}]
    text = printed(material("dossier", lang, people=people, incidents=[SEEN]))
    assert WORDS[lang] not in text
    assert {"en": "Parent", "ru": "Родитель"}[lang] in text
    asked = material("dossier", lang, people=people, incidents=[SEEN], options={"special": True})
    assert printed(asked).count(WORDS[lang]) == 2, "by role: among the people, and with what they saw"
    assert "Taynov" not in printed(asked)


def test_a_witness_abroad_is_told_like_everybody() -> None:
    abroad = {**WITNESS, "in_russia": "no", "consent": "GIV"}
    assert "Ivan Taynov" in printed(material("dossier", people=[abroad], incidents=[SEEN]))


def test_no_heading_stands_over_nobody() -> None:
    alone = printed(material("dossier", people=[{**WITNESS, "in_russia": "yes"}]))
    assert "Family and other people" not in alone
    assert "Family and other people" in printed(material("dossier", people=[DAUGHTER]))


# Names


BY_FAITH: dict[str, Any] = {"use": "FAI", "family": "Shchukina", "given": "Maryam"}
BY_RULE: dict[str, Any] = {"use": "RUL", "family": "Schtschukina", "given": "Jewgenija", "rule": "DIN"}


@pytest.mark.parametrize(("code", "lang"), EVERY)
def test_a_name_by_faith_stays_out_of_every_letter(code: str, lang: str) -> None:
    for spelling in (BY_FAITH, {**BY_FAITH, "document": "marriage paper"}):
        assert "Maryam" not in printed(material(code, lang, spellings=[spelling]))


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_dossier_with_special_categories_has_the_name_by_faith(lang: str) -> None:
    assert "Maryam" in printed(material("dossier", lang, spellings=[BY_FAITH], options={"special": True}))


@pytest.mark.parametrize(("code", "lang"), EVERY)
def test_a_name_that_a_rule_made_is_printed_once_a_document_has_it(code: str, lang: str) -> None:
    unseen = material(code, lang, spellings=[BY_RULE], options={"special": True})
    assert "Schtschukina" not in printed(unseen)
    seen = {"document": {"en": "residence card", "ru": "вид на жительство"}[lang]}
    assert "Schtschukina" in printed(material(code, lang, spellings=[{**BY_RULE, **seen}]))
    tied = {**BY_RULE, "document_id": "d" * 32}
    paper = {**factory.DOCUMENT, "id": "d" * 32, "main": False}
    assert "Schtschukina" in printed(material(code, lang, spellings=[tied], documents=[paper]))
    alike = {**paper, "family": "SCHTSCHUKINA", "given": "JEWGENIJA", "issued_on": date(1996, 6, 18)}
    read = printed(material(code, lang, spellings=[BY_RULE], documents=[factory.DOCUMENT, alike]))
    assert {"en": "assport of 1996", "ru": "аспорт 1996"}[lang] in read


def test_a_name_that_is_not_printed_is_still_known_to_the_check() -> None:
    statement = {"en": "Messages called her Ms Abdullaeva."}
    other = {**BY_FAITH, "family": "Abdullaeva"}
    made = material(spellings=[other], incidents=[{**factory.INCIDENT, "statement": statement}])
    kind = kinds.BY_CODE[made.letter.kind]
    found = check(kind, made, composed(made), 2, pdf.unprintable)
    assert "name-differs" in {each.code for each in found}
