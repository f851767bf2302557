"""The identity bar: whose case it is, how serious, where it stands, what is due."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from caseapp import lists
from caseapp.i18n import language, tr
from caseapp.services.cases import CaseSummary
from ui.days import due, short
from ui.look import Look
from ui.privacy import Privacy
from ui.screens.case.paperwords import sign, told
from ui.widgets.buttons import Button
from ui.widgets.chips import RiskChip, StatusPill, Tag
from ui.widgets.labels import ElidedLabel, IconLabel
from ui.widgets.named import named
from ui.widgets.paint import hairline
from ui.words import STATUS_ICONS, client_names, coded

HEIGHT, HEIGHT_FOLDED = 76, 104
#: Widths of the window below which the button loses its icon, and the deadline moves under the name.
NARROW, FOLDED = 1200, 960


class IdentityBar(QWidget):
    """`letter_wanted` and `menu` belong to the page; the bar only shows."""

    letter_wanted = Signal(QPoint)
    delete_wanted = Signal()
    assess_wanted = Signal()

    def __init__(self, look: Look, privacy: Privacy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._privacy = look, privacy
        named(self, "case.identity", tr("Client"))
        self._name = ElidedLabel(look, "", "case.name", px=20, bold=True)
        self._risk = RiskChip(look, None, "case.risk")
        self._status = StatusPill(look, "active", "case.status")
        self._second = ElidedLabel(look, "", "case.second", role="text2")
        self._paper = Tag(look, "", "crit", "case.passport")
        self._icon = IconLabel(look, "calendar-clock", "text2")
        self._when = ElidedLabel(look, "", "case.deadline", bold=True)
        self._what = ElidedLabel(look, "", "case.deadline.what", px=12, role="text2")
        self.letter = Button(look, tr("New &letter"), "case.new-letter", kind="main", icon="file-text")
        self.more = Button(look, tr("More"), "case.more", icon="ellipsis", icon_only=True)
        self.letter.clicked.connect(self._letter)
        self.more.clicked.connect(self._show_menu)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 0, 16, 1)
        self._row.setSpacing(8)
        self._row.addWidget(self._make_identity(), 1)
        self._row.addWidget(self._make_deadline())
        self._row.addSpacing(12)
        self._row.addWidget(self.letter)
        self._row.addWidget(self.more)
        look.changed.connect(self._fit)
        self._fit()

    def show_summary(self, summary: CaseSummary, today: date) -> None:
        """Shows the case as it stands."""
        case = summary.case
        first, others = client_names(summary)
        self._name.setText(self._privacy.name(first, case.number))
        second = [self._privacy.second(text) for text in others]
        self._second.setText(" · ".join(filter(None, [*second, case.number])))
        self._risk.set_code(case.risk or None)
        word = lists.get("case_status").label(case.status, language()) if case.status else ""
        self._status.set_code(case.status, word=word, icon=STATUS_ICONS.get(case.status, ""))
        self._status.setVisible(bool(word))
        self._show_paper(summary, today)
        self._show_deadline(case.deadline_on, case.deadline_what, today)

    def _show_paper(self, summary: CaseSummary, today: date) -> None:
        """The most urgent warning about a document: one of the client's own, else of somebody else's."""
        client = summary.case.client_id
        alerts = sorted(summary.alerts, key=lambda one: one.document.person_id != client)
        self._paper.setVisible(bool(alerts))
        if not alerts:
            return
        alert = alerts[0]
        person = summary.person(alert.document.person_id)
        role = "" if person is None or person.id == client else coded("relations", person.relation)
        words = f"{role}: {sign(alert, today)}" if role else sign(alert, today)
        self._paper.show_words(words, alert.level, told(alert, today, role))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface"))
        hairline(painter, 0, self.height() - 1, self.width(), self._look.color("line"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _make_identity(self) -> QWidget:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(8)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        top.addWidget(self._name)
        top.addSpacing(8)
        top.addWidget(self._risk)
        top.addWidget(self._status)
        top.addStretch(1)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addStretch(1)
        column.addLayout(top)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        self._second.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        below.addWidget(self._second)
        below.addWidget(self._paper)
        below.addStretch(1)
        column.addLayout(below)
        self._below = QVBoxLayout()
        column.addLayout(self._below)
        column.addStretch(1)
        holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return holder

    def _make_deadline(self) -> QWidget:
        self._deadline = QWidget()
        named(self._deadline, "case.due")
        row = QHBoxLayout(self._deadline)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._lines = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(3)
        self._lines.addWidget(self._when)
        self._lines.addWidget(self._what)
        row.addLayout(self._lines)
        row.addStretch(1)
        self._deadline.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._deadline.setMaximumWidth(self._look.wide(280))
        return self._deadline

    def _show_deadline(self, on: date | None, what: str, today: date) -> None:
        self._deadline.setVisible(on is not None or bool(what))
        if on is None:
            self._when.setText(what)
            self._what.setText(tr("no date yet") if what else "")
            self._when.set_role("text")
            return
        told = due(on, today)
        day = short(on, today)
        self._when.setText(told.text if day in told.text else f"{told.text}, {day}")
        self._what.setText(what)
        near = told.late or told.soon
        self._when.set_role("crit" if told.late else "text")
        self._icon.set_icon("calendar-clock", "crit" if near else "text2")
        self._deadline.setAccessibleName(
            tr("Next deadline: {when}, {what}", when=self._when.text(), what=what)
        )

    @Slot()
    def _fit(self) -> None:
        look = self._look
        window = self.window().width()
        folded = window < FOLDED * look.scale
        self.letter.set_icon("" if window < NARROW * look.scale else "file-text")
        if folded and self._below.count() == 0:
            self._below.addWidget(self._deadline)
            self._lines.setDirection(QBoxLayout.Direction.LeftToRight)
            self._lines.setSpacing(10)
            self._deadline.setMaximumWidth(16777215)
        elif not folded and self._below.count():
            self._row.insertWidget(1, self._deadline)
            self._lines.setDirection(QBoxLayout.Direction.TopToBottom)
            self._lines.setSpacing(3)
            self._deadline.setMaximumWidth(look.wide(280))
        self.setFixedHeight(look.tall(HEIGHT_FOLDED if folded else HEIGHT, 3 if folded else 2))

    @Slot()
    def _letter(self) -> None:
        self.letter_wanted.emit(self.letter.mapToGlobal(QPoint(0, self.letter.height() + 4)))

    @Slot()
    def _show_menu(self) -> None:
        menu = self.menu()
        menu.popup(
            self.more.mapToGlobal(QPoint(self.more.width() - menu.sizeHint().width(), self.more.height() + 4))
        )

    def menu(self) -> QMenu:
        """What else can be done with the case."""
        menu = named(QMenu(self), "case.menu", tr("Case"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("&Risk, status and deadline"), self.assess_wanted.emit)
        menu.addSeparator()
        menu.addAction(tr("&Delete case"), self.delete_wanted.emit)
        return menu
