"""The words by which people type dates in English and Russian, in every form that they take in a sentence.

All forms are small letters with е for ё, as `normal` prepares the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def _alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _numbered(rows: str, start: int) -> dict[str, int]:
    """Every word of a line stands for the number of its line."""
    return {
        word: number for number, row in enumerate(rows.strip().splitlines(), start) for word in row.split()
    }


MONTHS = _numbered(
    """
    january jan январь января январе январем январю янв
    february feb февраль февраля феврале февралем февралю фев февр
    march mar март марта марте мартом марту мар
    april apr апрель апреля апреле апрелем апрелю апр
    may май мая мае маем маю
    june jun июнь июня июне июнем июню июн
    july jul июль июля июле июлем июлю июл
    august aug август августа августе августом августу авг
    september sept sep сентябрь сентября сентябре сентябрем сентябрю сент сен
    october oct октябрь октября октябре октябрем октябрю окт
    november nov ноябрь ноября ноябре ноябрем ноябрю нояб ноя
    december dec декабрь декабря декабре декабрем декабрю дек
    """,
    1,
)
SEASONS = _numbered(
    """
    spring весна весны весной весною весне весну
    summer лето лета летом лете лету
    autumn fall осень осени осенью
    winter зима зимы зимой зимою зиме зиму
    """,
    21,
)
WEEKDAYS = _numbered(
    """
    monday mon понедельник понедельника понедельнику пн
    tuesday tue tues вторник вторника вторнику вт
    wednesday wed среда среды среду среде ср
    thursday thu thurs четверг четверга четвергу чт
    friday fri пятница пятницы пятницу пятнице пт
    saturday sat суббота субботы субботу субботе сб
    sunday sun воскресенье воскресенья воскресенью вс
    """,
    0,
)
DAYS_AWAY = {
    "today": 0, "сегодня": 0, "yesterday": -1, "вчера": -1, "the day before yesterday": -2,
    "day before yesterday": -2, "позавчера": -2, "tomorrow": 1, "завтра": 1, "the day after tomorrow": 2,
    "day after tomorrow": 2, "послезавтра": 2, "just now": 0, "right now": 0, "только что": 0, "сейчас": 0,
    "прямо сейчас": 0, "earlier today": 0,
}  # fmt: skip
#: A night belongs to two days; the first of them, counted from today. What is told has happened.
NIGHTS = {
    "last night": -1, "this night": -1, "прошлой ночью": -1, "минувшей ночью": -1, "этой ночью": -1,
    "сегодня ночью": -1, "the night before last": -2, "night before last": -2, "позапрошлой ночью": -2,
}  # fmt: skip
#: Words that tell a part of the day together with its day.
PARTS_TOLD = dict.fromkeys(NIGHTS, "night") | {
    "tonight": "night", "this morning": "morning", "этим утром": "morning", "this afternoon": "afternoon",
    "this evening": "evening", "этим вечером": "evening",
}  # fmt: skip
NUMBERS = _numbered(
    """
    a an one один одну
    two два две
    three три
    four четыре
    five пять
    six шесть
    seven семь
    eight восемь
    nine девять
    ten десять
    eleven одиннадцать
    twelve двенадцать
    """,
    1,
)
#: Hours in words, as they stand after "at" and after "about".
HOUR_WORDS = _numbered(
    """
    one один одного
    two два двух
    three три трех
    four четыре четырех
    five пять пяти
    six шесть шести
    seven семь семи
    eight восемь восьми
    nine девять девяти
    ten десять десяти
    eleven одиннадцать одиннадцати
    twelve двенадцать двенадцати
    тринадцать тринадцати
    четырнадцать четырнадцати
    пятнадцать пятнадцати
    шестнадцать шестнадцати
    семнадцать семнадцати
    восемнадцать восемнадцати
    девятнадцать девятнадцати
    двадцать двадцати
    """,
    1,
) | {
    f"{twenty} {word}": 20 + number
    for number, words in enumerate((("один", "одного"), ("два", "двух"), ("три", "трех")), 1)
    for twenty, word in zip(("двадцать", "двадцати"), words, strict=True)
}
#: «Половина четвёртого» is half past three.
HALF_TO = _numbered(
    "первого\nвторого\nтретьего\nчетвертого\nпятого\nшестого\nседьмого\nвосьмого\nдевятого\nдесятого\n"
    "одиннадцатого\nдвенадцатого",
    1,
)
UNITS = {
    word: unit
    for unit, words in {
        "day": "day days день дня дней",
        "week": "week weeks неделя неделю недели недель",
        "month": "month months месяц месяца месяцев",
        "year": "year years год года лет",
    }.items()
    for word in words.split()
}
#: Units that are counted back from the clock, in minutes; `ONE_AGO` those that are one without a number.
MINUTE_UNITS = {
    "minute": 1, "minutes": 1, "минута": 1, "минуту": 1, "минуты": 1, "минут": 1, "hour": 60, "hours": 60,
    "час": 60, "часа": 60, "часов": 60,
}  # fmt: skip
ONE_AGO = {"минуту": 1, "полчаса": 30, "час": 60, "half an hour": 30}
#: What is told so without counting: least and most minutes.
SOME_AGO = {
    words: minutes
    for minutes, said in {
        (0, 30): "a few minutes|a couple of minutes|несколько минут|пару минут",
        (5, 30): "a quarter of an hour|quarter of an hour|четверть часа",
        (30, 90): "около часа",
        (45, 150): "an hour and a half|one and a half hours|полтора часа",
        (60, 240): "a couple of hours|пару часов",
        (60, 600): "a few hours|several hours|несколько часов",
    }.items()
    for words in said.split("|")
}
COUNTS = NUMBERS | HOUR_WORDS | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "тридцать": 30, "сорок": 40,
}  # fmt: skip
#: Words that point from today: last, this, next, the one before last.
TURNS = {
    word: turn
    for turn, words in {
        -2: "позапрошлый позапрошлая позапрошлую позапрошлой позапрошлом позапрошлого позапрошлым",
        -1: "last previous прошлый прошлая прошлую прошлой прошлом прошлого прошлое прошлым минувшей",
        0: "this этот эта эту этой этом этого это этим текущий текущей текущем текущего нынешний нынешнем",
        1: "next следующий следующая следующую следующей следующем следующего следующее следующим",
    }.items()
    for word in words.split()
}
TURNED = {
    word: unit
    for unit, words in {
        "week": "week неделя неделю неделе недели",
        "month": "month месяц месяце месяца",
        "year": "year год году года",
    }.items()
    for word in words.split()
}
PARTS = {
    word: part
    for part, words in {
        "early": "early|at the beginning of|in the beginning of|the beginning of|beginning of|"
        "at the start of|the start of|start of|в начале|с начала|начало|началом|нач.|нач",
        "mid": "mid|in the middle of|the middle of|middle of|в середине|середина|серединой|сер.|сер",
        "late": "late|at the end of|the end of|end of|в конце|конец|концом|кон.|кон",
    }.items()
    for word in words.split("|")
}

MONTH = f"(?:{_alternatives(MONTHS)})"
SEASON = f"(?:{_alternatives(SEASONS)})"
WEEKDAY = f"(?:{_alternatives(WEEKDAYS)})"
TURN = f"(?:{_alternatives(TURNS)})"
UNIT = f"(?:{_alternatives(UNITS)})"
MINUTE_UNIT = f"(?:{_alternatives(MINUTE_UNITS)})"
COUNT = rf"(?:\d{{1,3}}|{_alternatives(COUNTS)})"
TURNED_UNIT = f"(?:{_alternatives(TURNED)})"
NUMBER = rf"(?:\d{{1,3}}|{_alternatives(NUMBERS)})"
PART = f"(?:{_alternatives(PARTS)})"
HOUR_WORD = f"(?:{_alternatives(HOUR_WORDS)})"
PART_TOLD = f"(?:{_alternatives(PARTS_TOLD)})"
HALF_HOUR = f"(?:{_alternatives(HALF_TO)})"

ABOUT = re.compile(
    r"^(?:(?:about|around|circa|approximately|approx\.?|roughly|ca?\.?|somewhere around|sometime around|"
    r"около|примерно|приблизительно|ориентировочно|где-то|ок\.?)(?=[\s\d])|[~≈])\s*"
)
MAYBE = re.compile(
    r"^(?:possibly|probably|perhaps|maybe|i think|предположительно|возможно|вероятно|наверное|кажется|"
    r"вроде бы|вроде|может быть|скорее всего)\b[\s,]*"
)
QUESTION = re.compile(r"\s*(?:\(\?\)|\?)$")
MAYBE_AFTER = re.compile(r"\s*(?:\(\?\)|\?|\((?:uncertain|под вопросом)\))$")
ABOUT_AFTER = re.compile(r"\s*\((?:roughly|примерно)\)$")
HIDDEN = {
    "day": ("(day not known)", "(день неизвестен)"),
    "month": ("(month not known)", "(месяц неизвестен)"),
    "both": ("(only the year is known)", "(известен только год)"),
}

BEFORE = re.compile(
    r"^(?:some ?time )?(?:before|until|till|prior to|earlier than|до|раньше|ранее)\s+(?:чем\s+)?"
)
BY = re.compile(
    r"^(?:by|not later than|no later than|not after|up to|не позднее|не позже|вплоть до|к)\s+(?:чем\s+)?"
)
AFTER = re.compile(r"^(?:some ?time )?(?:after|later than|после|позднее|позже)\s+(?:чем\s+)?")
SINCE = re.compile(
    r"^(?:since|from|starting from|starting in|starting|not earlier than|no earlier than|not before|"
    r"начиная с|начиная|не ранее|не раньше|со|с|от)\s+(?:чем\s+)?"
)
ONWARDS = re.compile(
    r"\s*(?:,\s*|-\s*|и\s+)?(?:onwards?|and later|until now|till now|to date|to this day|up to now|"
    r"until today|до сих пор|по сей день|(?:по )?настоящее время|(?:по )?наст\. время|"
    r"до настоящего времени|и далее|и позже|далее|present|н\.в\.|по н\.в\.)$"
)
IN = re.compile(r"^(?:(?:in|on|at|during|over|the|of|в течение|во?|на|за)\s+)+")


def normal(text: str) -> str:
    """Small letters with е for ё, plain hyphens, single spaces; without «г.», ordinal endings and quotation
    marks.
    """
    text = unicodedata.normalize("NFKC", text).lower().replace("ё", "е")
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"[«»“”„\"]", "", text).replace("’", "'")
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th|-?го|-?ое|-?му|-?м)\b(?!\s*(?:-|half|quarter))", "", text)
    text = re.sub(r"(\b\d{1,2})-?е\b(?!\s?(?:гг|год))", lambda m: m[1] if int(m[1]) <= 31 else m[0], text)
    text = re.sub(r"(?<=\d{4})\s?(?:гг?\.?(?:\s?г\.)?|год(?:а|у|ов|ы|ами|ах)?)(?![а-яa-z])", "", text)
    text = re.sub(r"(?<=\.\d\d)\s?(?:г\.|года?)(?![а-яa-z])", "", text)
    text = re.sub(r"(?<=\d)\sчисла\b", "", text)
    text = re.sub(r"\bначиная (примерно|приблизительно) (со?)\b", r"начиная \2 \1", text)
    if re.search("[а-я]", text):  # a Latin c where с ("from") was meant
        text = re.sub(r"\bc(?=\s)", "с", text)
    text = re.sub(r"(?<=\d)\sof\s|\bof\s(?=\d)", " ", text)
    text = re.sub(r"\b(?:the)\s(?=\d)", "", text)
    return re.sub(r"\s+", " ", text).strip(" ,;")
