"""One piece of evidence: its picture, what may be done with it, what is known of it, who had it in hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import language, ntr, tr
from caseapp.records import CustodyEvent, Evidence
from caseapp.rules import dates
from ui.forms import Links
from ui.look import Look
from ui.screens.case.desk import Column, Desk, emptied, heading, snug
from ui.screens.case.exhibit import (
    can_be_shown,
    custody_words,
    device_facts,
    file_facts,
    icon_of,
    noted_day,
    second_line,
    title_of,
)
from ui.screens.case.handing import Handing
from ui.screens.case.looking import open_viewer
from ui.screens.case.recordform import RecordPanel
from ui.screens.case.thumbs import Thumbs
from ui.screens.case.wall import draw_thumb
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Noted, Words
from ui.widgets.named import named
from ui.widgets.paint import box

#: Height of the picture at 100 %, beside the wall and below it.
PICTURE, LOW = 200, 112


class Piece(Column):
    """Shows one piece at a time."""

    def __init__(self, desk: Desk, thumbs: Thumbs, links: Mapping[str, Links]) -> None:
        super().__init__(desk.look, "piece.scroll")
        self._desk, self._look, self._thumbs = desk, desk.look, thumbs
        self._names: dict[str, str] = {}
        self._custody: list[CustodyEvent] = []
        self.evidence: Evidence | None = None
        self.handing = Handing(desk, self)
        self.handing.working.connect(self._show_work)
        look = desk.look
        self.title = Words(look, "", "piece.title", px=15, bold=True, wrap=True)
        self._second = Words(look, "", "piece.second", px=12, role="text2", wrap=True)
        self.picture = _PictureButton(look)
        self.picture.clicked.connect(self.view)
        thumbs.changed.connect(self._show_picture)
        self.panel = RecordPanel(
            desk, "evidence", deletes=tr("Delete"), links=links, first_title=False, reserved=desk.reserved
        )
        self.panel.set_title(tr("What is known about it"))
        self.panel.delete_wanted.connect(self._delete)
        self._facts, self._device, self._custody_lines = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._build()

    def show_piece(self, evidence: Evidence, custody: Sequence[CustodyEvent]) -> None:
        """Another piece, or the same one after something changed."""
        self.evidence = evidence
        self._custody = [event for event in custody if event.evidence_id == evidence.id]
        self.handing.attend(evidence)
        self.title.setText(title_of(evidence))
        self._second.setText(second_line(evidence))
        shown = can_be_shown(evidence)
        self.open.setEnabled(shown)
        self._not_shown.setVisible(not shown)
        self._thumbs.want([evidence.id])
        self._show_picture()
        self._show_facts()
        self._show_device()
        self._show_custody()
        self.panel.show_record(evidence)

    def know_names(self, names: Mapping[str, str]) -> None:
        """Who worked here, by id."""
        self._names = dict(names)
        self._show_custody()

    @Slot()
    def view(self) -> None:
        """Opens the viewer, if this can be shown at all."""
        if self.evidence is not None and can_be_shown(self.evidence):
            open_viewer(self._desk, self.evidence)

    def _build(self) -> None:
        look, column = self._look, self.column
        column.addWidget(self.title)
        column.addWidget(self._second)
        column.addWidget(self.picture)
        acts = QWidget()
        row = FlowLayout(acts, gap=4)
        self.open = Button(look, tr("View"), "piece.open", icon="eye")
        self.copy = Button(look, tr("Save a copy…"), "piece.copy", kind="flat", icon="arrow-down")
        self.hand = Button(look, tr("Hand over…"), "piece.hand", kind="flat", icon="corner-down-right")
        self.check = Button(look, tr("Check"), "piece.check", kind="flat", icon="shield-check")
        for button in (self.open, self.copy, self.hand, self.check):
            row.addWidget(button)
        self.open.clicked.connect(self.view)
        self.copy.clicked.connect(lambda: self._do(self.handing.save_copy))
        self.hand.clicked.connect(lambda: self._do(self.handing.hand_over))
        self.check.clicked.connect(lambda: self._do(self.handing.check))
        column.addWidget(acts)
        words = tr(
            "Files of this kind are not shown inside Caseapp. Save a copy to open it with another program."
        )
        self._not_shown = Noted(look, "eye-off", words, "piece.not-shown", wrap=True)
        column.addWidget(self._not_shown)
        self._work = Words(look, "", "piece.work", px=12, role="text2")
        self._stop = Button(look, tr("Cancel"), "piece.stop", kind="link")
        self._stop.clicked.connect(self.handing.stop)
        for part in (self._work, self._stop):
            column.addWidget(part)
            part.hide()
        self._elsewhere = Noted(look, "circle-alert", "", "piece.elsewhere", wrap=True)
        self._elsewhere.hide()
        for layout in (self._facts, self._device):
            layout.setSpacing(6)
        column.addWidget(self._elsewhere)
        column.addLayout(self._device)
        column.addSpacing(4)
        column.addWidget(self.panel)
        column.addSpacing(8)
        column.addWidget(heading(look, tr("The file itself"), "piece.facts.title"))
        column.addLayout(self._facts)
        column.addSpacing(8)
        column.addWidget(heading(look, tr("Who had it in hand"), "piece.custody.title"))
        self._custody_lines.setSpacing(8)
        column.addLayout(self._custody_lines)

    def _do(self, act: Callable[[Evidence], None]) -> None:
        if self.evidence is not None:
            self.panel.flush()
            act(self.evidence)

    @Slot()
    def _delete(self) -> None:
        if self.evidence is not None:
            evidence, self.evidence = self.evidence, None
            self.panel.close_record()
            self.handing.delete(evidence)

    @Slot(str)
    def _show_work(self, words: str) -> None:
        self._work.setText(words)
        self._work.setVisible(bool(words))
        self._stop.setVisible(bool(words))

    @Slot()
    def _show_picture(self) -> None:
        if self.evidence is not None:
            self.picture.show_picture(self.evidence, self._thumbs)

    def _show_facts(self) -> None:
        assert self.evidence is not None
        emptied(self._facts)
        self._facts.addWidget(_grid(self._look, file_facts(self.evidence), "piece.facts"))
        look, digits = self._look, _grouped(self.evidence.sha256)
        sha = Words(look, digits, "piece.sha256", px=12, role="text2", wrap=True)
        sha.setAccessibleName(f"SHA-256: {self.evidence.sha256}")
        self._facts.addWidget(Words(look, tr("Fingerprint (SHA-256)"), px=12, bold=True, role="text2"))
        self._facts.addWidget(snug(sha))
        copy = Button(look, tr("Copy the fingerprint"), "piece.sha256.copy", kind="link")
        copy.clicked.connect(self._copy_sha)
        self._facts.addWidget(copy)
        self._elsewhere.hide()
        files, digest = self._desk.office.evidence, self.evidence.sha256
        self._desk.runner.run(lambda: files.same(digest), self._same_found, owner=self)

    def _same_found(self, same: list[Evidence]) -> None:
        if self.evidence is None:
            return
        others = {one.case_id for one in same if one.sha256 == self.evidence.sha256}
        count = len(others - {self.evidence.case_id})
        self._elsewhere.setVisible(count > 0)
        self._elsewhere.set_text(
            ntr("The same file is in {n} other case.", "The same file is in {n} other cases.", count)
        )

    def _show_device(self) -> None:
        assert self.evidence is not None
        emptied(self._device)
        notes = self.evidence.properties
        facts = device_facts(notes)
        look = self._look
        if notes.get("partial"):
            words = tr("The end of this file is missing or damaged: only a part of the picture is shown.")
            self._device.addWidget(snug(Noted(look, "triangle-alert", words, role="high", wrap=True)))
        if notes.get("scripts"):
            words = tr("This PDF contains programs of its own. They were not run.")
            self._device.addWidget(snug(Noted(look, "triangle-alert", words, role="high", wrap=True)))
        if not facts:
            return
        self._device.addWidget(Words(look, tr("Noted by the device"), px=12, bold=True, role="text2"))
        self._device.addWidget(_grid(look, facts, "piece.device"))
        words = tr("Clocks and places of cameras can be wrong, and anybody can change them.")
        self._device.addWidget(snug(Words(look, words, "piece.device.note", px=12, role="text2", wrap=True)))
        day = noted_day(notes)
        if day and not self.evidence.made:
            use = Button(look, tr("Use this day as “Made”"), "piece.device.use", kind="link")
            use.clicked.connect(lambda: self._use_day(day))
            self._device.addWidget(use)

    def _show_custody(self) -> None:
        emptied(self._custody_lines)
        for number, event in enumerate(reversed(self._custody)):
            first, second = custody_words(event, self._names)
            line = QWidget()
            named(line, f"piece.custody.{number}", f"{first}. {second}")
            column = QVBoxLayout(line)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(Words(self._look, first, px=13, wrap=True))
            if second:
                column.addWidget(Words(self._look, second, px=12, role="text2", wrap=True))
            self._custody_lines.addWidget(snug(line))

    def _use_day(self, day: str) -> None:
        assert self.evidence is not None
        records, evidence_id = self._desk.office.records, self.evidence.id
        words = dates.say(day, language())
        self._desk.writer.write(lambda: records.change(Evidence, evidence_id, made=day, made_words=words))

    @Slot()
    def _copy_sha(self) -> None:
        if self.evidence is not None:
            QGuiApplication.clipboard().setText(self.evidence.sha256)
            self._desk.host.toast(tr("Fingerprint copied"))


class _PictureButton(QAbstractButton):
    """The small picture, larger; clicking it opens the viewer."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._evidence: Evidence | None = None
        self._thumbs: Thumbs | None = None
        self._low = False
        named(self, "piece.picture", tr("View"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_picture(self, evidence: Evidence, thumbs: Thumbs) -> None:
        self._evidence, self._thumbs = evidence, thumbs
        self.setAccessibleName(tr("Open “{title}”", title=title_of(evidence)))
        self.setEnabled(can_be_shown(evidence))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if self.isEnabled() else Qt.FocusPolicy.NoFocus)
        self.update()

    def set_low(self, low: bool) -> None:
        """There is less height."""
        self._low = low
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(240, self._look.wide(LOW if self._low else PICTURE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        box(painter, self.rect(), look.color("page"), look.color("line"), radius=6)
        if self._evidence is not None and self._thumbs is not None:
            inner = QRect(self.rect()).adjusted(8, 8, -8, -8)
            picture = self._thumbs.get(self._evidence.id)
            draw_thumb(painter, look, inner, picture, icon_of(self._evidence))
        if self.hasFocus():
            box(painter, self.rect(), None, look.color("focus"), radius=6, width=2)
        painter.end()


def _grid(look: Look, facts: Sequence[tuple[str, str]], name: str) -> QWidget:
    """Labels at the left, words beside them."""
    holder: Any = named(QWidget(), name, "; ".join(f"{label}: {words}" for label, words in facts))
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, look.wide(124))
    top = Qt.AlignmentFlag.AlignTop
    for row, (label, words) in enumerate(facts):
        grid.addWidget(Words(look, label, role="text2"), row, 0, top)
        grid.addWidget(snug(Words(look, words, wrap=True)), row, 1, top)
    return snug(holder)


def _grouped(digits: str) -> str:
    """A fingerprint in groups of eight, so that two can be compared by eye."""
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))
