"""A screen of two leaves: a list, and what was opened from it."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget


class Book(QStackedWidget):
    """Shows its list until something is opened; `back` returns to the list, which kept its place."""

    def __init__(self, listing: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.listing = listing
        self.addWidget(listing)

    @property
    def opened(self) -> QWidget | None:
        """What was opened last and is still held, even while the list is shown."""
        return self.widget(1)

    def open(self, page: QWidget) -> None:
        """Shows a page instead of the one opened before."""
        self.close_page()
        self.addWidget(page)
        self.setCurrentWidget(page)

    def back(self) -> None:
        """Shows the list again and lets the opened page go."""
        self.close_page()
        self._call("enter")

    def close_page(self) -> None:
        """Lets the opened page save what is typed, and removes it."""
        page = self.opened
        if page is not None:
            leave = getattr(page, "leave", None)
            if callable(leave):
                leave()
            self.removeWidget(page)
            page.deleteLater()

    def enter(self) -> None:
        """The screen is shown again."""
        self._call("enter")

    def leave(self) -> None:
        """Another screen takes its place."""
        self._call("leave")

    def flush(self) -> None:
        """Hands out everything typed so far, on the leaf that is not shown as well."""
        for leaf in (self.listing, self.opened):
            _call(leaf, "flush")

    def _call(self, name: str) -> None:
        _call(self.currentWidget(), name)


def _call(leaf: QWidget | None, name: str) -> None:
    method = getattr(leaf, name, None)
    if callable(method):
        method()
