"""One actor: where it belongs, the form with everything known, its incidents in all cases."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records import Actor
from caseapp.services.actors import Sheet, chain
from ui.latest import Latest
from ui.screens.actors.chain import ActorChain
from ui.screens.actors.parts import ActorParts
from ui.screens.actors.units import ActorUnits
from ui.screens.case.desk import Desk, heading
from ui.screens.case.recordform import RecordPanel
from ui.screens.case.roster import ActorRoster
from ui.widgets.labels import Rule, Words
from ui.widgets.named import named
from ui.widgets.pane import ScrollColumn
from ui.widgets.segments import Choice
from ui.words import coded


class ActorDetail(QWidget):
    """Shows and keeps one actor. `stored(actor)` after each save, `delete_wanted` from its button,
    `wanted(id)` when another actor of the chain was chosen.
    """

    stored = Signal(object)
    delete_wanted = Signal()
    wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = Latest(desk.runner, self)
        self._unstored = False
        named(self, "actors.detail", tr("Actor"))
        look = desk.look
        self.roster = ActorRoster(desk, self)
        self.panel = RecordPanel(
            desk,
            "actor",
            deletes=tr("Delete"),
            links={"unit_of_id": self._offer_upper},
            adds=self.roster.adds,
            first_title=True,
            reserved=desk.reserved,
        )
        self.chain = ActorChain(look)
        self.parts = ActorParts(look, desk.host.privacy)
        self.units = ActorUnits(look)
        self._around = QWidget()
        around = QVBoxLayout(self._around)
        around.setContentsMargins(0, 8, 0, 8)
        around.setSpacing(12)
        self._chain_title = heading(look, tr("Where it belongs"), "actors.chain.title")
        around.addWidget(self._chain_title)
        around.addWidget(self.chain)
        around.addWidget(self.parts)
        around.addWidget(self.units)
        around.addWidget(Rule(look))
        self._name = Words(look, "", "actors.name", px=20, bold=True, wrap=True)
        self._kind = Words(look, "", "actors.kind", role="text2", wrap=True)
        page = ScrollColumn(look, "actors.page", width=720)
        page.column.setSpacing(4)
        page.column.addSpacing(8)
        for part in (self._name, self._kind, self._around, self.panel):
            page.column.addWidget(part)
        self._page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        self.panel.stored.connect(self._stored)
        self.panel.delete_wanted.connect(self.delete_wanted)
        self.chain.wanted.connect(self.wanted)
        self.units.wanted.connect(self.wanted)
        self.parts.opened.connect(self._open)
        self.roster.changed.connect(self.panel.refresh_links)

    @property
    def actor_id(self) -> str:
        """The actor that is shown, "" for none."""
        return self.panel.keeper.record_id if self.panel.keeper is not None else ""

    @property
    def unstored(self) -> bool:
        """Whether the actor that is shown is not in the store yet."""
        return self._unstored

    def show_actor(self, actor: Actor, *, new: bool = False) -> None:
        """Shows an actor; what was typed for the one before is saved first."""
        if actor.id != self.actor_id:
            self._page.verticalScrollBar().setValue(0)
        self._unstored = new
        self._tell(actor, new=new)
        self.panel.show_record(actor, new=new, place="new/actor" if new else "")
        self._around.setVisible(not new)
        if not new:
            self._read(actor.id)

    def show_nothing(self) -> None:
        """Lets go of the actor that was shown."""
        self._unstored = False
        self.panel.close_record()

    def flush(self) -> None:
        """Saves what is typed."""
        self.panel.flush()

    def confirm(self) -> None:
        """Ctrl+S: saves at once and says so."""
        self.panel.confirm()

    def jump(self, field: str) -> None:
        """Puts the keyboard into a field."""
        if self.panel.keeper is not None:
            self.panel.keeper.form.jump(field)

    def _tell(self, actor: Actor, *, new: bool = False) -> None:
        self._name.setText(tr("New actor") if new else actor.name or tr("No name yet"))
        kind = coded("actor_kinds", actor.kind)
        self._kind.setText(tr("Saved with the first field you fill in.") if new else kind)
        self._kind.setVisible(bool(self._kind.text()))

    def _read(self, actor_id: str) -> None:
        actors = self._desk.office.actors
        self._asked.ask(lambda: actors.sheet(actor_id), self._show_sheet, _forget)

    def _show_sheet(self, sheet: Sheet) -> None:
        if sheet.actor.id != self.actor_id:
            return
        alone = not (sheet.above or sheet.below)
        self._chain_title.setVisible(not alone)
        self.chain.setVisible(not alone)
        self.chain.show_chain(sheet.above, sheet.actor, sheet.below)
        self.parts.show_parts(sheet.parts)
        self.units.show_units(sheet)

    def _offer_upper(self) -> list[Choice]:
        """All actors but this one and its own parts."""
        actors = self.roster.actors
        mine = self.actor_id
        under = {one.id for one in actors if any(upper.id == mine for upper in chain(one, actors))}
        return [one for one in self.roster.choices() if one.code != mine and one.code not in under]

    @Slot(object)
    def _stored(self, actor: Any) -> None:
        self._unstored = False
        self._tell(actor)
        self.panel.delete.show()
        self._around.show()
        self._read(actor.id)
        self.stored.emit(actor)

    @Slot(object)
    def _open(self, part: Any) -> None:
        self._desk.host.open_case(part.case_id, "threats", part.incident.id)

    def start(self) -> None:
        """Puts the keyboard into the first field."""
        first = self.panel.keeper.form.first() if self.panel.keeper is not None else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)


def _forget(_problem: object) -> None:
    """The actor was deleted meanwhile; the list says so."""
