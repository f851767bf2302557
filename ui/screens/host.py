"""What a screen may ask of the window it stands in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from caseapp.settings import Settings
from ui.dialogs import Dialogs
from ui.look import Look
from ui.privacy import Privacy
from ui.widgets.overlay import Overlay


class Host(Protocol):
    """The window. Screens know no more of it than this, so that a test can stand in for it."""

    @property
    def look(self) -> Look:
        """Theme, type and measures."""

    @property
    def privacy(self) -> Privacy:
        """The "Hide names" switch."""

    @property
    def dialogs(self) -> Dialogs:
        """Boxes that ask, and file dialogs."""

    @property
    def overlay(self) -> Overlay:
        """Where pop-ups open."""

    @property
    def settings(self) -> Settings:
        """The settings in force."""

    def change_settings(self, settings: Settings) -> None:
        """Keeps other settings and puts them in force at once; a new language makes all screens anew."""

    def open_case(self, case_id: str, section: str | None = None, record: str | None = None) -> None:
        """Shows a case, if wanted at one of its sections and records."""

    def open_record(self, kind: str, record_id: str, field: str) -> None:
        """Shows a record outside the cases (organisation, caseworker, contact) at one of its fields."""

    def open_letter(self, letter_id: str) -> None:
        """Shows a letter."""

    def new_letter(self, case_id: str) -> None:
        """Lets the person choose kind, language and recipient of a new letter for a case."""

    def toast(self, text: str, act: str = "", call: Callable[[], object] | None = None) -> None:
        """Says at the bottom what was done, with one act such as "Undo"."""

    def go(self, place: str) -> None:
        """Shows another place of the rail: cases, contacts, letters, backup, settings, guide."""

    def help(self, topic: str) -> None:
        """Shows a topic of the guide, by its id in ui/screens/guide/topics.py."""
