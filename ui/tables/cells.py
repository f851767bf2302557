"""What a cell can hold. A value says itself in words, for the screen reader and for copying."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ui.widgets.shapes import level_word, status_word


@dataclass(frozen=True)
class Text:
    """One line. `role` is an ink of the theme."""

    text: str
    role: str = "text"
    bold: bool = False

    def says(self) -> str:
        return self.text


@dataclass(frozen=True)
class Lines:
    """Two lines: 13 above, 12 in grey below. `role` inks the first line (late dates: "crit"); `struck` draws
    a line through it.
    """

    first: str
    second: str = ""
    bold: bool = True
    role: str = "text"
    struck: bool = False

    def says(self) -> str:
        return f"{self.first}, {self.second}" if self.second else self.first


@dataclass(frozen=True)
class Wrapped:
    """Bold words above, smaller ones in grey below, both in as many lines as they need: for small tables in
    which each row is as high as its content.
    """

    first: str
    second: str = ""

    def says(self) -> str:
        return f"{self.first}, {self.second}" if self.second else self.first


@dataclass(frozen=True)
class Risk:
    """A risk chip, by level or stored code; None is "not assessed"."""

    code: str | None

    def says(self) -> str:
        return level_word(self.code)


@dataclass(frozen=True)
class Status:
    """A case status as icon and word."""

    code: str | None

    def says(self) -> str:
        return status_word(self.code)


@dataclass(frozen=True)
class State:
    """Any other state: icon and word in one ink."""

    icon: str
    text: str
    role: str = "text"
    icon_role: str = ""

    def says(self) -> str:
        return self.text


Cell = Text | Lines | Wrapped | Risk | Status | State


@dataclass(frozen=True)
class Column:
    """A column: stable id, title (English, marked with N_), how a row gives its cell, width at 100 % text.

    `kind` is the class of all its cells. One column of a table should stretch. `sortable` puts the id into
    `sort_wanted` when its head is clicked.
    """

    id: str
    title: str
    kind: type[Text | Lines | Wrapped | Risk | Status | State]
    cell: Callable[[Any], Cell]
    width: int = 120
    stretch: bool = False
    sortable: bool = False
    at_end: bool = False
