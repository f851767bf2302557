"""The known actors as links offer them: chosen by typing, and added from what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from caseapp.i18n import LANGUAGES, tr
from caseapp.lists import get
from caseapp.records import Actor
from caseapp.services.actors import chain
from ui.forms import Adds, Links
from ui.screens.case.desk import Desk
from ui.screens.case.recordform import RecordPanel
from ui.widgets.segments import Choice
from ui.words import coded, joined

#: What the known actor says instead of the record that points to it.
SAID_BY_ACTOR: Final = ("actor_kind", "actor_name")


class ActorRoster(QObject):
    """Reads all actors once and again when one changes. `changed` when there is something else to offer."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actors: list[Actor] = []
        desk.bus.listen(self, (Actor.KIND,), self._reload)
        self._reload()

    @property
    def links(self) -> Mapping[str, Links]:
        """For the forms whose records point to an actor."""
        return {Actor.KIND: self.choices}

    @property
    def adds(self) -> Mapping[str, Adds]:
        """By this an actor is added from a form."""
        return {Actor.KIND: self.add}

    @property
    def actors(self) -> list[Actor]:
        """All actors as they were last read."""
        return self._actors

    def choices(self) -> list[Choice]:
        """The actors by name, found by their other names and kinds as well."""
        return choices_of_actors(self._actors)

    def add(self, name: str, done: Callable[[str], None]) -> None:
        """Takes a name into the list of actors, unless it is there; `done` gets the actor's id."""
        desk = self._desk

        def added(saved: Any) -> None:
            if not any(one.id == saved.record.id for one in self._actors):
                self._actors.append(saved.record)
            done(saved.record.id)

        desk.writer.write(lambda: desk.office.actors.named(name), added, desk.show_problem, owner=self)

    def follow(self, panel: RecordPanel, record: Any) -> None:
        """Leaves name and kind to the known actor in a form, where one is linked."""
        if panel.keeper is not None:
            panel.keeper.form.set_aside(*(SAID_BY_ACTOR if record.actor_id else ()))

    def _reload(self, _changes: object = None) -> None:
        records = self._desk.office.records
        self._desk.runner.run(lambda: records.all(Actor), self._loaded, owner=self)

    def _loaded(self, actors: list[Actor]) -> None:
        self._actors = actors
        self.changed.emit()


def choices_of_actors(actors: list[Actor]) -> list[Choice]:
    """Actors as a link offers them: found by other names and kinds, with what they are a part of."""
    listed = get("actor_kinds")
    choices = []
    for one in actors:
        kinds = [listed.label(one.kind, language) for language in LANGUAGES] if one.kind else []
        above = " › ".join(upper.name for upper in chain(one, actors))
        more = joined(coded("actor_kinds", one.kind), above and tr("Part of: {what}", what=above), by=" · ")
        also = " ".join((one.other_names, *kinds))
        choices.append(Choice(one.id, one.name, also=also, more=more))
    return sorted(choices, key=lambda one: one.text.casefold())
