"""The first four pages: where the store lies, who uses it, the recovery sheet, and the making of it."""

from ui.screens.first_run.doors import Doors, NewStore
from ui.screens.first_run.screen import FirstRunScreen

__all__ = ["Doors", "FirstRunScreen", "NewStore"]
