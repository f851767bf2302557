"""Draws every control of the kit into pictures, to be looked at.

Run: python tests/ui/gallery.py FOLDER
"""

from __future__ import annotations

import gettext
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from caseapp import i18n
from tests.ui.gallery_kit import whole
from tests.ui.gallery_screens import (
    Dictionary,
    first_run,
    first_run_asking,
    first_run_own,
    parts,
    timeline,
    unlock,
    window,
)
from ui.fonts import load_fonts
from ui.look import Look


def grab(make: Callable[[Look], QWidget], look: Look, size: QSize, path: Path) -> None:
    """Makes a widget, gives it a size and saves what it looks like."""
    widget = make(look)
    widget.resize(size)
    widget.show()
    widget.activateWindow()
    QApplication.processEvents()
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()


def shots(look: Look, folder: Path) -> None:
    """The screens of this room in both languages, themes and sizes."""
    for code, catalogue in (("en", gettext.NullTranslations()), ("ru", Dictionary())):
        i18n._Screen.catalogue = catalogue
        for theme in ("light", "dark"):
            look.set(theme, 100)
            for size in (QSize(1366, 768), QSize(1024, 700), QSize(800, 600)):
                tail = f"{theme}-{code}-{size.width()}.png"
                grab(unlock, look, size, folder / f"unlock-{tail}")
                grab(window, look, size, folder / f"window-{tail}")
    i18n._Screen.catalogue = gettext.NullTranslations()
    look.set("light", 100)
    grab(timeline(False), look, QSize(977, 300), folder / "time-wide.png")
    grab(timeline(True), look, QSize(977, 300), folder / "time-more.png")
    grab(timeline(False), look, QSize(754, 300), folder / "time-narrow.png")
    grab(timeline(False, table=True), look, QSize(977, 300), folder / "time-table.png")
    look.set("dark", 100)
    grab(timeline(True), look, QSize(977, 300), folder / "time-dark.png")
    look.set("light", 200)
    grab(timeline(False), look, QSize(1366, 500), folder / "time-200.png")
    look.set("light", 100)
    for page in range(4):
        grab(first_run(page), look, QSize(1024, 700), folder / f"first-{page + 1}.png")
    grab(first_run_asking, look, QSize(1024, 700), folder / "first-2-asking.png")
    grab(first_run_own, look, QSize(800, 600), folder / "first-2-own-800.png")
    look.set("dark", 100)
    grab(first_run(2), look, QSize(1366, 768), folder / "first-3-dark.png")
    look.set("light", 200)
    grab(first_run(1), look, QSize(1366, 768), folder / "first-2-200.png")
    i18n._Screen.catalogue = Dictionary()
    grab(unlock, look, QSize(1366, 768), folder / "unlock-200-ru.png")
    grab(window, look, QSize(1366, 768), folder / "window-200-ru.png")
    i18n._Screen.catalogue = gettext.NullTranslations()
    look.set("light", 100)
    grab(parts, look, QSize(900, 760), folder / "parts-light.png")
    look.set("dark", 100)
    grab(parts, look, QSize(900, 760), folder / "parts-dark.png")
    look.set("light", 200)
    grab(parts, look, QSize(1366, 1300), folder / "parts-200.png")


def main(folder: Path) -> None:
    app = QApplication(sys.argv[:1])
    load_fonts()
    look = Look()
    for theme in ("light", "dark", "contrast"):
        look.set(theme, 100)
        grab(whole, look, QSize(1366, 860), folder / f"kit-{theme}.png")
    look.set("light", 200)
    grab(whole, look, QSize(2000, 1500), folder / "kit-200.png")
    shots(look, folder)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.set("light", 100)
    grab(whole, look, QSize(1366, 860), folder / "kit-rtl.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
