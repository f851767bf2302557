"""The closed door: one passphrase field and the ways round it."""

from ui.screens.unlock.screen import UnlockScreen

__all__ = ["UnlockScreen"]
