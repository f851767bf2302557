"""How a long task tells what it is doing, and how it is stopped."""

from __future__ import annotations

from typing import Protocol

from caseapp.errors import Cancelled

__all__ = ["Cancelled", "NoProgress", "Progress"]


class Progress(Protocol):
    """Given to a long task. Called on the thread that works; must be quick."""

    def stage(self, name: str, total: int) -> None:
        """A new stage begins: its stable name, and its size in units of its own (0: unknown)."""

    def advance(self, amount: int) -> None:
        """So many more units of the stage are done."""

    def check(self) -> None:
        """Raises Cancelled when the user wants to stop."""


class NoProgress:
    """Nobody is watching and nobody stops it."""

    def stage(self, name: str, total: int) -> None:
        pass

    def advance(self, amount: int) -> None:
        pass

    def check(self) -> None:
        pass
