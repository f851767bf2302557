"""Makes the application object so that it leaves nothing behind and looks the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QApplication

from ui.focus import FocusCare
from ui.fonts import load_fonts
from ui.garbage import Collector
from ui.keys import ByPlace

NAME = "Caseapp"


def keep_no_settings() -> None:
    """Sends whatever Qt itself would remember (folders of file dialogs, among others) to a place that can't
    exist.

    Must be called before the application object is made.
    """
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(form, scope, "/dev/null/none")


def make_application(arguments: Sequence[str]) -> QApplication:
    """The one QApplication, with the bundled fonts loaded. Dress it with `Look.apply`."""
    keep_no_settings()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeMenuBar)
    app = QApplication(list(arguments))
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    # Closing a window locks; only the wiring decides when the program ends.
    app.setQuitOnLastWindowClosed(False)
    load_fonts()
    Collector(app)
    FocusCare(app)
    ByPlace(app, app)
    return app
