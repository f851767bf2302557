"""Who is behind it: agencies, units, persons and proxies, with their chain and all their incidents."""

from ui.screens.actors.screen import ActorsScreen

__all__ = ["ActorsScreen"]
