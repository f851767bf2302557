"""Identity documents in letters: the main one names the client, the dossier tells all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caseapp.letters.check import check
from caseapp.letters.kinds import BY_CODE
from tests.factory import DOCUMENT, NAME_FORM
from tests.letters.materials import OLD_PASSPORT, composed, material, read

OLD: dict[str, Any] = {
    **DOCUMENT,
    "number": "00 0000101",
    "issued_on": date(1996, 6, 18),
    "valid_until": date(2001, 6, 18),
    "main": False,
    "family": "CHTCHOUKINA",
    "given": "EVGUENIIA",
    "issuer": "",
}
REFUGEE: dict[str, Any] = {**DOCUMENT, "kind": "CTD", "country": "LV", "number": "LV 7", "issuer": ""}


def codes(made: Any) -> set[str]:
    kind = BY_CODE[made.letter.kind]
    return {found.code for found in check(kind, made, composed(made), 1, lambda text: ())}


def test_the_dossier_tells_number_issuer_and_end_of_the_main_document() -> None:
    text = read(material("dossier", "ru", documents=[DOCUMENT]))
    assert "Паспорт: № 75 0000001, выдан: МВД 00000, действителен до 30 января 2032 г." in text
    assert "Документы, удостоверяющие личность" not in text  # one document has no need of a table
    english = read(material("dossier", "en", documents=[DOCUMENT]))
    assert "Passport: No. 75 0000001, valid until 30 January 2032" in english


def test_several_documents_stand_in_a_table_the_main_one_first() -> None:
    text = read(material("dossier", "en", documents=[OLD, DOCUMENT]))
    assert "Identity documents" in text
    table = text[text.index("Identity documents") :]
    assert table.index("75 0000001") < table.index("00 0000101")
    assert "issued on 18 June 1996; valid until 18 June 2001" in table
    assert "EVGUENIIA CHTCHOUKINA" in table
    assert "Expired" in table
    assert "Valid\n" in table or "Valid " in table


def test_what_was_taken_away_stays_so_when_its_day_has_passed() -> None:
    text = read(material("dossier", "en", documents=[DOCUMENT, {**OLD, "state": "SEI"}]))
    assert "Seized" in text
    assert "Expired" not in text


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Annulled, since February 2025; not recognised in: Latvia, Georgia"),
        ("ru", "Аннулирован, февраль 2025 г.; не признаётся: Латвия, Грузия"),
    ],
)
def test_the_state_of_a_document_is_told_as_it_was_entered(lang: str, words: str) -> None:
    taken = {"state": "ANN", "state_since": "2025-02", "not_recognised_in": ["LV", "GE"]}
    assert words in read(material("dossier", lang, documents=[{**DOCUMENT, **taken}]))


def test_a_state_that_is_not_in_the_list_is_not_told_and_its_end_is() -> None:
    other = {"number": "64 7", "main": False, "state": "XX"}
    text = read(material("dossier", "en", documents=[DOCUMENT, {**DOCUMENT, **other}]))
    assert "64 7" in text
    assert "Other" not in text[text.index("Identity documents") : text.index("64 7") + 200]
    assert "Expired" in read(material("dossier", "en", documents=[DOCUMENT, {**OLD, **other}]))


@pytest.mark.parametrize("kind", ["asylum_support", "dossier"])
def test_a_name_is_only_called_the_passports_when_the_main_document_is_one(kind: str) -> None:
    text = read(material(kind, "en", documents=[REFUGEE]))
    assert "Name (convention travel document): Evgeniia Shchukina" in text
    assert "Name as in the passport" not in text
    assert "Name as in the passport: Evgeniia Shchukina" in read(material(kind, "en", documents=[DOCUMENT]))


def test_a_spelling_without_words_of_its_own_is_told_by_its_document() -> None:
    made = material(
        "asylum_support", "en", documents=[DOCUMENT, OLD], spellings=[{**OLD_PASSPORT, "document": ""}]
    )
    spelling = made.spellings[0]
    spelling.document_id = next(each.id for each in made.documents if not each.main)
    assert "Evgueniia Chtchoukina (passport of 1996)" in read(made)
    chosen = replace(made, spelling=spelling)
    assert "Name (passport of 1996): Evgueniia Chtchoukina" in read(chosen)
    assert "name-not-as-printed" not in codes(chosen)
    spelling.given = "Evgenia"
    assert "name-not-as-printed" in codes(chosen)


def test_capitals_do_not_make_another_name_and_what_nobody_copied_is_not_compared() -> None:
    assert "name-not-as-printed" not in codes(material(documents=[DOCUMENT]))
    assert "name-not-as-printed" not in codes(material(documents=[{**DOCUMENT, "family": "", "given": ""}]))


@pytest.mark.parametrize(
    ("kind", "declined", "plain"),
    [
        (
            "asylum_support",
            "Поддерживаем ходатайство Щукиной Евгении Андреевны о международной защите.",
            "Г-жа Щукина ходатайствует о международной защите; мы поддерживаем это ходатайство.",
        ),
        (
            "protection",
            "Сообщаем об угрозах в отношении Щукиной Евгении Андреевны и просим принять меры защиты.",
            "с которыми столкнулась г-жа Щукина, и просим принять меры защиты.",
        ),
    ],
)
def test_a_name_is_declined_only_as_somebody_has_confirmed_it(kind: str, declined: str, plain: str) -> None:
    assert declined in read(material(kind, "ru", name_forms=[NAME_FORM]))
    for missing in (
        {"confirmed_on": None},
        {"confirmed_by": ""},
        {"genitive": ""},
        {"language": "uk"},
        {"nominative": "Щукина Евгения Павловна"},  # confirmed for a name that is another one now
    ):
        text = read(material(kind, "ru", name_forms=[{**NAME_FORM, **missing}]))
        assert plain in text
        assert "Щукиной" not in text
