"""The user guide inside the app: short texts in the language of the screen."""

from ui.screens.guide.screen import GuideScreen

__all__ = ["GuideScreen"]
