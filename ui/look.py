"""What every painter is handed: the theme in use, type and measures at the user's text size, icons."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from ui import fonts, style
from ui.icons import Icons
from ui.theme import CONTRAST, DARK, LIGHT, THEMES, Theme, palette


class Look(QObject):
    """One per application, made in the wiring and handed to every widget of the kit as its first argument.

    `changed` is sent after the theme or the text size changed and the application was restyled; painted
    widgets repaint by themselves, only those that hold a size or a font of their own need to listen.
    """

    changed = Signal()

    def __init__(self, theme: str = "light", text_scale: int = 100, parent: QObject | None = None) -> None:
        """`theme`: a name in THEMES, or "system". `text_scale` in per cent, 100 to 200."""
        super().__init__(parent)
        self.icons = Icons()
        self._theme = _named(theme)
        self._scale = text_scale / 100

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def scale(self) -> float:
        """Text size, 1.0 to 2.0."""
        return self._scale

    def set(self, theme: str, text_scale: int) -> None:
        """Changes theme and text size of the running application."""
        self._theme = _named(theme)
        self._scale = text_scale / 100
        self.apply()

    def apply(self) -> None:
        """Dresses the application: style, palette, font, style sheet. Fonts must be loaded before."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.icons.clear()
        if app.style().name() != "fusion" and not app.styleSheet():
            app.setStyle(QStyleFactory.create("Fusion"))
        app.setPalette(palette(self._theme))
        app.setFont(self.font())
        app.setStyleSheet(style.sheet(self))
        self.changed.emit()

    def color(self, role: str) -> QColor:
        return self._theme.color(role)

    def font(self, pixels: int = 13, weight: QFont.Weight = fonts.REGULAR) -> QFont:
        """The interface font; `pixels` is the size at 100 %."""
        return fonts.font(pixels * self._scale, weight)

    def bold(self, pixels: int = 13) -> QFont:
        """The same in the heavier of the two weights."""
        return self.font(pixels, fonts.SEMIBOLD)

    def tall(self, height: int, lines: int = 1) -> int:
        """A height that holds `lines` lines of text, drawn for 100 %, grown by what the text grew."""
        return height + round(lines * 18 * (self._scale - 1))

    def wide(self, width: int) -> int:
        """A width of words, drawn for 100 %, at the user's text size."""
        return round(width * self._scale)

    def icon_size(self, size: int = 16) -> int:
        """Icons grow with the words beside them, on whole units."""
        return round(size * self._scale)

    def draw_icon(self, painter: QPainter, name: str, role: str, left: int, top: int, size: int = 16) -> None:
        """Draws an icon at a whole position; `size` is taken as it is (see icon_size)."""
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(left, top, self.icons.pixmap(name, self.color(role), size, ratio))


def _named(name: str) -> Theme:
    if name != "system":
        return THEMES[name]
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def elided(text: str, font: QFont, width: int, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
    """The text cut to a width with an ellipsis, if it has to be."""
    return QFontMetrics(font).elidedText(text, mode, max(0, width))


def advance(text: str, font: QFont) -> int:
    """Width of a text in one line."""
    return QFontMetrics(font).horizontalAdvance(text)


def placed(widget: QWidget, rect: QRect) -> QRect:
    """A rectangle laid out left to right, where it belongs in the widget's reading direction."""
    return widget.style().visualRect(widget.layoutDirection(), widget.rect(), rect)


def start(widget: QWidget) -> Qt.AlignmentFlag:
    """The side where reading begins, vertically centred, for drawText inside a placed rectangle."""
    side = (
        Qt.AlignmentFlag.AlignRight
        if widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
        else Qt.AlignmentFlag.AlignLeft
    )
    return side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
