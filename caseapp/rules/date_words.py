"""How English and Russian say one date: months, seasons and their forms.

A role tells what the words are for: "plain" by themselves, "of" after "about", "from" and the like, "in" as
an adverb in running text ("in March 2024", «в марте 2024 г.»), "among" after "between".
"""

from __future__ import annotations

from typing import Protocol

from caseapp.rules.edtf import WINTER, Point

__all__ = ["BY_LANGUAGE", "English", "Language", "Russian"]


def _row(words: str) -> tuple[str, ...]:
    return tuple(words.split())


class Language(Protocol):
    """One language of dates. `phrases` are templates with {} for dates."""

    phrases: dict[str, str]
    weekdays: tuple[str, ...]
    day_after_weekday: str

    def point(self, point: Point, role: str, *, year: bool = True) -> str:
        """The words for a date without its marks; without its year when several dates share one."""
        ...

    def short(self, point: Point, role: str = "plain", *, year: bool = True) -> str:
        """The same as briefly as lists need it."""
        ...

    def years(self, first: int, last: int) -> str:
        """Two years after "between"."""
        ...


class English:
    """British English."""

    months = _row("January February March April May June July August September October November December")
    seasons = ("spring", "summer", "autumn", "winter")
    weekdays = _row("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
    day_after_weekday = "{} {}"
    phrases = {
        "about": "about {}",
        "maybe": "possibly {}",
        "between": "between {} and {}",
        "roughly": "roughly {}",
        "(about)": "{} (roughly)",
        "(maybe)": "{} (uncertain)",
        "from": "from {} onwards",
        "from about": "from about {} onwards",
        "to": "not later than {}",
        "to about": "not later than about {}",
        "early": "early {}",
        "mid": "mid-{}",
        "late": "late {}",
        "in early": "in early {}",
        "in mid": "in mid-{}",
        "in late": "in late {}",
        "winters": "winter {}–{}",
        "in winters": "in winter {}–{}",
        "short about": "c. {}",
        "short from": "from {}",
        "short to": "by {}",
        "short early": "early {}",
        "short mid": "mid-{}",
        "short late": "late {}",
    }
    _hidden = {"day": "day not known", "month": "month not known", "both": "only the year is known"}

    def point(self, point: Point, role: str, *, year: bool = True) -> str:
        words = self._words(point, year)
        if role == "in":
            return f"{'on' if point.precision == 'day' else 'in'} {words}"
        return f"{words} ({self._hidden[point.hidden]})" if point.hidden else words

    def _words(self, point: Point, year: bool) -> str:
        last = f" {point.year}" if year else ""
        if point.precision == "decade":
            return f"the {point.year}s"
        if point.month is None:
            return str(point.year)
        if point.month == WINTER:
            return f"either winter of {point.year}"
        if point.month > 12:
            return self.seasons[point.month - 21] + last
        month = self.months[point.month - 1] + last
        return month if point.day is None else f"{point.day} {month}"

    def short(self, point: Point, role: str = "plain", *, year: bool = True) -> str:
        if point.month is None:
            return f"{point.year}s" if point.decade else str(point.year)
        last = f" {point.year}" if year else ""
        if point.month > 12:
            return self.seasons[point.month - 21] + last
        month = self.months[point.month - 1][:3] + last
        return month if point.day is None else f"{point.day} {month}"

    def years(self, first: int, last: int) -> str:
        return f"between {first} and {last}"


class Russian:
    """Russian; the year is followed by «г.», as official papers do."""

    months = {
        "plain": _row("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
        "of": _row("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
        "in": _row("январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"),
        "among": _row(
            "январём февралём мартом апрелем маем июнем июлем августом сентябрём октябрём ноябрём декабрём"
        ),
    }
    short_months = _row("янв. февр. марта апр. мая июня июля авг. сент. окт. нояб. дек.")
    seasons = {
        "plain": ("весна", "лето", "осень", "зима"),
        "of": ("весны", "лета", "осени", "зимы"),
        "in": ("весной", "летом", "осенью", "зимой"),
        "among": ("весной", "летом", "осенью", "зимой"),
    }
    either_winter = {
        "plain": "одна из зим",
        "of": "одной из зим",
        "in": "в одну из зим",
        "among": "одной из зим",
    }
    decades = {"plain": "{}-е гг.", "of": "{}-х гг.", "in": "в {}-е гг.", "among": "{}-ми гг."}
    weekdays = _row("понедельник вторник среда четверг пятница суббота воскресенье")
    day_after_weekday = "{}, {}"
    phrases = {
        "about": "около {}",
        "maybe": "предположительно {}",
        "between": "между {} и {}",
        "roughly": "примерно {}",
        "(about)": "{} (примерно)",
        "(maybe)": "{} (под вопросом)",
        "from": "начиная с {}",
        "from about": "начиная примерно с {}",
        "to": "не позднее {}",
        "to about": "не позднее {} (примерно)",
        "early": "начало {}",
        "mid": "середина {}",
        "late": "конец {}",
        "in early": "в начале {}",
        "in mid": "в середине {}",
        "in late": "в конце {}",
        "winters": "зима {}–{} гг.",
        "in winters": "зимой {}–{} гг.",
        "short about": "ок. {}",
        "short from": "с {}",
        "short to": "не позднее {}",
        "short early": "нач. {}",
        "short mid": "сер. {}",
        "short late": "кон. {}",
    }
    _hidden = {"day": "день неизвестен", "month": "месяц неизвестен", "both": "известен только год"}

    def point(self, point: Point, role: str, *, year: bool = True) -> str:
        words = self._words(point, role, f" {point.year} г." if year else "")
        return f"{words} ({self._hidden[point.hidden]})" if point.hidden and role != "in" else words

    def _words(self, point: Point, role: str, last: str) -> str:
        if point.precision == "decade":
            return self.decades[role].format(point.year)
        if point.month is None:
            return f"в {point.year} г." if role == "in" else f"{point.year} г."
        if point.month > 12:
            if point.month == WINTER:
                return self.either_winter[role] + last
            return self.seasons[role][point.month - 21] + last
        if point.day is not None:
            return f"{point.day} {self.months['of'][point.month - 1]}{last}"
        month = self.months[role][point.month - 1] + last
        return f"в {month}" if role == "in" else month

    def short(self, point: Point, role: str = "plain", *, year: bool = True) -> str:
        if point.month is None:
            return f"{point.year}-{'х' if role == 'of' else 'е'}" if point.decade else str(point.year)
        last = f" {point.year}" if year else ""
        if point.month > 12:
            return self.seasons[role][point.month - 21] + last
        word = self.short_months[point.month - 1]
        if point.day is not None:
            return f"{point.day} {word}{last}"
        return (word if word.endswith(".") or role == "of" else self.months["plain"][point.month - 1]) + last

    def years(self, first: int, last: int) -> str:
        return f"между {first} и {last} гг."


#: The languages in which dates can be said; any other is said in English.
BY_LANGUAGE: dict[str, Language] = {"en": English(), "ru": Russian()}
