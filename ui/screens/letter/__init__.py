"""Writing one letter: its form, what is to be settled, and the page as the reader will see it."""

from ui.screens.letter.screen import LetterScreen

__all__ = ["LetterScreen"]
