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
    "day after tomorrow": 2, "послезавтра": 2,
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
TURNED_UNIT = f"(?:{_alternatives(TURNED)})"
NUMBER = rf"(?:\d{{1,3}}|{_alternatives(NUMBERS)})"
PART = f"(?:{_alternatives(PARTS)})"

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
