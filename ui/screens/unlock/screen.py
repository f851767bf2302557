"""The unlock screen: names neither the organisation nor the user, and forgets what was typed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import LANGUAGES, language, ntr, tr
from ui.announce import announce
from ui.keyboard import Keyboard, KeyboardReader
from ui.look import Look
from ui.screens.unlock.languages import LanguageSwitch
from ui.widgets.buttons import Button
from ui.widgets.labels import FieldLabel, IconLabel, Noted, Words
from ui.widgets.named import named, plain
from ui.widgets.secret import SecretField

#: Width of the column, and of the wider one for a recovery key, at 100 % text.
WIDTH, KEY_WIDTH = 400, 560


class UnlockScreen(QWidget):
    """Asks for the passphrase of one store.

    `open_requested(passphrase)`: Enter or Open; answer with `opening`, then `refused` or by replacing the
    screen. `typing`: the first key was pressed, time to load what the window will need. `restore_requested`,
    `other_store_requested`: the links. `language_chosen(code)`: after `speak`, call `retranslate`.
    """

    open_requested = Signal(str)
    typing = Signal()
    recover_requested = Signal(str)
    restore_requested = Signal()
    other_store_requested = Signal()
    language_chosen = Signal(str)

    def __init__(
        self, look: Look, *, keyboard: KeyboardReader | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._keyboard = keyboard or KeyboardReader()
        self._typed = False
        self._wait = 0
        self._recovering = False
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._second_passed)
        named(self, "unlock", tr("Unlock"))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._page: QWidget | None = None
        self.retranslate()

    def retranslate(self) -> None:
        """Builds the page anew in the language of the screen; what was typed stays."""
        kept = self.field.text() if self._page is not None else ""
        if self._page is not None:
            self._outer.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self.setAccessibleName(tr("Unlock"))
        self._page = self._build()
        self._outer.addWidget(self._page)
        self.field.setText(kept)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def recovering(self) -> bool:
        """Whether the recovery key is asked for, instead of the passphrase."""
        return self._recovering

    def opening(self) -> None:
        """Work has begun: the button says so, nothing can be typed."""
        self.problem.hide()
        self.field.setEnabled(False)
        self.button.set_busy(tr("Opening…"))

    def refused(self, sentence: str, wait: int = 0) -> None:
        """The store did not open.

        The text stays, selected; with `wait` the button rests for so many seconds.
        """
        self.button.set_busy("")
        self.field.setEnabled(True)
        self.problem.set_text(sentence)
        self.problem.show()
        self.field.set_error(True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()
        announce(self, sentence, urgent=True)
        self._wait = wait
        self._show_wait()

    def forget(self) -> None:
        """Empties the field for good and takes back what was said; for the moment the store is open."""
        self.field.take()
        self.problem.hide()
        self.field.set_error(False)
        self.button.set_busy("")
        self.field.setEnabled(True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(1366, 768)

    def _build(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 14, 24, 16)
        column.setSpacing(0)
        top = QHBoxLayout()
        other = Button(self._look, tr("Another store…"), "unlock.other", kind="link")
        other.clicked.connect(self.other_store_requested)
        top.addWidget(other)
        top.addStretch(1)
        centre = QHBoxLayout()
        centre.addStretch(1)
        centre.addWidget(self._build_centre(page))
        centre.addStretch(1)
        # The first thing read and reached is the passphrase; the link above comes last.
        column.addLayout(top)
        column.addStretch(1)
        column.addLayout(centre)
        column.addStretch(1)
        column.addLayout(self._build_foot())
        QWidget.setTabOrder(self.links[-1], other)
        return page

    def _build_centre(self, parent: QWidget) -> QWidget:
        look = self._look
        block = self._block = QWidget(parent)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        centred = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel(look, "book-open", "accent", size=40), 0, centred)
        column.addSpacing(20)
        column.addWidget(Words(look, tr("Unlock"), "unlock.title", px=22, bold=True), 0, centred)
        column.addSpacing(2)
        about = Words(
            look,
            tr("The store on this computer is closed and encrypted."),
            "unlock.about",
            role="text2",
            wrap=True,
        )
        about.setAlignment(centred)
        column.addWidget(about)
        column.addSpacing(30)
        self.field = SecretField(look, "unlock.passphrase", tr("Passphrase"), reader=self._keyboard)
        self._label = FieldLabel(look, "", self.field, bold=True)
        column.addWidget(self._label)
        column.addSpacing(5)
        column.addWidget(self.field)
        column.addSpacing(7)
        column.addLayout(self._build_notes())
        self.problem = Noted(look, "octagon-alert", "", "unlock.problem", role="crit", px=13, wrap=True)
        self.problem.setContentsMargins(0, 4, 0, 0)
        self.problem.hide()
        column.addWidget(self.problem)
        column.addSpacing(20)
        self.button = Button(look, tr("&Open"), "unlock.open", kind="main", large=True)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self.button)
        column.addSpacing(20)
        column.addLayout(self._build_links())
        self.button.clicked.connect(self._open)
        self.field.returnPressed.connect(self._open)
        self.field.textEdited.connect(self._edited)
        self.field.keyboard_changed.connect(self._show_keyboard)
        self._show_keyboard(self.field.keyboard)
        self._show_mode()
        return block

    def _build_notes(self) -> QHBoxLayout:
        look = self._look
        self.layout_note = Noted(look, "keyboard", "", "unlock.layout")
        self.caps = Noted(
            look, "triangle-alert", tr("Caps Lock is on"), "unlock.caps", role="high", bold=True
        )
        self.caps.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.layout_note, 1)
        row.addWidget(self.caps)
        return row

    def _build_links(self) -> QHBoxLayout:
        look = self._look
        recovery = Button(look, "", "unlock.recovery", kind="link")
        restore = Button(look, tr("Restore from a &backup"), "unlock.restore", kind="link")
        recovery.clicked.connect(self._switch_mode)
        restore.clicked.connect(self.restore_requested)
        self.links = (recovery, restore)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(recovery)
        row.addWidget(Words(look, "·", role="text2"))
        row.addWidget(restore)
        row.addStretch(1)
        return row

    def _build_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        offline = Noted(
            self._look,
            "wifi-off",
            tr("Works without the internet. Nothing leaves this computer."),
            "unlock.offline",
        )
        row.addWidget(offline, 1)
        switch = LanguageSwitch(self._look, LANGUAGES, language(), "unlock.language")
        switch.chosen.connect(self.language_chosen)
        row.addWidget(switch)
        return row

    @Slot()
    def _open(self) -> None:
        if self.button.isEnabled() and self.field.text():
            wanted = self.recover_requested if self._recovering else self.open_requested
            wanted.emit(self.field.text())

    @Slot()
    def _switch_mode(self) -> None:
        self._recovering = not self._recovering
        self.forget()
        self._show_mode()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_mode(self) -> None:
        # A recovery key is compared with paper: all its groups have to be in sight.
        self._block.setFixedWidth(min(self._look.wide(KEY_WIDTH if self._recovering else WIDTH), 760))
        words = tr("&Recovery key") if self._recovering else tr("&Passphrase")
        self._label.setText(words)
        self.field.setAccessibleName(plain(words))
        self.links[0].set_words(
            tr("Use the &passphrase") if self._recovering else tr("Use the &recovery key")
        )
        if self._recovering:
            self.field.show_text()

    @Slot()
    def _edited(self) -> None:
        self.field.set_error(False)
        if not self._wait:
            self.problem.hide()
        if not self._typed:
            self._typed = True
            self.typing.emit()

    @Slot(object)
    def _show_keyboard(self, state: Keyboard) -> None:
        names = {"en": tr("English keyboard"), "ru": tr("Russian keyboard")}
        words = names.get(state.language, tr("{code} keyboard", code=state.language.upper()))
        self.layout_note.set_text(words if state.language else tr("Check the language of your keyboard"))
        self.caps.setVisible(bool(state.caps))

    @Slot()
    def _second_passed(self) -> None:
        self._wait = max(0, self._wait - 1)
        self._show_wait()

    def _show_wait(self) -> None:
        if self._wait:
            self.button.setEnabled(False)
            self.button.set_words(ntr("Open again in {n} second", "Open again in {n} seconds", self._wait))
            if not self._tick.isActive():
                self._tick.start()
        else:
            self._tick.stop()
            self.button.setEnabled(True)
            self.button.set_words(tr("&Open"))
