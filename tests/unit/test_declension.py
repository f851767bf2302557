"""Russian forms are proposed where a rule leaves no doubt, and never otherwise."""

from __future__ import annotations

import pytest

from caseapp.rules.declension import FEMALE, MALE, decline
from caseapp.rules.names import PersonName


def forms(written: str, sex: str) -> list[str] | None:
    family, given, *rest = written.split()
    found = decline(PersonName(family, given, " ".join(rest)), sex)
    if found is None:
        return None
    return [found.genitive, found.dative, found.accusative, found.instrumental, found.prepositional]


@pytest.mark.parametrize(
    ("written", "sex", "expected"),
    [
        (
            "Щукина Евгения Андреевна",
            FEMALE,
            [
                "Щукиной Евгении Андреевны",
                "Щукиной Евгении Андреевне",
                "Щукину Евгению Андреевну",
                "Щукиной Евгенией Андреевной",
                "Щукиной Евгении Андреевне",
            ],
        ),
        (
            "Образцов Пётр Ильич",
            MALE,
            None,  # Ильич: the stress decides (Ильичом), no rule of endings
        ),
        (
            "Примеров Дмитрий Сергеевич",
            MALE,
            [
                "Примерова Дмитрия Сергеевича",
                "Примерову Дмитрию Сергеевичу",
                "Примерова Дмитрия Сергеевича",
                "Примеровым Дмитрием Сергеевичем",
                "Примерове Дмитрии Сергеевиче",
            ],
        ),
        (
            "Вымышленский Павел Олегович",
            MALE,
            [
                "Вымышленского Павла Олеговича",
                "Вымышленскому Павлу Олеговичу",
                "Вымышленского Павла Олеговича",
                "Вымышленским Павлом Олеговичем",
                "Вымышленском Павле Олеговиче",
            ],
        ),
        (
            "Образцова Наталья",
            FEMALE,
            [
                "Образцовой Натальи",
                "Образцовой Наталье",
                "Образцову Наталью",
                "Образцовой Натальей",
                "Образцовой Наталье",
            ],
        ),
        (
            "Мысальская Любовь Ильинична",
            FEMALE,
            [
                "Мысальской Любови Ильиничны",
                "Мысальской Любови Ильиничне",
                "Мысальскую Любовь Ильиничну",
                "Мысальской Любовью Ильиничной",
                "Мысальской Любови Ильиничне",
            ],
        ),
        (
            "Черных Игорь",
            MALE,
            ["Черных Игоря", "Черных Игорю", "Черных Игоря", "Черных Игорем", "Черных Игоре"],
        ),
        (
            "Прикладенко Ольга",
            FEMALE,
            [
                "Прикладенко Ольги",
                "Прикладенко Ольге",
                "Прикладенко Ольгу",
                "Прикладенко Ольгой",
                "Прикладенко Ольге",
            ],
        ),
        (
            "Тестов Никита",
            MALE,
            ["Тестова Никиты", "Тестову Никите", "Тестова Никиту", "Тестовым Никитой", "Тестове Никите"],
        ),
        (
            "Тестов Андрей",
            MALE,
            ["Тестова Андрея", "Тестову Андрею", "Тестова Андрея", "Тестовым Андреем", "Тестове Андрее"],
        ),
    ],
)
def test_what_a_rule_settles_is_proposed(written: str, sex: str, expected: list[str] | None) -> None:
    assert forms(written, sex) == expected


@pytest.mark.parametrize(
    ("written", "sex"),
    [
        ("Щукина Евгения", ""),  # the sex is not known
        ("Щукина Евгения", "9"),
        ("Шевчук Анна", FEMALE),  # women's names on a consonant, men's too: one must know
        ("Шевчук Иван", MALE),
        ("Дюма Анна", FEMALE),
        ("Гоголь Иван", MALE),
        ("Щукина Нинель", FEMALE),
        ("Щукин Илья", MALE),  # Ильёй: the stress decides
        ("Щукина Айгуль", FEMALE),
        ("Цой Виктор", MALE),
        ("Толстой Лев", MALE),
        ("Смирнова-Петрова Анна", FEMALE),
        ("Ivanov Ivan", MALE),
        ("Щукина Евгения Ахмад кызы", FEMALE),
        ("Щукин Иван Андреевна", MALE),  # sex and patronymic contradict each other
    ],
)
def test_what_could_be_wrong_is_left_to_people(written: str, sex: str) -> None:
    assert forms(written, sex) is None


def test_a_name_of_one_part_is_left_to_people() -> None:
    assert decline(PersonName(given="Анна"), FEMALE) is None
