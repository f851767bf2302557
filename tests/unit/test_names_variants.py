"""All spellings of a name, the language of its letters, and the order of its parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.rules.names import PersonName, language_of, languages_for, rule_label, script_of, variants


def test_the_spellings_of_a_russian_name_with_the_rule_in_force_first() -> None:
    found = variants(PersonName("Щукина", "Евгения", "Олеговна"))
    assert [(spelling.family, spelling.given) for spelling in found] == [
        ("Shchukina", "Evgeniia"),
        ("Shchukina", "Evgeniya"),
        ("Chtchoukina", "Evgueniia"),
        ("Shchukina", "Yevgeniya"),
        ("Shhukina", "Evgeniya"),
        ("Ŝukina", "Evgeniâ"),
    ]
    assert [spelling.rule for spelling in found] == [
        "ru-2013",
        "ru-1997",
        "ru-french",
        "ru-licence",
        "ru-gost-7.79",
        "iso-9",
    ]
    assert found[0].also == ("ru-2010",)
    assert all(spelling.label for spelling in found)
    assert found[2].patronymic == "Olegovna"


def test_a_spelling_stands_once_whatever_rules_lead_to_it() -> None:
    found = variants(PersonName("Иванов", "Иван"))
    assert [(spelling.family, spelling.given) for spelling in found] == [("Ivanov", "Ivan")]
    assert set(found[0].also) == {
        "ru-2010",
        "ru-1997",
        "ru-french",
        "ru-licence",
        "ru-press",
        "ru-bgn",
        "ru-gost-7.79",
        "iso-9",
    }


def test_the_language_can_be_told_when_letters_do_not_show_it() -> None:
    assert variants(PersonName("Гончар", "Ганна"))[0].given == "Ganna"
    assert variants(PersonName("Гончар", "Ганна"), "uk")[0].given_first == "Hanna Honchar"


def test_latin_and_unknown_scripts_come_back_as_they_are() -> None:
    (same,) = variants(PersonName("Kuzminov", "Maxim"))
    assert (same.family, same.given, same.rule) == ("Kuzminov", "Maxim", "as-written")
    (arabic,) = variants(PersonName("قادري", "سمير"))
    assert arabic.family == "قادري"
    assert same.label == "As written"


def test_a_name_without_parts_has_no_spellings() -> None:
    assert variants(PersonName()) == ()
    assert not PersonName()
    assert PersonName(given="Анна")


def test_the_order_of_parts() -> None:
    name = PersonName("Щукина", "Евгения", "Олеговна")
    assert name.family_first == "Щукина Евгения Олеговна"
    assert name.given_first == "Евгения Щукина"
    assert PersonName(given="Сукарно").family_first == PersonName(family="Сукарно").given_first == "Сукарно"


@pytest.mark.parametrize(
    ("text", "script", "language"),
    [
        ("Щукина", "cyrillic", "ru"),
        ("Згурський", "cyrillic", "uk"),
        ("Їжак", "cyrillic", "uk"),
        ("Ціханоўская", "cyrillic", "be"),
        ("Дзмітрый", "cyrillic", "be"),
        ("Қасымов", "cyrillic", "kk"),
        ("გელოვანი", "georgian", "ka"),
        ("Հակոբյան", "armenian", "hy"),
        ("Müller", "latin", ""),
        ("Παπάς", "greek", ""),
        ("כהן", "hebrew", ""),
        ("قادري", "arabic", ""),
        ("王", "other", ""),
        ("12 / 3", "", ""),
        ("Иванов Smith-Иванов", "cyrillic", "ru"),
    ],
)
def test_scripts_and_languages(text: str, script: str, language: str) -> None:
    assert script_of(text) == script
    assert language_of(text) == language


def test_an_unknown_rule_has_no_label() -> None:
    assert rule_label("ru-1899") == ""
    assert rule_label("uk-2010") == "Ukrainian passport since 2010"


@given(
    st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя-", max_size=12),
    st.text(alphabet="АБВГДЕЁЖЗИЙЮЯабвгдеёьъ ", max_size=12),
)
def test_spellings_differ_from_each_other_and_hold_no_cyrillic(family: str, given_name: str) -> None:
    found = variants(PersonName(family, given_name), "ru")
    spelled = [(spelling.family, spelling.given, spelling.patronymic) for spelling in found]
    assert len(spelled) == len(set(spelled))
    if script_of(family + given_name) == "cyrillic":
        assert all(script_of(spelling.family_first) in ("latin", "") for spelling in found)
        assert {rule for spelling in found for rule in (spelling.rule, *spelling.also)} >= {
            "ru-2013",
            "iso-9",
        }


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ("ru",)),
        ({"citizenships": ["KZ"]}, ("ru", "kk")),
        ({"issuers": ["KZ"], "citizenships": ["KZ"], "spoken": ["kk", "ru"]}, ("kk", "ru")),
        ({"issuers": ["RU", "KZ"]}, ("kk", "ru")),
        ({"issuers": ["RU"], "spoken": ["uk", "be", "en"]}, ("ru", "uk", "be")),
        ({"citizenships": ["UA", "BY", "GE", "LV"]}, ("ru", "uk", "be")),
    ],
)
def test_citizenship_languages_and_documents_tell_whose_rules_may_apply(
    facts: dict[str, list[str]], expected: tuple[str, ...]
) -> None:
    assert languages_for("Шевченко Олег", **facts) == expected
    assert languages_for("ბერიძე", **facts) == ("ka",)
    assert languages_for("Shevchenko", **facts) == ("",)


def test_the_rules_of_several_languages_are_merged_and_those_that_leave_letters_are_left_out() -> None:
    found = {one.family_first: one for one in variants(PersonName("Назарбаев", "Нурсултан"), "kk", "ru")}
    kazakh = found["Nazarbayev Nursultan"]
    assert (kazakh.rule, "ru-licence" in kazakh.also) == ("kk-passport", True)
    assert kazakh.told_by("ru").rule == "ru-licence"
    assert set(kazakh.told_by("ru").also) | {"ru-licence"} == {kazakh.rule, *kazakh.also}
    assert kazakh.told_by("ka") == kazakh
    assert "Nazarbaev Nursultan" in found
    assert next(iter(variants(PersonName("Шевченко", "Олег"), "uk", "ru"))).given == "Oleh"
    assert "Oleh" in {one.given for one in variants(PersonName("Шевченко", "Олег"), "ru", "uk")}
    for one in variants(PersonName("Їжакевич", "Андрій"), "uk", "ru"):
        assert script_of(one.family_first) == "latin", one
        assert one.family_first.isascii() or one.rule == "iso-9", one
