"""The page of a case."""

from ui.screens.case.screen import CaseScreen

__all__ = ["CaseScreen"]
