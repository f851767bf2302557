"""Rules of thumb for typed sentences: suspicion told as fact, judging words, names and numbers."""

from __future__ import annotations

import pytest

from caseapp.letters import lint
from caseapp.letters.lint import Reachable


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The FSB poisoned her."),
        ("en", "She was poisoned by Russian agents in a café."),
        ("en", "It rained. Officers of the secret service followed her to work. She went home."),
        ("en", "Hackers of the Kremlin broke into her account."),
        ("ru", "Её отравили сотрудники ФСБ."),
        ("ru", "Агенты следили за ней до дома."),
        ("ru", "Российские спецслужбы взломали её аккаунт."),
        ("ru", "Кадыровцы избили её брата."),
        ("en", "In May 2025 the FSB poisoned her."),
        ("en", "Russian agents followed her in the United States."),
        ("en", "Officers beat her so that she could not walk."),
        ("ru", "Сотрудники ФСБ избили её, она не могла ходить."),
        ("ru", "Сотрудники ФСБ избили её, она подала заявление."),
    ],
)
def test_a_deed_of_somebody_without_a_hedge_is_found(lang: str, text: str) -> None:
    assert lint.guilt(text, lang)
    assert lint.guilt(text, lang) in text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "She suspects that the FSB poisoned her."),
        ("en", "According to an investigation by Example Daily, agents of the GRU followed her."),
        ("en", "Two men who introduced themselves as officers threatened her."),
        ("en", "She was poisoned. The laboratory found no substance."),
        ("en", "An officer of the police advised her not to order food."),
        ("en", "Unknown men attacked her near the embassy."),
        ("ru", "Она предполагает, что её отравили сотрудники ФСБ."),
        ("ru", "По словам доверительницы, за ней следили сотрудники спецслужб."),
        ("ru", "Неизвестные напали на неё у посольства."),
        ("ru", "Двое, представившиеся сотрудниками полиции, угрожали ей."),
        ("en", "Men who called themselves military police tried to take him into a car."),
        ("ru", "Люди, назвавшиеся полицией, пытались посадить его в машину."),
        ("ru", "После ужина у неё онемели руки."),
        ("ru", "Сотрудник полиции посоветовал ей не заказывать еду."),
        ("en", "According to Mr. Example the FSB poisoned her."),
        ("ru", "По её словам, 3 мая 2025 г. её отравили сотрудники ФСБ."),
        ("ru", "По её заявлению, её отравили сотрудники ФСБ."),
        ("xx", "The FSB poisoned her."),
    ],
)
def test_a_hedged_or_harmless_sentence_passes(lang: str, text: str) -> None:
    assert lint.guilt(text, lang) == ""


def test_the_name_of_the_actor_counts_like_an_organ_of_state() -> None:
    assert lint.guilt("Petr Primerov threatened her.", "en") == ""
    assert lint.guilt("Petr Primerov threatened her.", "en", "Petr Primerov, consul")
    assert lint.guilt("Её избил Пётр Примеров.", "ru", "Пётр Примеров")


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "We believe her.", "We believe her"),
        ("en", "She is an honest person of good character.", "honest person"),
        ("en", "He is a refugee within the meaning of the Convention.", "is a refugee"),
        ("en", "On return she will be killed.", "will be killed"),
        ("ru", "Её рассказ не вызывает сомнений.", "не вызывает сомнений"),
        ("ru", "Несомненно, ей грозит арест.", "Несомненно"),
        ("ru", "В России её непременно посадят.", "непременно посадят"),
    ],
)
def test_words_that_judge_are_found(lang: str, text: str, words: str) -> None:
    assert lint.tone(text, lang) == words


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In our assessment a return would expose her to detention."),
        ("en", "The message said that he would be arrested."),
        ("ru", "По нашей оценке, ей угрожает лишение свободы."),
    ],
)
def test_plain_reports_and_assessments_pass(lang: str, text: str) -> None:
    assert lint.tone(text, lang) == ""


CLIENT = Reachable("+7 (921) 555-01-23", "anna@client.example")


@pytest.mark.parametrize(
    "text",
    [
        "A call came to 8 921 555 01 23 at night.",
        "A call came to +79215550123.",
        "They wrote to ANNA@client.example.",
        "Phone: (921) 555-01-23; see also 12401450002000123.",
    ],
)
def test_a_way_to_reach_the_client_is_found(text: str) -> None:
    assert list(lint.reveals(text, [CLIENT]))


@pytest.mark.parametrize(
    "text",
    [
        "Criminal case no. 12401450002000123 was opened on 12.03.2024.",
        "They wrote to anna@other.example.",
        "A call came to 8 921 555 01 24.",
        "Nothing here.",
    ],
)
def test_other_numbers_and_addresses_pass(text: str) -> None:
    assert list(lint.reveals(text, [CLIENT])) == []


def test_nobody_without_a_number_or_address_is_found() -> None:
    assert list(lint.reveals("Case 123456, a@b.example", [Reachable("", ""), Reachable("112", "")])) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("К Песковой пришли с обыском.", True),
        ("Peskova was questioned.", True),
        ("Песок был мокрым.", False),
        ("Her mother was questioned.", False),
    ],
)
def test_a_name_is_found_also_when_declined(text: str, found: bool) -> None:
    assert bool(lint.names_in(text, ["Пескова", "Peskova"])) is found


def test_a_name_of_two_parts_is_found_by_each() -> None:
    assert lint.names_in("Police visited Ms Primerova.", ["Testova-Primerova"])


def test_names_too_short_to_tell_are_left_alone() -> None:
    assert lint.names_in("Ли ушла. Если.", ["Ли"]) == ""
