"""What the screens of a case are handed, and what all of their sections have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from caseapp.errors import Problem
from caseapp.i18n import language, tr
from caseapp.records import Caseworker
from caseapp.services.cases import CaseSummary
from caseapp.services.office import Office
from caseapp.services.records import Deleted
from ui.bus import ChangeBus
from ui.forms import Adds, Links, Setting
from ui.forms.mnemonics import letters
from ui.look import Look
from ui.screens.host import Host
from ui.tasks import Runner
from ui.widgets.area import Area
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.widgets.rail import Mark
from ui.widgets.segments import Choice
from ui.writer import Writer


@dataclass(frozen=True)
class Desk:
    """An open office with what a screen may ask of its window.

    `reserved` are mnemonics that the screen itself uses.
    """

    office: Office
    runner: Runner
    bus: ChangeBus
    host: Host
    reserved: str = ""

    @property
    def look(self) -> Look:
        return self.host.look

    @property
    def writer(self) -> Writer:
        return Writer(self.runner, self.bus)

    def show_problem(self, problem: Problem) -> None:
        """Tells an expected failure that belongs to no field."""
        if self.runner.on_problem is not None:
            self.runner.on_problem(problem)

    def setting(
        self, links: Mapping[str, Links] | None = None, adds: Mapping[str, Adds] | None = None
    ) -> Setting:
        """What the forms of this desk are handed."""
        times, clock = {"happened": "time_of_day"}, self.office.clock
        return Setting(self.look, clock.today, links or {}, times=times, adds=adds or {}, local=clock.local)

    def caseworkers(self) -> list[Choice]:
        """Everybody who works or worked here, by name. To be called on the store thread."""
        named_ones = [(one.id, in_language(one.name)) for one in self.office.records.all(Caseworker)]
        return sorted((Choice(code, name) for code, name in named_ones), key=lambda one: one.text.casefold())


def in_language(texts: Mapping[str, str]) -> str:
    """A text by language in the language of the screen, else in the first one that it has."""
    return texts.get(language()) or next(iter(texts.values()), "")


def letters_around(form: QWidget) -> tuple[str, str]:
    """The mnemonics of the buttons and of the labels that the section of a form shows outside of it."""
    top = form
    while not isinstance(top, Section) and (above := top.parentWidget()) is not None:
        top = above
    around = [
        widget
        for widget in top.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton)
        and widget.isVisibleTo(top)
        and not form.isAncestorOf(widget)
    ]
    buttons = letters(*(one.text() for one in around if isinstance(one, QAbstractButton)))
    labels = letters(*(one.text() for one in around if isinstance(one, QLabel)))
    return buttons, labels


class Section(QWidget):
    """One section of a case.

    `go(section)` asks the page to show another, `record_wanted(kind, id, field)` to lead to a record where it
    stands, `letter_wanted(id)` to open a letter.
    """

    go = Signal(str)
    record_wanted = Signal(str, str, str)
    letter_wanted = Signal(str)

    #: Object name, and what a screen reader calls the section (marked English).
    NAME: ClassVar[str] = ""
    SAYS: ClassVar[str] = ""
    #: What `begin` begins (marked English), "" where nothing is begun.
    BEGINS: ClassVar[str] = ""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self.desk, self.look, self.case_id = desk, desk.look, case_id
        named(self, self.NAME, tr(self.SAYS))

    def show_summary(self, summary: CaseSummary) -> None:
        """Takes over the case as it now stands in the store."""

    def set_narrow(self, narrow: bool) -> None:
        """The window is narrower than 1200, or no longer."""

    def flush(self) -> None:
        """Hands out everything typed so far."""

    def confirm(self) -> None:
        """The person asked to save: saves and says so."""
        self.flush()

    def jump(self, kind: str, record_id: str, field: str) -> bool:
        """Leads to a field of a record; False when it is not in this section."""
        return False

    def start(self) -> None:
        """Puts the keyboard where work in this section begins."""
        child = self.nextInFocusChain()
        while child is not None and child is not self and self.isAncestorOf(child):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled():
                child.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            child = child.nextInFocusChain()

    def begin(self) -> None:
        """Begins a new record of those that stand here; the keyboard goes into it."""
        self.start()

    @classmethod
    def mark(cls, summary: CaseSummary) -> Mark:
        """What stands beside the section's name."""
        return Mark()


def take_back(desk: Desk, deleted: Deleted, words: str) -> None:
    """Offers to bring back what was just deleted."""
    deletion = deleted.deletion

    def bring_back() -> None:
        desk.writer.write(lambda: desk.office.records.restore(deletion))

    desk.host.toast(words, tr("Undo"), bring_back)


class Column(Area):
    """One scrolling column of a page: 20 wide margins, content at most `width` wide."""

    def __init__(self, look: Look, name: str, *, width: int = 760, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(20, 16, 20, 24)
        row.setSpacing(0)
        holder = QWidget()
        holder.setMaximumWidth(look.wide(width))
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        self.column = QVBoxLayout()
        self.column.setSpacing(10)
        whole.addLayout(self.column)
        whole.addStretch(1)
        row.addWidget(holder, 100)
        row.addStretch(1)
        self.setWidget(body)
        self.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)

    def show_widget(self, widget: QWidget) -> None:
        """Scrolls so far that a widget is in view."""
        self.ensureWidgetVisible(widget, 0, 60)


def snug(widget: QWidget) -> QWidget:
    """Lets wrapped words take the height of their lines and no more, wherever the widget is laid out."""
    for part in (widget, *widget.findChildren(QWidget)):
        if part.hasHeightForWidth():
            policy = part.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            part.setSizePolicy(policy)
    return widget


def heading(look: Look, text: str, name: str = "", *, px: int = 15) -> Words:
    """The heading of a group."""
    return Words(look, text, name, px=px, bold=True)


def emptied(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Takes everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout):
            emptied(inner)
