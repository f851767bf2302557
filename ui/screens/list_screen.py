"""The frame of a screen with a list at the left and one record at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp import lists
from caseapp.i18n import language
from ui.look import Look
from ui.screens.fresh import FreshScreen
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import Rule
from ui.widgets.page import PageHead
from ui.widgets.search import SearchField
from ui.widgets.segments import Choice

LIST_WIDTH, LIST_NARROW = 340, 264


@dataclass(frozen=True)
class Words:
    """What such a screen says. `icon` and `empty` stand where there is no record yet; `kinds` names the
    coded list by which the records are filtered.
    """

    title: str
    new: str
    find: str
    unfound: str
    icon: str
    empty: str
    first: str
    delete: str
    kinds: str
    kind: str
    every_kind: str
    clear: str


class ListScreen(FreshScreen):
    """The base of the screens of contacts and actors; `build` is called once by the screen itself.

    All records are read at once: there are hundreds of them, not hundreds of thousands.
    """

    #: The form at the right; it can `confirm()` and `flush()` what is typed.
    detail: Any

    def __init__(self, look: Look, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(name, title, parent)
        self._look = look

    # What each screen says for itself

    @Slot()
    def narrow(self) -> None:
        """Shows what fits the filter."""
        raise NotImplementedError

    @Slot()
    def start_new(self) -> None:
        """Starts a record; it is kept from its first field on."""
        raise NotImplementedError

    @Slot()
    def delete_current(self) -> None:
        """Moves the current record to the bin."""
        raise NotImplementedError

    # What the window calls

    @Slot()
    def save(self) -> None:
        """Ctrl+S: saves what is typed and says so."""
        self.detail.confirm()

    def leave(self) -> None:
        """Another screen is about to be shown."""
        self.detail.flush()

    # The frame

    def build(self, words: Words, listed: QAbstractItemView, detail: QWidget) -> None:
        """Puts the list and the form into their places."""
        look, name = self._look, self.objectName()
        self.head = PageHead(look, words.title, beside=True, name=f"{name}.head")
        self.new = Button(look, words.new, f"{name}.new", kind="main", icon="plus")
        self.head.add(self.new)
        self.search = SearchField(look, f"{name}.search", words.find, keys="Ctrl+F")
        codes = lists.get(words.kinds)
        kinds = [Choice(code, codes.label(code, language())) for code in codes.codes]
        self.kind = ChoiceField(look, kinds, f"{name}.kind-filter", words.kind, empty=words.every_kind)
        self._listed, self.detail = listed, detail
        self.unfound = EmptyState(
            look, "search", words.unfound, words.clear, name=f"{name}.unfound", link=True
        )
        self.nothing = EmptyState(look, words.icon, words.empty, words.first, name=f"{name}.empty")
        self._left, self.right = QStackedWidget(), QStackedWidget()
        self._left.addWidget(listed)
        self._left.addWidget(self.unfound)
        self.right.addWidget(self.nothing)
        self.right.addWidget(detail)
        self._lay_out()
        self._connect(words.delete)

    def show_held(self, sentence: str, any_held: bool) -> None:
        """The head's sentence, and the list or the invitation to begin one."""
        self.head.set_sentence(sentence)
        self._side.setVisible(any_held)
        self.narrow()
        if not any_held and not self.detail.unstored:
            self.detail.show_nothing()
            self.right.setCurrentWidget(self.nothing)

    def show_found(self, found: bool) -> None:
        """The list, or that nothing fits."""
        self._left.setCurrentWidget(self._listed if found else self.unfound)

    def show_detail(self) -> None:
        self.right.setCurrentWidget(self.detail)

    @Slot()
    def clear(self) -> None:
        """Takes the filter away."""
        self.kind.set_value("")
        self.search.set_text("")
        self.narrow()

    @Slot()
    def into_list(self) -> None:
        """Puts the keyboard into the list, unless it is empty."""
        if self._listed.model().rowCount():
            self._listed.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        for field in (self.search, self.kind):
            row = QHBoxLayout()
            row.setContentsMargins(20, 0, 20, 8)
            row.addWidget(field)
            side.addLayout(row)
        side.addWidget(self._left, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._side)
        below.addWidget(Rule(self._look, down=True))
        below.addWidget(self.right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(below, 1)

    def _connect(self, delete_words: str) -> None:
        self.new.clicked.connect(self.start_new)
        self.nothing.acted.connect(self.start_new)
        self.unfound.acted.connect(self.clear)
        self.search.searched.connect(self.narrow)
        self.search.entered.connect(self.into_list)
        self.search.down.connect(self.into_list)
        self.kind.chosen.connect(self.narrow)
        self._look.changed.connect(self._fit)
        delete = QAction(delete_words, self._listed)
        delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self.delete_current)
        self._listed.addAction(delete)

    @Slot()
    def _fit(self) -> None:
        narrow = self.width() < self._look.wide(900)
        self._side.setFixedWidth(
            min(self._look.wide(LIST_NARROW if narrow else LIST_WIDTH), self.width() // 2)
        )
