"""Whether a number or an address is one that must not be used, however it was written down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

__all__ = ["Way", "same_way", "unsafe"]

#: So many last digits make two numbers the same: the country code is written in many ways or left out.
_TELLING_DIGITS = 9
_LEAST_DIGITS = 7


class Way(Protocol):
    """A way of reaching somebody, as the record ContactPoint has it."""

    @property
    def value(self) -> str: ...

    @property
    def safe(self) -> str: ...


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def same_way(one: str, other: str) -> bool:
    """Whether two texts name the same number, mailbox or account."""
    first, second = one.strip().casefold().lstrip("@"), other.strip().casefold().lstrip("@")
    if not first or not second:
        return False
    if first == second:
        return True
    if "@" in first or "@" in second or any(char.isalpha() for char in first + second):
        return False
    shorter, longer = sorted((_digits(first), _digits(second)), key=len)
    return len(shorter) >= _LEAST_DIGITS and longer.endswith(shorter[-_TELLING_DIGITS:])


def unsafe(value: str, ways: Iterable[Way]) -> bool:
    """Whether a way that was noted as unsafe is this one, and no note says that it is safe after all."""
    said = {way.safe for way in ways if same_way(way.value, value)}
    return "no" in said and "yes" not in said
