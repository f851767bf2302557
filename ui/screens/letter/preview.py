"""The right side of a letter: the page, a bar to turn and size it, and what is going on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.letters.document import Place
from caseapp.services.letters import Preview
from ui.look import Look
from ui.screens.letter.pages import PageView
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.widgets.paint import hairline


class PreviewPane(QWidget):
    """Shows a `Preview`; `point_at` outlines what belongs to a field or fact."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._places: Mapping[str, Sequence[Place]] = {}
        self._anchors: tuple[str, ...] = ()
        named(self, "letter.preview", tr("Preview of the letter"))
        self.view = PageView(look, "letter.page")
        self.back = self._button(tr("Page before"), "back", "chevron-left")
        self.next = self._button(tr("Next page"), "next", "chevron-right")
        self.smaller = self._button(tr("Smaller"), "smaller", "zoom-out")
        self.larger = self._button(tr("Larger"), "larger", "zoom-in")
        self.fit = Button(look, tr("Fit width"), "letter.preview.fit", kind="flat")
        self.where = Words(look, "", "letter.preview.where", role="text2")
        self.state = Words(look, "", "letter.preview.state", px=12, role="text2")
        self._message = EmptyState(look, "file-text", "", name="letter.preview.message")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        column.addWidget(self._stack, 1)
        self.back.clicked.connect(self._turn_back)
        self.next.clicked.connect(self._turn_on)
        self.smaller.clicked.connect(self._shrink)
        self.larger.clicked.connect(self._grow)
        self.fit.clicked.connect(self._fit)
        self.view.turned.connect(self._turned)
        self.view.zoomed.connect(self._sized)
        self._turned(0, 0)

    def show_preview(self, preview: Preview) -> None:
        """Shows a newer state of the letter."""
        self._places = preview.places
        self._stack.setCurrentWidget(self.view)
        self.view.show_pdf(preview.data)
        self.set_busy(False)
        self.point_at(*self._anchors)

    def show_message(self, sentence: str) -> None:
        """Says why there is nothing to show."""
        self._message.show_words(sentence)
        self._stack.setCurrentWidget(self._message)
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """A newer state is being drawn for longer than one notices."""
        self.state.setText(tr("Drawing…") if busy else "")

    def point_at(self, *anchors: str) -> None:
        """Outlines the places of the first of these anchors that the letter shows; none takes the frame
        away.
        """
        self._anchors = anchors
        found = next((self._places[anchor] for anchor in anchors if anchor in self._places), ())
        self.view.outline(found)

    def _button(self, words: str, name: str, icon: str) -> Button:
        return Button(self._look, words, f"letter.preview.{name}", kind="flat", icon=icon, icon_only=True)

    def _make_bar(self) -> QWidget:
        bar = _Bar(self._look)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 1)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self.where)
        row.addWidget(self.next)
        row.addStretch(1)
        row.addWidget(self.state)
        row.addStretch(1)
        row.addWidget(self.smaller)
        row.addWidget(self.fit)
        row.addWidget(self.larger)
        return bar

    @Slot(int, int)
    def _turned(self, page: int, pages: int) -> None:
        self.where.setText(tr("Page {page} of {pages}", page=page, pages=pages) if pages else "")
        self.back.setEnabled(page > 1)
        self.next.setEnabled(page < pages)

    @Slot()
    def _sized(self) -> None:
        self.fit.setEnabled(not self.view.fits)

    @Slot()
    def _turn_back(self) -> None:
        self.view.turn(self.view.page - 1)

    @Slot()
    def _turn_on(self) -> None:
        self.view.turn(self.view.page + 1)

    @Slot()
    def _shrink(self) -> None:
        self.view.zoom_by(-1)

    @Slot()
    def _grow(self) -> None:
        self.view.zoom_by(1)

    @Slot()
    def _fit(self) -> None:
        self.view.set_zoom(0)


class _Bar(QWidget):
    """The strip above the page."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
        self.setFixedHeight(look.tall(40))
        look.changed.connect(self._refit)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface"))
        hairline(painter, 0, self.height() - 1, self.width(), self._look.color("line"))
        painter.end()

    @Slot()
    def _refit(self) -> None:
        self.setFixedHeight(self._look.tall(40))
