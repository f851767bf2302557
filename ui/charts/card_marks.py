"""What a card of the household says below the name: who this is, when born; then where somebody lives, a
warning, the consent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont

from caseapp.i18n import tr
from ui.charts.family import PersonCard
from ui.look import Look, advance

__all__ = ["GAP", "Mark", "mark_lines", "room_of"]

#: Between two marks of a line.
GAP = 5
_PIN = 12


@dataclass(frozen=True)
class Mark:
    """Words in one ink; with `pin` the sign of a place stands before them."""

    words: str
    role: str
    bold: bool
    pin: bool = False

    def face(self, look: Look) -> QFont:
        return look.bold(12) if self.bold else look.font(12)


def mark_lines(look: Look, card: PersonCard, room: int) -> list[list[Mark]]:
    """What stands below the name in lines that are no wider than `room`: what finds no room goes below."""
    return [line for marks in (_who(card), _signs(card)) for line in _flowing(look, marks, room)]


def room_of(look: Look, line: Sequence[Mark]) -> int:
    """How wide a line is."""
    words = sum(advance(mark.words, mark.face(look)) for mark in line)
    pins = sum(look.icon_size(_PIN) + GAP for mark in line if mark.pin)
    return words + pins + GAP * (len(line) - 1)


def _who(card: PersonCard) -> Iterator[Mark]:
    for words in (card.role if card.role != card.name else "", card.born):
        if words:
            yield Mark(words, "text2", bold=False)


def _signs(card: PersonCard) -> Iterator[Mark]:
    if card.where:
        sure = card.where == "russia"
        words = tr("In Russia") if sure else tr("Perhaps in Russia")
        yield Mark(words, "mod" if sure else "text2", sure, pin=True)
    if card.warns:
        yield Mark(card.warns, card.level, bold=True)
    if card.state:
        yield Mark(card.state, "text2", bold=False)


def _flowing(look: Look, marks: Iterable[Mark], room: int) -> list[list[Mark]]:
    lines: list[list[Mark]] = []
    for mark in marks:
        beside = Mark("· " + mark.words, mark.role, mark.bold)
        if lines and room_of(look, [*lines[-1], beside]) <= room:
            lines[-1].append(beside)
        else:
            lines += [[part] for part in _folded(look, mark, room)]
    return lines


def _folded(look: Look, mark: Mark, room: int) -> Iterator[Mark]:
    """A mark that is too wide, word by word in as many lines as it needs."""
    line = ""
    pin = mark.pin
    for word in mark.words.split(" "):
        longer = f"{line} {word}" if line else word
        if line and room_of(look, [Mark(longer, mark.role, mark.bold, pin)]) > room:
            yield Mark(line, mark.role, mark.bold, pin)
            line, pin = word, False
        else:
            line = longer
    yield Mark(line, mark.role, mark.bold, pin)
