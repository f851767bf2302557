"""The screen with the actors: the list at the left, one actor at the right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from caseapp.i18n import N_, ntr, tr
from caseapp.records import Actor
from caseapp.services.actors import Known
from caseapp.services.office import Office
from ui.bus import ChangeBus
from ui.forms.mnemonics import letters
from ui.latest import Latest
from ui.screens.actors.detail import ActorDetail
from ui.screens.case.desk import Desk, take_back
from ui.screens.host import Host
from ui.screens.list_screen import ListScreen, Words
from ui.tables.cells import Column, Lines
from ui.tables.matching import Findable, Sought
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.tasks import Runner
from ui.words import coded, joined


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


class ActorsScreen(ListScreen):
    """The actors, the chosen one at the right."""

    def __init__(
        self, office: Office, runner: Runner, bus: ChangeBus, host: Host, parent: QWidget | None = None
    ) -> None:
        super().__init__(host.look, "actors", tr("Actors"), parent)
        words = Words(
            title=tr("Actors"),
            new=tr("&New actor"),
            find=tr("Find an actor"),
            unfound=tr("No actor fits."),
            icon="network",
            empty=tr("No actors yet. Agencies, their units, persons and proxies behind threats belong here."),
            first=tr("New actor"),
            delete=tr("Delete actor"),
            kinds="actor_kinds",
            kind=tr("Kind"),
            every_kind=tr("All kinds"),
            clear=tr("Clear the filter"),
        )
        self.desk = Desk(office, runner, bus, host, letters(words.new))
        self._held: list[_Held] = []
        self._wanted = ""
        self._asked = Latest(runner, self)
        columns = [Column("name", N_("Name"), Lines, _cell, 240, stretch=True)]
        self.model = RowModel(columns, lambda held: held.known.actor.id)
        self.table = TableView(host.look, self.model, "actors.list", tr("Actors"))
        self.table.horizontalHeader().hide()
        self.build(words, self.table, ActorDetail(self.desk))
        self.table.current_changed.connect(self._selected)
        self.table.opened.connect(self._edit)
        self.detail.delete_wanted.connect(self.delete_current)
        self.detail.wanted.connect(self.show_actor)
        self.detail.stored.connect(self._stored)
        bus.listen(self, ("actor", "incident", "involvement", "case"), self.changed)

    # What the window calls

    @Slot(str)
    def show_actor(self, actor_id: str) -> None:
        """Shows one actor, also when the filter would hide it."""
        self.detail.flush()
        self._wanted = actor_id
        self.clear()
        self.reload()

    def open_actor(self, actor_id: str) -> None:
        """A hit of the search was chosen."""
        self.show_actor(actor_id)

    @Slot()
    def reload(self) -> None:
        self.stale = False
        self._asked.ask(lambda: [_Held.of(known) for known in self.desk.office.actors.all()], self._show)

    @Slot()
    def start_new(self) -> None:
        self.table.clearSelection()
        self.detail.show_actor(Actor(kind=self.kind.value()), new=True)
        self.show_detail()
        self.detail.jump("name")

    # Reading

    def _show(self, held: list[_Held]) -> None:
        self._held = held
        self.show_held(ntr("{n} actor", "{n} actors", len(held)) if held else "", bool(held))

    @Slot()
    def narrow(self) -> None:
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
        self.show_found(bool(shown))
        if not shown or self.detail.unstored:
            return
        self._wanted = ""
        if not self.table.select_key(wanted):
            self.table.select_row(min(at, len(shown) - 1))
        self._selected(self.table.current_key())

    # What the person does

    @Slot(str)
    def _selected(self, actor_id: str) -> None:
        held = next((one for one in self._held if one.known.actor.id == actor_id), None)
        if held is not None:
            self.detail.show_actor(held.known.actor)
            self.show_detail()

    @Slot(str)
    def _edit(self, _actor_id: str) -> None:
        self.detail.jump("name")

    @Slot(object)
    def _stored(self, actor: Actor) -> None:
        if self.table.current_key() != actor.id:
            self.table.select_key(actor.id)

    @Slot()
    def delete_current(self) -> None:
        actor_id, desk = self.detail.actor_id, self.desk
        if not actor_id or self.detail.unstored:
            return
        self.detail.show_nothing()
        desk.writer.write(
            lambda: desk.office.records.delete(Actor, actor_id),
            lambda deleted: take_back(desk, deleted, tr("Actor deleted")),
        )
