"""Numbers as people write them, of telephones, papers and files: with blanks and signs, or without."""

from __future__ import annotations

import re
from typing import Final

from caseapp.rules.characters import tokens

__all__ = ["forms", "typed"]

#: Fewer digits are part of an address rather than a number; a longer value is no number at all.
_FEWEST, _LONGEST = 4, 40
#: Values that stand beside each other in one field.
_BETWEEN: Final = re.compile(r"[,;\n]")
#: Russian habit: 8 before the area for what is +7 from abroad.
_RUSSIAN: Final = re.compile(r"8(\d{10})(?!\d)")
#: Country codes of telephones (ITU-T E.164) have one digit, these two, or three; none begins another.
_COUNTRY: Final = re.compile(
    r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}",
)


def forms(value: str) -> list[str]:
    """What a number may be typed as, beside the way it is written here: folded, without blanks and signs; a
    telephone number also without the code of its country. Nothing for what holds no number.
    """
    made: dict[str, None] = {}
    for part in _BETWEEN.split(value):
        whole, abroad = _whole(part)
        if whole:
            made[whole] = None
        if abroad:
            made[abroad] = None
            made[_COUNTRY.sub("", abroad, count=1)] = None
    return list(made)


def typed(text: str) -> str:
    """The form that a typed number shares with what is kept; "" for words."""
    whole, abroad = _whole(text)
    return abroad or whole if sum(map(str.isdigit, whole)) * 2 > len(whole) else ""


def _whole(value: str) -> tuple[str, str]:
    """A number without blanks and signs, and the same from abroad, if it says its country."""
    whole = "".join(tokens(value))
    if len(whole) > _LONGEST or sum(map(str.isdigit, whole)) < _FEWEST:
        return "", ""
    if value.lstrip("( ").startswith("+") and whole[0].isdigit():
        return whole, whole
    if whole.startswith("00"):
        return whole, whole[2:]
    russian = _RUSSIAN.match(whole)
    return whole, f"7{russian[1]}" if russian else ""
