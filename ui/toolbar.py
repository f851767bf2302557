"""The bar on top of every screen: finding at the start; backup state and the three buttons at the end."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from caseapp.i18n import ntr, tr
from ui.look import Look
from ui.palette.opener import PaletteOpener
from ui.privacy import Privacy
from ui.widgets.buttons import Button
from ui.widgets.named import named
from ui.widgets.paint import hairline

#: Days after which a backup is told to be old.
OLD_BACKUP = 7


class Toolbar(QWidget):
    """52 high. `lock`, `backup` and `quick_log` are sent by their buttons; Hide names turns the given switch
    itself.
    """

    quick_log = Signal()
    lock = Signal()
    backup = Signal()

    def __init__(self, look: Look, privacy: Privacy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._privacy = look, privacy
        named(self, "toolbar", tr("Toolbar"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        keys = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)
        self.search = PaletteOpener(look, tr("Find a case, person, contact, or something to do"), keys)
        self.state = Button(
            look, tr("No backup yet"), "backup-state", kind="flat", icon="shield-check", small=True
        )
        self.log_now = Button(look, tr("Quick log"), "quick-log", icon="zap")
        log_keys = QKeySequence("Ctrl+Shift+N").toString(QKeySequence.SequenceFormat.NativeText)
        self.log_now.setToolTip(log_keys)
        self.hide_names = Button(look, tr("&Hide names"), "hide-names", kind="flat", icon="eye-off")
        self.hide_names.setCheckable(True)
        self.lock_now = Button(look, tr("Loc&k"), "lock", kind="flat", icon="lock")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(4)
        self._row.addWidget(self.search, 4)
        self._row.addStretch(1)
        for button in (self.state, self.log_now, self.hide_names, self.lock_now):
            self._row.addWidget(button)
        self.state.clicked.connect(self.backup)
        self.log_now.clicked.connect(self.quick_log)
        self.lock_now.clicked.connect(self.lock)
        self.hide_names.toggled.connect(privacy.set_hidden)
        privacy.changed.connect(self._show_hidden)
        look.changed.connect(self._fit)
        self._show_hidden(privacy.hidden)
        self._fit()

    def set_state(self, text: str, icon: str = "shield-check", role: str = "ok") -> None:
        """What is known of the last backup, such as "Backed up 2 days ago"."""
        self.state.set_words(text)
        self.state.set_icon(icon, role)

    def show_backup(self, last: datetime | None, today: date) -> None:
        """Says when the last backup was made; None for never."""
        if last is None:
            self.set_state(tr("No backup yet"), "hard-drive", "high")
            return
        days = (today - last.astimezone().date()).days
        when = (
            tr("Backed up today")
            if days <= 0
            else ntr("Backed up {n} day ago", "Backed up {n} days ago", days)
        )
        self.set_state(when, "shield-check", "ok" if days <= OLD_BACKUP else "high")

    def set_narrow(self, narrow: bool) -> None:
        """Hide names and Lock show their icons only."""
        self.hide_names.set_icon_only(narrow)
        self.lock_now.set_icon_only(narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), self.height()), self._look.color("surface"))
        hairline(painter, 0, self.height() - 1, self.width(), self._look.color("line"))
        painter.end()

    @Slot(bool)
    def _show_hidden(self, hidden: bool) -> None:
        self.hide_names.setChecked(hidden)
        self.hide_names.set_words(tr("Show &names") if hidden else tr("&Hide names"))
        self.hide_names.set_icon("eye" if hidden else "eye-off")

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(self._look.tall(52))
        self._row.setContentsMargins(16, 0, 12, 1)
        self._row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.search.setMaximumWidth(self._look.wide(400))
