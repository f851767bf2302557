"""The card in which a backup is made: where to, four stages, how it ended."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.errors import Cancelled, Problem, sentence
from caseapp.i18n import N_, tr
from caseapp.services.backup import BackupInfo, Taken
from caseapp.services.office import Office
from caseapp.services.restoring import lacking_words
from ui.announce import announce
from ui.days import dated
from ui.look import Look
from ui.screens.backup.place import Place, place_name, plugged_in, size_words, survey
from ui.screens.backup.wording import remaining, taken_at, took
from ui.screens.host import Host
from ui.tasks import Job, Runner
from ui.widgets.buttons import Button
from ui.widgets.chips import Tag
from ui.widgets.findings import Well
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, IconLabel, Rule
from ui.widgets.pane import Card
from ui.widgets.stages import Stages, Step

#: The stages as the backup service names them, and the last one, which is the screen's own.
STEPS: Final = (
    ("copy", N_("Make an encrypted copy"), N_("Work can go on as soon as it is made.")),
    ("write", N_("Write it to the stick or folder"), N_("As fast as the stick takes it.")),
    ("check", N_("Read back and compare"), N_("Every byte is read from the stick again.")),
    ("remove", N_("Safe to remove"), N_("The screen says so; then pull the stick out.")),
)


class MakingCard(Card):
    """Lets the person choose a place and makes the backup there.

    `made(info)` when a checked copy exists, `changed` whenever work begins or ends.
    """

    made = Signal(object)
    changed = Signal()

    def __init__(self, office: Office, runner: Runner, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(host.look, "backup.card", parent=parent)
        self._office, self._runner, self._host = office, runner, host
        self._look: Look = host.look
        self.place: Place | None = None
        self._job: Job | None = None
        self._stage = ""
        self._began = 0.0
        self._running = False
        self._build()
        self._show_place()

    @property
    def running(self) -> bool:
        """Whether a backup is being made."""
        return self._running

    # The place

    def look_at(self, folder: Path) -> None:
        """Takes a folder or stick as the place for the next backup."""
        office = self._office

        def read() -> Place:
            return survey(folder, office.folder, office.backup.list(folder))

        self._runner.run(read, self._placed, self._not_there, lane="aside")

    def find_place(self, last: BackupInfo | None, chosen: Path | None) -> None:
        """Takes the place of the last backup if it is there now, else a stick that is plugged in."""
        for folder in filter(None, (chosen, *plugged_in())):
            if folder.is_dir():
                self.look_at(folder)
                return
        if last is None:
            self._show_place()

    @Slot()
    def choose(self) -> None:
        """Asks for a folder or stick."""
        folder = self._host.dialogs.folder(
            tr("Where shall the backup go?"), self.place.folder if self.place else None
        )
        if folder is not None:
            self.look_at(folder)

    def _placed(self, place: Place) -> None:
        self.place = place
        if not self._running:
            self.stages.reset()
            self._result.hide()
            self._show_place()

    def _not_there(self, problem: Problem) -> None:
        self._say("octagon-alert", "crit", sentence(problem))

    # The backup

    @Slot()
    def start(self) -> None:
        """Makes a backup at the place that was chosen, or asks for one first."""
        if self._running:
            return
        if self.place is None:
            self.choose()
            return
        folder = self.place.folder
        self._running = True
        self._result.hide()
        self.stages.reset()
        self._begin("copy")
        self._show_place()
        self.changed.emit()
        backup = self._office.backup
        self._follow(self._runner.run_long(lambda p: backup.take(folder, p), self._taken, self._failed))

    @Slot()
    def cancel(self) -> None:
        """Stops; what was written so far is removed."""
        if self._job is not None:
            self._job.cancel()

    def _taken(self, taken: Taken) -> None:
        assert self.place is not None
        folder, backup = self.place.folder, self._office.backup
        said = tr("Taken at {time}; work can go on meanwhile.", time=taken_at(taken.manifest.at))
        self.stages.tell("copy", said, took(time.monotonic() - self._began))
        self._begin("write")
        self._follow(
            self._runner.run_long(
                lambda p: backup.carry(taken, folder, p), self._carried, self._failed, lane="aside"
            )
        )

    def _carried(self, info: BackupInfo) -> None:
        backup = self._office.backup
        self._runner.run(
            lambda: backup.remember(info), lambda _none: self._finished(info), self._failed, owner=self
        )

    def _finished(self, info: BackupInfo) -> None:
        self._end()
        self.stages.finish()
        self.stages.tell("write", size_words(info.size))
        self.stages.tell("check", tr("Read back, equal."))
        said = tr("Backup made and checked at {time}.", time=taken_at(info.at))
        if self.place is not None and self.place.stick:
            said = f"{said} {tr('Pull the stick out now, and keep it elsewhere.')}"
        if info.lacking:
            said = f"{said} {lacking_words(info.lacking)}"
        self.stages.tell("remove", said)
        announce(self, said)
        if self.place is not None:
            self.look_at_quietly(self.place.folder)
        self.made.emit(info)

    def look_at_quietly(self, folder: Path) -> None:
        """Reads the free space anew without touching the stages."""
        office = self._office

        def shown(place: Place) -> None:
            self.place = place
            self._show_place()

        self._runner.run(
            lambda: survey(folder, office.folder, office.backup.list(folder)), shown, owner=self, lane="aside"
        )

    def _failed(self, problem: Problem) -> None:
        self._end()
        if isinstance(problem, Cancelled):
            self.stages.reset()
            self._say(
                "circle-x", "text2", tr("Stopped. The unfinished copy was removed; older ones are untouched.")
            )
            return
        self.stages.fail(self._stage, tr("Not done."))
        self._say("octagon-alert", "crit", sentence(problem))

    def _follow(self, job: Job) -> None:
        if job.running:
            self._job = job
            job.progressed.connect(self._progressed)

    def _begin(self, stage: str) -> None:
        self._stage = stage
        self._began = time.monotonic()
        self.stages.begin(stage)

    def _end(self) -> None:
        self._running = False
        self._job = None
        self._show_place()
        self.changed.emit()

    @Slot(str, "qlonglong", "qlonglong")
    def _progressed(self, stage: str, done: int, total: int) -> None:
        if not self._running:
            return
        if stage != self._stage:
            self.stages.tell(self._stage, "", took(time.monotonic() - self._began))
            self._begin(stage)
        if total:
            self.stages.progress(stage, done, total, remaining(done, total, time.monotonic() - self._began))

    # What is shown

    def _build(self) -> None:
        look = self._look
        self._icon = IconLabel(look, "usb", "accent", size=24)
        self._title = ElidedLabel(look, "", "backup.place", px=15, bold=True)
        self._tag = Tag(look, tr("Known stick"), "ok", "backup.known")
        self._about = ElidedLabel(look, "", "backup.about", px=12, role="text2")
        self.other = Button(look, tr("&Other place…"), "backup.choose")
        self.begin_now = Button(look, tr("&Back up now"), "backup.start", kind="main")
        self.stop = Button(look, tr("&Cancel"), "backup.cancel")
        self.other.clicked.connect(self.choose)
        self.begin_now.clicked.connect(self.start)
        self.stop.clicked.connect(self.cancel)
        top = QHBoxLayout()
        top.setSpacing(8)
        name = QHBoxLayout()
        name.setSpacing(10)
        name.addWidget(self._title)
        name.addWidget(self._tag)
        name.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addLayout(name)
        words.addWidget(self._about)
        top.addWidget(self._icon)
        top.addSpacing(8)
        top.addLayout(words, 1)
        for button in (self.other, self.begin_now, self.stop):
            top.addWidget(button)
        steps = [Step(code, tr(title), tr(about)) for code, title, about in STEPS]
        self.stages = Stages(look, steps, "backup.stages", tr("Stages of the backup"))
        self._sticks = QWidget()
        self._found = FlowLayout(self._sticks)
        self._warn = Well(look, "triangle-alert", "", "backup.same-disk", icon_role="high")
        self._result = Well(look, "circle-check", "", "backup.result", icon_role="ok")
        self._result.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._sticks)
        column.addWidget(self._warn)
        column.addWidget(Rule(look))
        column.addWidget(self.stages)
        column.addWidget(self._result)

    def _show_place(self) -> None:
        place = self.place
        self.stop.setVisible(self._running)
        self.other.setVisible(not self._running)
        self.begin_now.setVisible(not self._running and place is not None)
        self.other.set_kind("normal" if place is not None else "main")
        self.other.set_words(tr("&Other place…") if place is not None else tr("&Choose a place…"))
        self._tag.setVisible(place is not None and place.known and place.stick)
        self._offer_sticks()
        if place is None:
            self._icon.set_icon("usb", "text2")
            self._title.setText(tr("No place chosen yet"))
            self._about.setText(tr("Plug a stick in, or choose a folder on another disk."))
            self._warn.hide()
            return
        self._icon.set_icon("usb" if place.stick else "hard-drive", "accent")
        self._title.setText(place.name)
        room = tr("{total}, {free} free", total=size_words(place.total), free=size_words(place.free))
        last = ""
        if place.newest is not None:
            last = tr("last used {day}", day=dated(place.newest.at.astimezone().date()))
        self._about.setText(" · ".join(filter(None, (room if place.total else "", last))))
        self._warn.setVisible(place.same_disk and not self._running)
        self._warn.set_text(
            tr(
                "This folder is on the same disk as the store. Whoever takes this computer takes both:"
                " use a stick."
            )
        )

    def _offer_sticks(self) -> None:
        """Sticks that are plugged in and are not the chosen place, one button each."""
        while (item := self._found.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        chosen = self.place.folder if self.place is not None else None
        sticks = [] if self._running else [folder for folder in plugged_in() if folder != chosen]
        for number, folder in enumerate(sticks[:4]):
            words = tr("Use {stick}", stick=place_name(folder))
            button = Button(self._look, words, f"backup.stick.{number}", icon="usb")
            button.clicked.connect(lambda _=False, there=folder: self.look_at(there))
            self._found.addWidget(button)
        self._sticks.setVisible(bool(sticks))

    def _say(self, icon: str, role: str, text: str) -> None:
        self._result.set_state(icon, role, text)
        self._result.show()
