"""The list of cases: filters, search as you type, a pane with the selected case, and opening a new one."""

from ui.screens.cases.screen import CasesScreen

__all__ = ["CasesScreen"]
