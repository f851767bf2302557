"""The register of all letters, and telling whether a file is one of ours."""

from ui.screens.letters.screen import LettersScreen

__all__ = ["LettersScreen"]
