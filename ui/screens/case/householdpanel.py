"""The people of a case on top of their section: as a picture, or as the list that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.i18n import N_, ntr, tr
from caseapp.records import Person
from caseapp.rules.kinship import Kin
from ui.charts.family import Family
from ui.charts.household import Household
from ui.screens.case.desk import Desk, heading
from ui.screens.case.kinfolk import consent_state, person_line, where
from ui.screens.case.notices import Notices
from ui.screens.case.owncase import Elsewhere
from ui.tables.cells import Column as TableColumn
from ui.tables.cells import Lines, State
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel
from ui.widgets.named import named
from ui.widgets.paint import hairline

#: Where the choice between picture and list is kept, inside the store.
_PLACE: Final = "view/people"


class HouseholdPanel(QWidget):
    """`chosen(id)`: another person is current in either view; `opened(id)`: Enter or a double click;
    `switched`: between picture and list.
    """

    chosen = Signal(str)
    opened = Signal(str)
    switched = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        look = self._look = desk.look
        self._kin, self._hidden = Kin((), (), None), False
        self._warns: dict[str, str] = {}
        named(self, "people.household", tr("Household"))
        self.view = Household(look, "people.picture-view", tr("Household"))
        self.model = RowModel(
            [
                TableColumn("name", N_("Name"), Lines, self._line, 200, stretch=True),
                TableColumn("consent", N_("Their own consent"), State, consent_state, 150),
            ],
            lambda one: one.id,
        )
        self.table = TableView(look, self.model, "people.list", tr("People"))
        self.table.horizontalHeader().hide()
        for view in (self.view, self.table):
            view.current_changed.connect(self._current)
            view.opened.connect(self.opened)
        self.notices = Notices(look, "people.notices")
        self.elsewhere = Elsewhere(desk)
        self.count = ElidedLabel(look, "", "people.count", px=12, role="text2")
        self.switch = Button(look, tr("List"), "people.list-switch", kind="flat", icon="table-2")
        self.switch.setCheckable(True)
        self.switch.toggled.connect(self._show_list)
        self.add = Button(look, tr("Add a person"), "people.add", kind="flat", icon="plus")
        self._filling = False
        #: Whether it has been shown with people: only then is its height known.
        self.known = False
        self._build()
        drafts = desk.office.drafts
        desk.runner.run(lambda: drafts.get(_PLACE), self._view_known, owner=self)

    @property
    def as_picture(self) -> bool:
        return self._views.currentWidget() is self.view

    def wanted_height(self) -> int:
        """The height that shows the whole picture."""
        above = sum(
            part.sizeHint().height() + 8 for part in (self.elsewhere, self._notices) if not part.isHidden()
        )
        return self.view.placing.tall + self._look.tall(32) + 24 + above

    def show_people(
        self, family: Family, people: Sequence[Person], kin: Kin, hidden: bool, wrong: Sequence[str]
    ) -> None:
        """Replaces everything: the cards, the lines of the list, and what can't be true of the ties."""
        self._kin, self._hidden = kin, hidden
        self._warns = {card.id: card.warns for card in family.cards}
        self._filling = True
        self.view.show_family(family)
        order = {one: at for at, one in enumerate(self.view.placing.spots)}
        self.model.show_rows(sorted(people, key=lambda one: order[one.id]))
        self._filling = False
        there = sum(where(one) == "russia" for one in people)
        words = ntr("{n} person", "{n} people", len(people))
        if there:
            words += " · " + ntr("{n} in Russia", "{n} in Russia", there)
        self.count.setText(words)
        self.notices.clear()
        for sentence in wrong:
            self.notices.add_notice("mod", sentence)
        self._notices.setVisible(bool(wrong))

    def select(self, key: str) -> bool:
        """Makes somebody current in both views, without telling; "" makes nobody current."""
        self._filling = True
        in_picture = self.view.select_id(key) if key else False
        in_list = self.table.select_key(key) if key else False
        if not in_list:
            self.table.clearSelection()
        if not key:
            self.view.select_none()
        self._filling = False
        if in_picture or in_list:
            self.chosen.emit(key)
        return in_picture or in_list

    def first_beside(self, client: str) -> str:
        """Who is the first in both views, the client left out; "" for nobody."""
        return next((one for one in self.view.placing.spots if one != client), "")

    def start(self) -> None:
        """Puts the keyboard into the view that is shown."""
        (self.view if self.as_picture else self.table).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface"))
        hairline(painter, 0, self.height() - 1, self.width(), self._look.color("line"))
        painter.end()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 12, 0)
        head.setSpacing(8)
        head.addWidget(heading(self._look, tr("People"), "people.title"))
        head.addWidget(self.count, 1)
        head.addWidget(self.switch)
        head.addWidget(self.add)
        self._notices = QWidget()
        told = QVBoxLayout(self._notices)
        told.setContentsMargins(20, 0, 12, 0)
        told.addWidget(self.notices)
        self._notices.hide()
        self._views = named(QStackedWidget(), "people.views")
        self._views.addWidget(self.view)
        self._views.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 1)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.elsewhere)
        column.addWidget(self._notices)
        column.addWidget(self._views, 1)

    def _line(self, person: Person) -> Lines:
        return person_line(person, self._kin, self._hidden, self._warns.get(person.id, ""))

    @Slot(str)
    def _current(self, key: str) -> None:
        if not self._filling:
            self.chosen.emit(key)

    @Slot(bool)
    def _show_list(self, shown: bool) -> None:
        source, target = (self.view, self.table) if shown else (self.table, self.view)
        key = self.view.current_id() if shown else self.table.current_key()
        had_focus = source.hasFocus()
        self._views.setCurrentWidget(target)
        if key:
            self.select(key)
        if had_focus:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        drafts = self._desk.office.drafts
        self._desk.runner.run(lambda: drafts.put(_PLACE, {"list": shown}))
        self.switched.emit()

    def _view_known(self, kept: object) -> None:
        if isinstance(kept, dict) and kept.get("list") is True and not self.switch.isChecked():
            self.switch.setChecked(True)
