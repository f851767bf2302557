"""The screen with the actors: the list at the left, one actor at the right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp import lists
from caseapp.i18n import N_, language, ntr, tr
from caseapp.records import Actor
from caseapp.services.actors import Known
from caseapp.services.office import Office
from ui.bus import ChangeBus
from ui.forms.mnemonics import letters
from ui.latest import Latest
from ui.screens.actors.detail import ActorDetail
from ui.screens.case.desk import Desk, take_back
from ui.screens.case.words import coded, joined
from ui.screens.host import Host
from ui.tables.cells import Column, Lines
from ui.tables.matching import Findable, Sought
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.tasks import Runner
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import Rule
from ui.widgets.named import named
from ui.widgets.page import PageHead
from ui.widgets.search import SearchField
from ui.widgets.segments import Choice

LIST_WIDTH, LIST_NARROW = 340, 264


@dataclass(frozen=True)
class _Held:
    """An actor and what the list finds it by."""

    known: Known
    found_by: Findable

    @classmethod
    def of(cls, known: Known) -> _Held:
        one = known.actor
        return cls(known, Findable.of((one.name, one.other_names), (coded("actor_kinds", one.kind),)))


def _cell(held: _Held) -> Lines:
    one = held.known
    count = ntr("{n} incident", "{n} incidents", one.incidents) if one.incidents else ""
    return Lines(one.actor.name, joined(coded("actor_kinds", one.actor.kind), count, by=" · "))


class ActorsScreen(QWidget):
    """List and detail. All actors are read at once: there are hundreds of them, not hundreds of thousands."""

    def __init__(
        self, office: Office, runner: Runner, bus: ChangeBus, host: Host, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = host.look
        self.desk = Desk(office, runner, bus, host, letters(tr("&New actor")))
        self._held: list[_Held] = []
        self._wanted = ""
        self._stale = True
        self._asked = Latest(runner, self)
        named(self, "actors", tr("Actors"))
        self._build()
        self._connect()
        bus.listen(self, ("actor", "incident", "involvement", "case"), self._changed)

    # What the window calls

    @Slot()
    def filter(self) -> None:
        """Ctrl+F: puts the keyboard into the search field."""
        self.search.setFocus()
        self.search.field.selectAll()

    @Slot()
    def save(self) -> None:
        """Ctrl+S: saves what is typed and says so."""
        self.detail.confirm()

    def leave(self) -> None:
        """Another screen is about to be shown."""
        self.detail.flush()

    @Slot(str)
    def show_actor(self, actor_id: str) -> None:
        """Shows one actor, also when the filter would hide it."""
        self.detail.flush()
        self._wanted = actor_id
        self._clear()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Reads all actors anew and keeps the selected one."""
        self._stale = False
        actors = self.desk.office.actors
        self._asked.ask(lambda: [_Held.of(known) for known in actors.all()], self._show)

    @Slot()
    def new_actor(self) -> None:
        """Starts an actor; it is kept from its first field on."""
        self.table.clearSelection()
        self.detail.show_actor(Actor(kind=self.kind.value()), new=True)
        self._right.setCurrentWidget(self.detail)
        self.detail.jump("name")

    # Building

    def _build(self) -> None:
        look = self._look
        self.head = PageHead(look, tr("Actors"), beside=True, name="actors.head")
        self.new = Button(look, tr("&New actor"), "actors.new", kind="main", icon="plus")
        self.head.add(self.new)
        self.search = SearchField(look, "actors.search", tr("Find an actor"), keys="Ctrl+F")
        listed = lists.get("actor_kinds")
        kinds = [Choice(code, listed.label(code, language())) for code in listed.codes]
        self.kind = ChoiceField(look, kinds, "actors.kind-filter", tr("Kind"), empty=tr("All kinds"))
        columns = [Column("name", N_("Name"), Lines, _cell, 240, stretch=True)]
        self.model = RowModel(columns, lambda held: held.known.actor.id)
        self.table = TableView(look, self.model, "actors.list", tr("Actors"))
        self.table.horizontalHeader().hide()
        self.unfound = EmptyState(
            look, "search", tr("No actor fits."), tr("Clear the filter"), name="actors.unfound", link=True
        )
        self._left = QStackedWidget()
        self._left.addWidget(self.table)
        self._left.addWidget(self.unfound)
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
        self.detail = ActorDetail(self.desk)
        self.nothing = EmptyState(
            look,
            "network",
            tr("No actors yet. Agencies, their units, persons and proxies behind threats belong here."),
            tr("New actor"),
            name="actors.empty",
        )
        self._right = QStackedWidget()
        self._right.addWidget(self.nothing)
        self._right.addWidget(self.detail)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._side)
        below.addWidget(Rule(look, down=True))
        below.addWidget(self._right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_actor)
        self.nothing.acted.connect(self.new_actor)
        self.unfound.acted.connect(self._clear)
        self.search.searched.connect(self._narrow)
        self.search.entered.connect(self._into_list)
        self.search.down.connect(self._into_list)
        self.kind.chosen.connect(self._narrow)
        self.table.current_changed.connect(self._selected)
        self.table.opened.connect(self._edit)
        self.detail.delete_wanted.connect(self._delete)
        self.detail.wanted.connect(self.show_actor)
        self.detail.stored.connect(self._stored)
        self._look.changed.connect(self._fit)
        delete = QAction(tr("Delete actor"), self.table)
        delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self._delete)
        self.table.addAction(delete)

    # Reading

    def _show(self, held: list[_Held]) -> None:
        self._held = held
        self.head.set_sentence(ntr("{n} actor", "{n} actors", len(held)) if held else "")
        self._side.setVisible(bool(held))
        self._narrow()
        if not held and not self.detail.unstored:
            self.detail.show_nothing()
            self._right.setCurrentWidget(self.nothing)

    @Slot()
    def _narrow(self) -> None:
        """Shows what fits the filter, and keeps the selected actor if it is among it."""
        sought, kind = Sought.of(self.search.text()), self.kind.value()
        shown = [
            one
            for one in self._held
            if (not kind or one.known.actor.kind == kind) and one.found_by.fits(sought)
        ]
        at = max(0, self.table.currentIndex().row())
        wanted = self._wanted or self.detail.actor_id or self.table.current_key()
        self.model.show_rows(shown)
        self._left.setCurrentWidget(self.table if shown else self.unfound)
        if not shown or self.detail.unstored:
            return
        self._wanted = ""
        if not self.table.select_key(wanted):
            self.table.select_row(min(at, len(shown) - 1))
        self._selected(self.table.current_key())

    def _changed(self, _changes: object) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    # What the person does

    @Slot()
    def _clear(self) -> None:
        self.kind.set_value("")
        self.search.set_text("")
        self._narrow()

    @Slot()
    def _into_list(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()

    @Slot(str)
    def _selected(self, actor_id: str) -> None:
        held = next((one for one in self._held if one.known.actor.id == actor_id), None)
        if held is not None:
            self.detail.show_actor(held.known.actor)
            self._right.setCurrentWidget(self.detail)

    @Slot(str)
    def _edit(self, _actor_id: str) -> None:
        self.detail.jump("name")

    @Slot(object)
    def _stored(self, actor: Actor) -> None:
        if self.table.current_key() != actor.id:
            self.table.select_key(actor.id)

    @Slot()
    def _delete(self) -> None:
        actor_id, desk = self.detail.actor_id, self.desk
        if not actor_id or self.detail.unstored:
            return
        self.detail.show_nothing()
        desk.writer.write(
            lambda: desk.office.records.delete(Actor, actor_id),
            lambda deleted: take_back(desk, deleted, tr("Actor deleted")),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        narrow = self.width() < self._look.wide(900)
        self._side.setFixedWidth(
            min(self._look.wide(LIST_NARROW if narrow else LIST_WIDTH), self.width() // 2)
        )
