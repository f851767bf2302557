"""Ctrl+K: everything that can be opened or done, in one list."""

from ui.palette.palette import Palette

__all__ = ["Palette"]
