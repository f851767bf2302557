"""Plates, telephone numbers, accounts and addresses on the network, found in a running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["BLANK", "Mark", "account_kind", "blanked", "marks"]

#: Stands for what was found: no word, no space, no end of a thought that anybody types.
BLANK: Final = "\ufffc"

_RUSSIAN: Final = "АВЕКМНОРСТУХABEKMHOPCTYX"
#: The region of a Russian plate, set apart as people say it; a day, an hour or a number of things is none.
_REGION: Final = (
    r"(?: \d{2,3}(?![.:/-]?\d)(?! ?(?:янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|час|мин|раз|лет|чел|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|hour|min|time|people|men|a\.?m|p\.?m)))"
)
#: Plates of the countries that our clients live in or flee from. Those that look like other things count
#: only in capitals and without a space.
_PLATES: Final = (
    re.compile(
        rf"(?<!\w)[{_RUSSIAN}]\d{{3}}[{_RUSSIAN}]{{2}}(?:\d{{1,3}}|{_REGION})?(?!\w)", re.IGNORECASE
    ),  # RU
    re.compile(rf"(?<!\w)[{_RUSSIAN}] \d{{3}} ?[{_RUSSIAN}]{{2}}(?: ?\d{{2,3}})?(?!\w)"),
    re.compile(r"(?<!\w)[A-Z]{2}-\d{3}-[A-Z]{2}(?!\w)"),  # GE
    re.compile(r"(?<!\w)[A-Z]{1,3}-[A-Z]{1,2} ?\d{1,4}[EH]?(?!\w)"),  # DE
    re.compile(r"(?<!\w)\d{2,3} ?[A-Z]{2,3} ?\d{2,3}(?!\w)"),  # KZ, AM
    re.compile(r"(?<!\w)\d{2} ?KG ?\d{3} ?[A-Z]{3}(?!\w)"),  # KG
    re.compile(r"(?<!\w)[A-Z]{3} ?\d{3}(?!\w)"),  # LT
    re.compile(r"(?<!\w)\d{3} ?[A-Z]{3}(?!\w)"),  # EE
    re.compile(r"(?<!\w)\d{4} ?[BCDFGHJKLMNPRSTVWXYZ]{3}(?!\w)"),  # ES
    re.compile(r"(?<!\w)[A-Z]{2}-?\d{3,4}(?!\w)"),  # LV
    re.compile(r"(?<!\w)[A-Z]{2} ?[A-Z]{2}\d{3}(?!\w)"),  # ME
    re.compile(r"(?<!\w)\d[A-Z]\d ?\d{4}(?!\w)"),  # CZ
)
_MAIL: Final = re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?!\w)")
_SITE: Final = re.compile(
    r"(?<![\w@.])(?:https?://\S+|(?:www\.|t\.me/|telegram\.me/|vk\.com/|instagram\.com/|facebook\.com/|x\.com/|"
    r"twitter\.com/|youtube\.com/)[^\s,;]+)",
    re.IGNORECASE,
)
_ACCOUNT: Final = re.compile(r"(?<![\w@.])@[A-Za-z0-9_](?:[\w.]*\w)?")
_PHONE: Final = re.compile(r"(?<![\w@.,:+-])\+?\(?\d[\d\s().–-]{4,24}\d(?![\w@])")
_DATE_LIKE: Final = re.compile(
    r"\(?\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d\d(?:[./-]\d\d)?\b|\d{1,2}\.\d\d\b"
)
_NETWORKS: Final = re.compile(
    r"^(?:https?://)?(?:www\.|m\.)?(?:t\.me|telegram\.me|vk\.com|instagram\.com|facebook\.com|x\.com|twitter\.com|"
    r"youtube\.com)/",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mark:
    """Something that may turn up again: `kind` as in the list trace_kinds, the value as typed, where."""

    kind: str
    value: str
    start: int
    end: int


def marks(text: str, number_prefix: str = "") -> list[Mark]:
    """Everything of the kind in the text, in order, no two overlapping.

    `number_prefix` begins our own case numbers, which look like plates and are none.
    """
    found: list[Mark] = []
    own = re.compile(rf"{re.escape(number_prefix)}-?\d+") if number_prefix else None
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            value = match.group().rstrip(" .,;:!?)»”\"'")
            start, end = match.start(), match.start() + len(value)
            if kind == "PLA" and own is not None and own.fullmatch(value):
                continue
            if kind == "TEL" and not _is_phone(value):
                continue
            if value and all(end <= mark.start or mark.end <= start for mark in found):
                found.append(Mark(account_kind(value) if kind == "WEB" else kind, value, start, end))
    return sorted(found, key=lambda mark: mark.start)


def account_kind(value: str) -> str:
    """What a name on the network is: an account, an e-mail address or a website."""
    value = value.strip()
    if _MAIL.fullmatch(value):
        return "MAI"
    if _NETWORKS.match(value):
        return "ACC"
    return "WEB" if re.match(r"https?://|www\.", value, re.IGNORECASE) else "ACC"


def blanked(text: str, found: list[Mark]) -> str:
    """The text with BLANK in place of the marks, every other character where it was."""
    for mark in found:
        text = text[: mark.start] + BLANK * (mark.end - mark.start) + text[mark.end :]
    return text


def _is_phone(value: str) -> bool:
    digits = sum(char.isdigit() for char in value)
    if not 6 <= digits <= 15 or "\n" in value or _DATE_LIKE.match(value):
        return False
    if value.startswith("+"):
        return True
    grouped = len(re.findall(r"[\s().–-]+", value)) >= 2
    return digits >= 9 or (grouped and digits >= 7)


#: In the order in which they are looked for: what was found is not found a second time as something else.
_PATTERNS: Final = (
    ("WEB", _SITE),
    ("MAI", _MAIL),
    ("ACC", _ACCOUNT),
    *(("PLA", pattern) for pattern in _PLATES[:2]),
    ("TEL", _PHONE),
    *(("PLA", pattern) for pattern in _PLATES[2:]),
)
