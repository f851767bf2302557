"""Which events are shown: a button that opens a menu of filters, and says how many are in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from caseapp.i18n import tr
from ui.charts.scale import Event
from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.named import named
from ui.widgets.segments import Choice


@dataclass(frozen=True)
class Filter:
    """One thing to choose by: stable id, title, and the answers that occur."""

    id: str
    title: str
    choices: tuple[Choice, ...]


class FilterMenu(QObject):
    """`changed` when another choice is in force, `lane_chosen(id)` when the menu stands in for the chips.

    Choices of one filter add to each other, those of different filters narrow each other down.
    """

    changed = Signal()
    lane_chosen = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._filters: tuple[Filter, ...] = ()
        self._lanes: tuple[tuple[str, str], ...] = ()
        self._lane = ""
        self._chosen: dict[str, set[str]] = {}
        self.button = Button(look, tr("Filter"), name, kind="flat", icon="list-filter")
        self.button.clicked.connect(self._open)
        self.button.hide()

    def offer(self, filters: Sequence[Filter]) -> None:
        """The filters that make sense for what there is; a choice that no longer occurs is let go."""
        self._filters = tuple(one for one in filters if len(one.choices) > 1)
        self._chosen = {
            one.id: kept
            for one in self._filters
            if (kept := self._chosen.get(one.id, set()) & {choice.code for choice in one.choices})
        }
        self._tell()

    def offer_lanes(self, lanes: Sequence[tuple[str, str]], current: str) -> None:
        """Lanes (id, title) for the menu, none when they have chips."""
        self._lanes, self._lane = tuple(lanes), current
        self._tell()

    def fits(self, event: Event) -> bool:
        """Whether the filters let an event through."""
        return all(
            any((name, code) in event.tags for code in codes) for name, codes in self._chosen.items() if codes
        )

    def choose(self, name: str, code: str, on: bool) -> None:
        """Puts a choice in force, or takes it away."""
        chosen = self._chosen.setdefault(name, set())
        if on:
            chosen.add(code)
        else:
            chosen.discard(code)
        self._tell()
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Takes every filter away."""
        self._chosen = {}
        self._tell()
        self.changed.emit()

    def menu(self) -> QMenu:
        """The menu as it opens; the button owns it."""
        menu = named(QMenu(self.button), f"{self._name}.menu", tr("Filter"))
        if self._lanes:
            lanes = menu.addMenu(tr("Rows"))
            group = QActionGroup(lanes)
            for code, title in self._lanes:
                action = self._action(lanes, title, code == self._lane)
                group.addAction(action)
                action.triggered.connect(partial(self.lane_chosen.emit, code))
        for one in self._filters:
            below = menu.addMenu(one.title)
            below.setObjectName(f"{self._name}.{one.id}")
            for choice in one.choices:
                action = self._action(below, choice.text, choice.code in self._chosen.get(one.id, ()))
                action.toggled.connect(partial(self.choose, one.id, choice.code))
        menu.addSeparator()
        menu.addAction(tr("Show everything"), self.clear).setEnabled(any(self._chosen.values()))
        return menu

    def _action(self, menu: QMenu, text: str, checked: bool) -> QAction:
        action = menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(checked)
        return action

    @Slot()
    def _open(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))

    def _tell(self) -> None:
        count = sum(map(len, self._chosen.values()))
        self.button.set_words(tr("Filter ({n})", n=count) if count else tr("Filter"))
        self.button.set_icon("list-filter", "accent" if count else "")
        self.button.setVisible(bool(self._filters or self._lanes))
