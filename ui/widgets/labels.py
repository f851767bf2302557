"""Words on the page: plain, elided, with an icon; headings; hairlines."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.look import Look, advance, elided, placed
from ui.widgets.named import named, plain
from ui.widgets.paint import box, hairline
from ui.widgets.shapes import draw_shape


class Words(QLabel):
    """A label in a size and colour of the theme.

    Plain text only: what a client wrote is never read as markup.
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        name: str = "",
        *,
        px: int = 13,
        bold: bool = False,
        role: str = "text",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._px, self._bold, self._role = look, px, bold, role
        self._struck = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if name:
            named(self, name)
        self.setText(text)
        look.changed.connect(self._dress)
        self._dress()

    def set_role(self, role: str) -> None:
        """Another ink, a role of the theme."""
        self._role = role
        self._dress()

    def set_bold(self, bold: bool) -> None:
        """The other of the two weights."""
        self._bold = bold
        self._dress()

    def set_struck(self, struck: bool) -> None:
        """A line through the words: they must not be used."""
        self._struck = struck
        self._dress()

    @Slot()
    def _dress(self) -> None:
        font = self._look.bold(self._px) if self._bold else self._look.font(self._px)
        font.setStrikeOut(self._struck)
        self.setFont(font)
        colors = self.palette()
        colors.setColor(QPalette.ColorRole.WindowText, self._look.color(self._role))
        self.setPalette(colors)


class FieldLabel(Words):
    """The label of a field: its mnemonic leads to the field, its words become the field's accessible name."""

    def __init__(
        self,
        look: Look,
        text: str,
        buddy: QWidget | None,
        *,
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, "", role="text" if bold else "text2", bold=bold, parent=parent)
        self.setText(text)
        if buddy is not None:
            self.setBuddy(buddy)
            if not buddy.accessibleName():
                buddy.setAccessibleName(plain(text))


class ElidedLabel(QLabel):
    """One line that is cut with an ellipsis when the place is short; the whole text is its tooltip then."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        name: str = "",
        *,
        px: int = 13,
        bold: bool = False,
        role: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._px, self._bold, self._role = look, px, bold, role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if name:
            named(self, name)
        self.setText(text)
        look.changed.connect(self._dress)
        self._dress()

    def set_role(self, role: str) -> None:
        self._role = role
        self.update()

    def face(self) -> QFont:
        return self._look.bold(self._px) if self._bold else self._look.font(self._px)

    def sizeHint(self) -> QSize:
        return QSize(advance(self.text(), self.face()) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._look.wide(24)), super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        super().setText(text)
        # QLabel measures for itself, in its own face, whether the size has changed.
        self.updateGeometry()
        self._hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.face())
        painter.setPen(self._look.color(self._role))
        words = elided(self.text(), self.face(), self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _hint(self) -> None:
        cut = advance(self.text(), self.face()) > self.width()
        self.setToolTip(self.text() if cut else "")

    @Slot()
    def _dress(self) -> None:
        self.setFont(self.face())
        self.updateGeometry()


class IconLabel(QWidget):
    """An icon alone, drawn sharp; spoken only if it is given words."""

    def __init__(
        self,
        look: Look,
        icon: str,
        role: str = "text2",
        *,
        size: int = 16,
        says: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._icon, self._role, self._size = look, icon, role, size
        self.setAccessibleName(says)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_icon(self, icon: str, role: str | None = None) -> None:
        self._icon = icon
        self._role = role or self._role
        self.update()

    def sizeHint(self) -> QSize:
        side = self._look.icon_size(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._look.draw_icon(painter, self._icon, self._role, 0, 0, self._look.icon_size(self._size))
        painter.end()


class ShapeLabel(QWidget):
    """The shape of a level beside the first line of a text."""

    def __init__(self, look: Look, code: str, *, says: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._code = look, code
        self.setAccessibleName(says)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._look.icon_size(14), self._look.tall(18))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self._look.icon_size(12)
        spot = QRectF(0, (self.height() - size) // 2, size, size)
        draw_shape(painter, self._code, spot, self._look.color(self._code), self._look.theme.tint(self._code))
        painter.end()


class Noted(QWidget):
    """An icon and one line beside it: the source of a fact, the echo of a date, an error, a state."""

    def __init__(
        self,
        look: Look,
        icon: str,
        text: str,
        name: str = "",
        *,
        role: str = "text2",
        icon_role: str = "",
        px: int = 12,
        bold: bool = False,
        gap: int = 8,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.icon = IconLabel(look, icon, icon_role or role, size=14 if px == 12 else 16)
        self.words: Words | ElidedLabel = (
            Words(look, text, px=px, role=role, bold=bold, wrap=True)
            if wrap
            else ElidedLabel(look, text, px=px, role=role, bold=bold)
        )
        if name:
            named(self, name, text)
            named(self.words, f"{name}.text")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)

    def set_text(self, text: str) -> None:
        self.words.setText(text)
        self.setAccessibleName(text)

    def set_state(self, icon: str, role: str, text: str) -> None:
        """Another icon, ink and text at once."""
        self.icon.set_icon(icon, role)
        self.words.set_role(role)
        self.set_text(text)


class Rule(QFrame):
    """A hairline across, or down with `down`."""

    def __init__(self, look: Look, *, down: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._down = look, down
        if down:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        length = self.height() if self._down else self.width()
        hairline(painter, 0, 0, length, self._look.color("line"), down=self._down)
        painter.end()


class Key(QWidget):
    """A small tinted word inside a field, such as the language of the keyboard."""

    def __init__(self, look: Look, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._text = look, text
        named(self, name, text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(advance(self._text, self._look.font(12)) + 16, self._look.tall(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box(painter, self.rect(), self._look.color("select"), radius=4)
        painter.setFont(self._look.font(12))
        painter.setPen(self._look.color("accent"))
        painter.drawText(placed(self, QRect(self.rect())), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
