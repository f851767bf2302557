"""The window: Qt lives here and nowhere below."""

from ui.interpreter import hold_none

hold_none()
