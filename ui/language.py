"""Switches the language of the window.

Our own texts, Qt's own words in its dialogs, and the reading direction.
"""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from caseapp import i18n


def speak(app: QApplication, code: str) -> None:
    """Uses a language from now on. Screens that are open keep their words: make them anew afterwards.

    Raises ValueError for a language that caseapp.i18n does not list.
    """
    i18n.set_language(code)
    locale = QLocale(code)
    QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection())
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    words = QTranslator(app)
    if words.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
