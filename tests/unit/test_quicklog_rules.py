"""What one typed line tells, in English and in Russian, and what is never made of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caseapp.lists.lexicon import lexicon
from caseapp.rules import dates
from caseapp.rules.date_finding import find_date
from caseapp.rules.quicklog import LOOKED_AT, Understood, understand
from caseapp.rules.quicklog_marks import account_kind, marks
from caseapp.rules.typed_name import as_fields

TODAY = date(2026, 11, 28)
RUSSIAN = "Щукина: вчера шла за ней серая шкода А123ВС77, звонили с +7 916 123-45-67, Рига, у метро"
ENGLISH = "Petrova: yesterday about 7 pm a black BMW AB-1234 followed her from the station, Berlin"


def told(text: str, prefix: str = "NL") -> Understood:
    return understand(text, lexicon(), TODAY, prefix)


class TestWholeLines:
    def test_the_russian_line_of_a_telephone_call(self) -> None:
        found = told(RUSSIAN)
        assert (found.names[0], found.named) == ("Щукина", True)
        assert found.when == "вчера"
        assert (found.place, found.country) == ("Рига, у метро", "LV")
        assert found.kinds[0] == "T03"
        assert found.vehicle == "серая шкода"
        assert found.values("PLA") == ("А123ВС77",)
        assert found.values("TEL") == ("+7 916 123-45-67",)
        assert found.title == "Шла за ней серая шкода А123ВС77"

    def test_the_same_in_english(self) -> None:
        found = told(ENGLISH)
        assert (found.names[0], found.when, found.country) == ("Petrova", "yesterday about 7 pm", "DE")
        assert (found.vehicle, found.values("PLA"), found.kinds[0]) == ("black BMW", ("AB-1234",), "T03")

    def test_our_own_case_number_names_the_client_and_is_no_plate(self) -> None:
        found = told("NL-0412 threatened by e-mail")
        assert found.names[0] == "NL-0412"
        assert found.values("PLA") == ()

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("warned not to order food", "T07"),
            ("предупредили не заказывать еду", "T07"),
            ("suspected poisoning after dinner", "D03"),
            ("избили у подъезда", "D04"),
            ("пришли к матери с обыском", "P02"),
            ("arrested at the request of Russia", "H01"),
            ("распознавание лиц в метро", "H10"),
            ("silent calls at night", "T02"),
        ],
    )
    def test_proposes_the_kind_that_the_words_mean(self, text: str, code: str) -> None:
        assert told(text).kinds[0] == code

    def test_a_date_in_front_is_no_name(self) -> None:
        found = told("Вчера вечером: шли за ней до дома")
        assert (found.when, found.named, found.title) == ("Вчера вечером", False, "Шли за ней до дома")

    def test_proposes_nothing_for_words_that_mean_nothing(self) -> None:
        assert told("просила передать привет").kinds == ()

    def test_takes_no_country_from_nowhere(self) -> None:
        assert (told("followed yesterday").country, told("followed yesterday").place) == ("", "")


class TestWhen:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("yesterday evening she was followed", "yesterday evening"),
            ("вчера вечером шли за ней", "вчера вечером"),
            ("звонили 3.11 утром", "3.11 утром"),
            ("весной 2023 приходили", "весной 2023"),
            ("somebody called in spring 2023 twice", "in spring 2023"),
            ("вчера шли за ней, около 19:00, двое", "вчера, около 19:00"),
            ("это было в начале июня 2025 г. в парке", "в начале июня 2025 г."),
            ("before August 2025 nothing happened", "before August 2025"),
            ("31.02.2026 избили", "31.02.2026"),
            ("сегодня в 3 часа дня звонили", "сегодня в 3 часа дня"),
            ("followed yesterday at 3 o’clock in the afternoon", "yesterday at 3 o’clock in the afternoon"),
            ("вчера в три часа ночи стучали", "вчера в три часа ночи"),
            ("вчера вечером в 8 часов звонили", "вчера вечером в 8 часов"),
            ("вчера вечером в 8, звонили дважды", "вчера вечером в 8"),
            ("this morning two men stood at her door", "this morning"),
            ("last night somebody rang", "last night"),
            ("somebody rang at 11 last night", "at 11 last night"),
            ("Стучали прошлой ночью", "прошлой ночью"),
            ("этой ночью звонили, около трёх часов ночи", "этой ночью, около трёх часов ночи"),
            ("звонили полчаса назад", "полчаса назад"),
            ("час назад шли за ней", "час назад"),
            ("they left about half an hour ago", "about half an hour ago"),
            ("только что ушли от двери", "только что"),
            ("her phone rang just now", "just now"),
            ("она сейчас в Риге, в марте 2024 следили", "в марте 2024"),
            ("сейчас стоят у дома", "сейчас"),
            ("yesterday morning she was followed, around 9 o'clock", "yesterday morning, around 9 o'clock"),
            ("last night somebody rang at 23:10", "last night, at 23:10"),
            ("вчера утром звонили, вечером в 20:00 пришли", "вчера утром"),
            ("звонили минут двадцать назад", "минут двадцать назад"),
            ("звонили несколько часов назад", "несколько часов назад"),
            ("часов в восемь вечера вчера звонили", "часов в восемь вечера вчера"),
            ("вчера звонили в половине четвёртого дня", "вчера, в половине четвёртого дня"),
            (
                "yesterday he called at about half past three in the afternoon",
                "yesterday, at about half past three in the afternoon",
            ),
        ],
    )
    def test_finds_the_words_for_the_date(self, text: str, words: str) -> None:
        found = find_date(text, TODAY)
        assert found is not None
        assert found.words == words

    @pytest.mark.parametrize(
        "text",
        [
            "she may call", "2-3 человека", "квартира 12", "two men, 40 years old", "7 pm", "звонили в 19:00",
            "2000 евро", "at the station", "", "недавно звонили", "recently followed", "now she is afraid",
            "через час позвонили", "ждали час", "every night",
        ],
    )  # fmt: skip
    def test_makes_no_date_of_what_is_none(self, text: str) -> None:
        found = find_date(text, TODAY)
        assert found is None

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            # How long it lasted, and how many
            ("вчера стояли 3 часа у подъезда", "вчера"),
            ("вчера 15 часов ехали", "вчера"),
            ("вчера стояли около трёх часов", "вчера"),
            ("yesterday they waited 2 hours outside", "yesterday"),
            ("вчера закончилось, следили 3 дня", "вчера"),
            ("вчера, не спала 2 ночи", "вчера"),
            ("вчера вечером в 5 подъезде сидели двое", "вчера вечером"),
            ("yesterday evening at 8 Baker Street", "yesterday evening"),
            # From when and until when is no moment
            ("вчера следили с 15:00 до 17:00", "вчера"),
            ("yesterday she came home after 19:00", "yesterday"),
            ("вчера были с 3 до 5 часов дня", "вчера"),
        ],
    )
    def test_takes_for_the_hour_only_what_is_said_as_one(self, text: str, words: str) -> None:
        found = find_date(text, TODAY)
        assert found is not None
        assert found.words == words

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("Щукина: сегодня в 3 часа дня звонили", "Звонили"),
            ("Щукина: звонили вчера около трёх часов дня", "Звонили"),
            ("followed yesterday at 3 o'clock in the afternoon", "Followed"),
            ("Petrova: yesterday at 8 in the evening two men rang", "Two men rang"),
            ("Petrova: two men rang yesterday at half past three", "Two men rang"),
            ("Petrova: followed this morning", "Followed"),
            ("Щукина: звонили прошлой ночью", "Звонили"),
            ("полчаса назад за ней шёл мужчина", "За ней шёл мужчина"),
            ("Щукина: недавно звонили", "Недавно звонили"),
            ("Щукина: вчера стояли 3 часа у подъезда", "Стояли 3 часа у подъезда"),
            ("Щукина: вчера следили с 15:00 до 17:00", "Следили с 15:00 до 17:00"),
        ],
    )
    def test_leaves_no_word_of_it_in_the_title(self, text: str, title: str) -> None:
        assert told(text).title == title

    def test_a_date_without_its_year_is_handed_on_to_be_asked(self) -> None:
        found = find_date("звонили 3.11", TODAY)
        assert found is not None
        with pytest.raises(dates.YearMissing):
            dates.read(found.words, TODAY)


class TestMarks:
    @pytest.mark.parametrize(
        ("text", "kind", "value"),
        [
            ("номер а123вс77 серый", "PLA", "а123вс77"),
            ("А 123 ВС 77", "PLA", "А 123 ВС 77"),
            ("серая шкода А123ВС 77, двое", "PLA", "А123ВС 77"),
            ("a123bc 777 again", "PLA", "a123bc 777"),
            ("А123ВС 15 мая у дома", "PLA", "А123ВС"),
            ("А123ВС 19:30", "PLA", "А123ВС"),
            ("А123ВС 12.05.2026", "PLA", "А123ВС"),
            ("A123BC 20 minutes", "PLA", "A123BC"),
            ("plate AB-123-CD", "PLA", "AB-123-CD"),
            ("call from 8 (916) 123-45-67 twice", "TEL", "8 (916) 123-45-67"),
            ("+371 2612 3456", "TEL", "+371 2612 3456"),
            ("писал @oper_ivan.", "ACC", "@oper_ivan"),
            ("https://t.me/fsb_chat", "ACC", "https://t.me/fsb_chat"),
            ("from ivan@example.org today", "MAI", "ivan@example.org"),
            ("www.example.org", "WEB", "www.example.org"),
        ],
    )
    def test_finds_it_as_typed(self, text: str, kind: str, value: str) -> None:
        assert [(mark.kind, mark.value) for mark in marks(text)] == [(kind, value)]

    @pytest.mark.parametrize("text", ["22.11.2026 19:00", "2026-11-22", "дом 12, кв. 345", "100 000 рублей"])
    def test_takes_no_date_and_no_sum_for_a_telephone(self, text: str) -> None:
        assert not [mark for mark in marks(text) if mark.kind == "TEL"]

    def test_tells_an_account_from_a_website(self) -> None:
        kinds = [account_kind(one) for one in ("@a_b", "vk.com/x", "a@example.org", "https://example.org")]
        assert kinds == ["ACC", "ACC", "MAI", "WEB"]


class TestNames:
    @pytest.mark.parametrize(
        ("name", "fields"),
        [
            ("Иванова Анна Петровна", {"family": "Иванова", "given": "Анна", "patronymic": "Петровна"}),
            ("Анна Петровна Иванова", {"family": "Иванова", "given": "Анна", "patronymic": "Петровна"}),
            ("Анна Иванова", {"family": "Иванова", "given": "Анна"}),
            ("Иванова Анна", {"family": "Иванова", "given": "Анна"}),
            ("Анна Петровна", {"given": "Анна", "patronymic": "Петровна"}),
            ("Щукина", {"family": "Щукина"}),
            ("Anna Ivanova", {"latin_given": "Anna", "latin_family": "Ivanova"}),
            ("", {}),
        ],
    )
    def test_goes_into_the_fields_of_a_person(self, name: str, fields: dict[str, str]) -> None:
        assert as_fields(name) == fields

    @given(st.text(max_size=60))
    def test_loses_no_word_of_it(self, name: str) -> None:
        assert sorted(" ".join(as_fields(name).values()).split()) == sorted(name.split())


TYPED = (
    "вчера весной 2023 г. may 3.11 31.02.2026 about 19:00 25:99 +7 916 А123ВС77 @x .. - : , ; ( ) у метро"
    " Рига Щукина не до после between и 7 pm ночью часа дня three at o'clock in afternoon"
    " last night час назад \u202e \0 \ud800 t.me/ https:// AB-1234 Riga the near"
)
WORDS = st.sampled_from(TYPED.split(" "))


class TestNeverFails:
    @given(st.text(max_size=300))
    @example("\ud800")
    def test_whatever_is_typed(self, text: str) -> None:
        told(text)

    @settings(max_examples=150)
    @given(st.lists(WORDS, max_size=25).map(" ".join))
    def test_whatever_of_its_own_words_come_together(self, text: str) -> None:
        found = told(text)
        # Everything it hands on was typed: nothing is made up, but for the name of a known city.
        assert all(mark.value in text for mark in found.marks)
        assert all(part in text for part in found.when.split(", "))
        assert found.vehicle in " ".join(text.split())

    @settings(max_examples=150)
    @given(st.lists(WORDS, max_size=12).map(" ".join))
    @example("вчера вчера .. 19:00")
    def test_what_is_taken_for_a_date_can_be_read_or_asked(self, text: str) -> None:
        found = find_date(text, TODAY)
        if found is None:
            return
        try:
            dates.read(found.words, TODAY)
        except dates.DateNotUnderstood:
            raise AssertionError(found.words) from None
        except (dates.DateProblem, dates.ImpossibleDate, dates.DateOrder):
            pass

    def test_a_megabyte_is_looked_through_only_at_its_beginning(self) -> None:
        long = "вчера Мария 3.11 " * 60_000
        assert told(long) == told(long[:LOOKED_AT])
