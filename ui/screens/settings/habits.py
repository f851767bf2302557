"""How the window looks, and when it hides."""

from __future__ import annotations

from PySide6.QtCore import Slot

from caseapp.i18n import LANGUAGES, language, ntr, tr
from caseapp.settings import AUTO_LOCK_MINUTES, TEXT_SCALES, THEMES
from ui.screens.settings.section import Desk, Section, choice_control
from ui.theme import THEME_WORDS
from ui.widgets.buttons import Check
from ui.widgets.segments import Choice
from ui.widgets.switching import show_switched


class LookSection(Section):
    """Language, theme, text size; each is in force at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "look", tr("Look and language"), tr("Changes are in force at once."))
        look = desk.look
        languages = [Choice(code, words) for code, words in LANGUAGES.items()]
        self.language = choice_control(look, languages, "settings.language", tr("Language"))
        themes = [Choice(code, tr(THEME_WORDS[code])) for code in THEMES]
        self.theme = choice_control(look, themes, "settings.theme", tr("Theme"))
        sizes = [Choice(str(size), tr("{n} %", n=size)) for size in TEXT_SCALES]
        self.text_size = choice_control(look, sizes, "settings.text-size", tr("Text size"))
        self.row(tr("&Language"), self.language, tr("Letters have a language of their own."))
        self.row(tr("&Theme"), self.theme)
        self.row(tr("Text &size"), self.text_size)
        self.language.chosen.connect(self._language)
        self.theme.chosen.connect(self._theme)
        self.text_size.chosen.connect(self._size)
        self.enter()

    def enter(self) -> None:
        settings = self.desk.host.settings
        self.language.set_value(settings.language or language())
        self.theme.set_value(settings.theme)
        self.text_size.set_value(str(settings.text_scale))

    @Slot(str)
    def _language(self, code: str) -> None:
        if code and code != (self.desk.host.settings.language or language()):
            self.desk.host.change_settings(self.desk.host.settings.but(language=code))
        else:
            self.enter()

    @Slot(str)
    def _theme(self, code: str) -> None:
        if code:
            self.desk.host.change_settings(self.desk.host.settings.but(theme=code))
        self.enter()

    @Slot(str)
    def _size(self, code: str) -> None:
        if code:
            self.desk.host.change_settings(self.desk.host.settings.but(text_scale=int(code)))
        self.enter()


class LockSection(Section):
    """When the window locks by itself, and what others may read over a shoulder."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "lock",
            tr("Lock and privacy"),
            tr("Ctrl+L locks at once. The window also locks when the computer sleeps or its screen locks."),
        )
        minutes = [Choice(str(n), ntr("{n} minute", "{n} minutes", n)) for n in AUTO_LOCK_MINUTES]
        self.minutes = choice_control(desk.look, minutes, "settings.auto-lock", tr("Lock after"))
        self.row(
            tr("Lock &after"),
            self.minutes,
            tr("Counted from the last key or movement. What you typed is kept."),
        )
        self.hide_names = Check(desk.look, tr("Hide &names in lists"), "settings.hide-names")
        self.row("", self.hide_names, tr("Lists show case numbers. Names stay visible inside an open case."))
        self.minutes.chosen.connect(self._minutes)
        self.hide_names.toggled.connect(self._hide)
        desk.host.privacy.changed.connect(self._show_hidden)
        self.enter()

    def enter(self) -> None:
        self.minutes.set_value(str(self.desk.host.settings.auto_lock_minutes))
        self._show_hidden(self.desk.host.privacy.hidden)

    @Slot(str)
    def _minutes(self, code: str) -> None:
        if code:
            self.desk.host.change_settings(self.desk.host.settings.but(auto_lock_minutes=int(code)))
        self.enter()

    @Slot(bool)
    def _show_hidden(self, hidden: bool) -> None:
        show_switched(self.hide_names, hidden)

    @Slot(bool)
    def _hide(self, hidden: bool) -> None:
        self.desk.host.privacy.set_hidden(hidden)
        self.desk.host.change_settings(self.desk.host.settings.but(hide_names=hidden))
