"""Settings: how the window looks, when it locks, who signs, and the keys of the store."""

from ui.screens.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
