"""The passphrase that the app draws.

Shown to be written down, then covered while two words are typed back.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import LANGUAGES, tr
from ui.look import Look, placed
from ui.screens.first_run.doors import Doors
from ui.screens.first_run.page import complain, hush
from ui.widgets.buttons import Button
from ui.widgets.fields import LineField
from ui.widgets.labels import FieldLabel, Noted, Words
from ui.widgets.named import named
from ui.widgets.paint import box
from ui.widgets.segments import Choice, Segments


class DrawnWords(QWidget):
    """Six numbered words; `places` are the two that are asked for. `written` covers the words and asks."""

    def __init__(self, look: Look, doors: Doors, language: str, places: tuple[int, int]) -> None:
        super().__init__()
        self._look, self._doors = look, doors
        self.places = places
        named(self, "first.drawn", tr("Your passphrase"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(Words(look, tr("Your passphrase"), bold=True), 1)
        choices = [Choice(code, words) for code, words in LANGUAGES.items()]
        self.language = Segments(look, choices, "first.words.language", tr("Language of the words"))
        self.language.set_value(language)
        self.language.chosen.connect(self.draw)
        head.addWidget(self.language)
        column.addLayout(head)
        self.sheet = WordSheet(look, "first.words")
        column.addWidget(self.sheet)
        column.addLayout(self._build_acts())
        self._asking = self._build_asking()
        column.addWidget(self._asking)
        self._phrase = ""
        self.draw()

    def passphrase(self) -> str:
        return self._phrase

    def ready(self) -> bool:
        """Whether both words were typed back; asks for them when that was not done yet."""
        if self.sheet.shown:
            self.written()
            return False
        words = self._phrase.split()
        good = True
        for place, field, error in zip(self.places, self.fields, self.errors, strict=True):
            right = " ".join(field.text().split()).casefold() == words[place - 1].casefold()
            wrong = tr(
                "This is not word {number}. Look at your paper, or show the words again.", number=place
            )
            if good and not right:
                self.setFocusProxy(field)
            good = complain(field, error, "" if right else wrong) and good
        return good

    @Slot()
    def draw(self) -> None:
        """Other words, in the language chosen."""
        self._phrase = self._doors.draw_words(self.language.value() or "en")
        self.sheet.show_words(self._phrase.split())
        self.again()

    @Slot()
    def written(self) -> None:
        """Covers the words and asks for two of them."""
        self.sheet.cover()
        self._turn()
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def again(self) -> None:
        """Shows the words once more."""
        self.sheet.uncover()
        for field, error in zip(self.fields, self.errors, strict=True):
            field.forget()
            complain(field, error, "")
        self._turn()

    @Slot()
    def _look_again(self) -> None:
        self.again()
        # The link that had the keyboard is gone.
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        shown = self.sheet.shown
        self.note.setVisible(shown)
        self.done.setVisible(shown)
        self.other.setVisible(shown)
        self.language.setVisible(shown)
        self.back.setVisible(not shown)
        self._asking.setVisible(not shown)
        self.setFocusProxy(self.done if shown else self.fields[0])

    def _build_acts(self) -> QHBoxLayout:
        look = self._look
        self.note = Words(
            look, tr("Write the words on paper and keep it safe."), px=12, role="text2", wrap=True
        )
        self.done = Button(look, tr("I have &written them down"), "first.written")
        self.done.clicked.connect(self.written)
        self.other = Button(look, tr("Other words"), "first.redraw", kind="flat", icon="rotate-ccw")
        self.other.clicked.connect(self.draw)
        self.back = Button(look, tr("&Show the words again"), "first.again", kind="link")
        self.back.clicked.connect(self._look_again)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        row.addWidget(self.other)
        row.addWidget(self.done)
        row.addWidget(self.back)
        row.addStretch(0)
        return row

    def _build_asking(self) -> QWidget:
        look = self._look
        asking = QWidget(self)
        row = QHBoxLayout(asking)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.fields: list[LineField] = []
        self.errors: list[Noted] = []
        for place in self.places:
            label = tr("Type word {number}", number=place)
            field = LineField(look, f"first.word{place}", label)
            error = Noted(look, "octagon-alert", "", f"first.word{place}.error", role="crit", wrap=True)
            error.hide()
            hush(field, error)
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(FieldLabel(look, label, field, bold=True))
            column.addWidget(field)
            column.addWidget(error)
            column.addStretch(1)
            row.addLayout(column, 1)
            self.fields.append(field)
            self.errors.append(error)
        return asking


class WordSheet(QWidget):
    """Numbered words or groups in three columns, or the same places covered."""

    def __init__(self, look: Look, name: str, *, columns: int = 3) -> None:
        super().__init__()
        self._look, self._columns = look, columns
        self._words: list[str] = []
        self.shown = True
        named(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.changed.connect(self.updateGeometry)

    def show_words(self, words: list[str]) -> None:
        self._words = words
        self.uncover()
        self.updateGeometry()

    def cover(self) -> None:
        self._turn(False)

    def uncover(self) -> None:
        self._turn(True)

    def _turn(self, shown: bool) -> None:
        self.shown = shown
        # A screen reader reads them in order; covered, it can't.
        self.setAccessibleName(" ".join(self._words) if shown else tr("Covered"))
        self.update()

    def sizeHint(self) -> QSize:
        rows = -(-max(1, len(self._words)) // self._columns)
        return QSize(self._look.wide(400), rows * self._look.tall(28) + 16)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        box(painter, self.rect(), look.color("surface"), look.color("line"), radius=8)
        if self.hasFocus():
            box(painter, self.rect(), None, look.color("focus"), radius=8, width=2)
        width, height = (self.width() - 24) // self._columns, look.tall(28)
        number_width = look.wide(22)
        for at, word in enumerate(self._words):
            left, top = 16 + at % self._columns * width, 8 + at // self._columns * height
            painter.setFont(look.font(12))
            painter.setPen(look.color("text2"))
            spot = placed(self, QRect(left, top, number_width, height))
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, str(at + 1))
            left += number_width
            spot = placed(self, QRect(left, top, width - number_width, height))
            if self.shown:
                painter.setFont(look.bold(15))
                painter.setPen(look.color("text"))
                painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, word)
            else:
                rest = min(width - number_width - 16, look.wide(64))
                bar = QRect(left, top + height // 2 - 3, rest, 6)
                painter.fillRect(placed(self, bar), look.color("line"))
        painter.end()
