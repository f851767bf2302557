"""The guide: topics at the left, the text at the right. Links lead to topics and screens, never outside."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QResizeEvent, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QWidget

from caseapp.i18n import language, tr
from ui.fonts import SEMIBOLD
from ui.look import Look
from ui.screens.guide.topics import FOR_SCREEN, TOPICS, text_of
from ui.widgets.named import named
from ui.widgets.rail import Entry, Sidebar

#: Lines stay about this wide (65 characters), at 100 % text.
LINE_WIDTH = 560
_SIZES = {1: 20, 2: 15}
_SCREEN = "goto:"


class GuideHost(Protocol):
    """What the guide asks of the window."""

    @property
    def look(self) -> Look: ...

    def go(self, place: str) -> None:
        """Shows another screen, by its id in the rail."""


class GuideScreen(QWidget):
    """Shows one topic. `show_for` opens the topic that belongs to a screen (F1)."""

    def __init__(
        self, office: object, runner: object, bus: object, host: GuideHost, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._host = host.look, host
        self._topic = ""
        named(self, "guide", tr("User guide"))
        entries = [Entry(topic, tr(title)) for topic, title in TOPICS.items()]
        self.topics = Sidebar(self._look, entries, "guide.topics", tr("Topics"))
        self.topics.chosen.connect(self.show_topic)
        self.text = named(_Page(self._look, self), "guide.text", tr("Guide"))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.setOpenExternalLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.text.viewport().setAutoFillBackground(False)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.topics)
        line.addWidget(self.text, 1)
        self._look.changed.connect(self._redraw)
        self.show_topic("first-steps")

    @property
    def topic(self) -> str:
        """The topic that is shown."""
        return self._topic

    def show_for(self, screen: str) -> None:
        """Shows the topic that helps on a screen, by the screen's id."""
        self.show_topic(FOR_SCREEN.get(screen, "first-steps"))

    @Slot(str)
    def show_topic(self, topic: str) -> None:
        """Shows a topic from its beginning."""
        self._topic = topic
        self.topics.set_current(topic)
        self._redraw()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        target = url.toString()
        if target.startswith(_SCREEN):
            self._host.go(target.removeprefix(_SCREEN))
        elif target.removesuffix(".md") in TOPICS:
            self.show_topic(target.removesuffix(".md"))

    @Slot()
    def _redraw(self) -> None:
        look = self._look
        document = self.text.document()
        document.setDefaultFont(look.font())
        features = QTextDocument.MarkdownFeature
        document.setMarkdown(
            text_of(self._topic, language()), features.MarkdownDialectGitHub | features.MarkdownNoHTML
        )
        document.setDocumentMargin(0)
        document.setIndentWidth(22)
        self.text.setStyleSheet(
            "QTextBrowser#guide\\.text { background: transparent; border: none; padding: 0; }"
        )
        self.text.fit()
        block = document.begin()
        while block.isValid():
            self._dress(block)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                shape = frame.format()
                shape.setCellPadding(5)
                shape.setCellSpacing(0)
                shape.setBorder(0)
                frame.setFormat(shape)

    def _dress(self, block: QTextBlock) -> None:
        """Gives headings their sizes, text its line height, links their ink."""
        look = self._look
        cursor = QTextCursor(block)
        level = block.blockFormat().headingLevel()
        shape = block.blockFormat()
        shape.setLineHeight(115, 1)
        if cursor.currentTable() is not None:
            shape.setBottomMargin(0)
        elif level:
            shape.setTopMargin(look.tall(24) if level > 1 else 0)
            shape.setBottomMargin(6)
        elif block.textList() is None:
            shape.setBottomMargin(8)
        else:
            shape.setBottomMargin(5)
        cursor.setBlockFormat(shape)
        for piece in self._pieces(block):
            letters = QTextCharFormat()
            if level:
                letters.setFont(look.bold(_SIZES.get(level, 13)))
            elif piece.charFormat().isAnchor():
                letters.setForeground(look.color("accent"))
            elif piece.charFormat().fontWeight() > 400:
                letters.setFontWeight(SEMIBOLD)
            cursor.setPosition(piece.position())
            cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
            if level:
                # Not merged: a heading read from Markdown asks for a larger face on top of this size.
                cursor.setCharFormat(letters)
            else:
                cursor.mergeCharFormat(letters)

    def _pieces(self, block: QTextBlock) -> list:  # type: ignore[type-arg]
        pieces = []
        step = block.begin()
        while not step.atEnd():
            pieces.append(step.fragment())
            step += 1
        return pieces


class _Page(QTextBrowser):
    """Keeps lines short however wide the window is, with the scroll bar at the window's edge."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def fit(self) -> None:
        """Fits the margins of the text to the width of the window and the text size."""
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        right = max(24, self.width() - 24 - self._look.wide(LINE_WIDTH))
        if (shape.leftMargin(), shape.rightMargin()) != (24, right):
            shape.setLeftMargin(24)
            shape.setRightMargin(right)
            shape.setTopMargin(16)
            shape.setBottomMargin(24)
            frame.setFrameFormat(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)
