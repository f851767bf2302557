"""What a file that can be looked at has in common, whatever it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Protocol

#: More pixels than this are never decoded, nor given out at once.
MOST_PIXELS: Final = 80_000_000
MOST_SHOWN: Final = 20_000_000


class Unreadable(Exception):
    """The file can't be shown. `why` is one of the codes that the app has a sentence for."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Pixels:
    """A picture as rows of red, green and blue. `partial`: the end of the file was missing or damaged."""

    width: int
    height: int
    data: bytes
    partial: bool = False


class Sheets(Protocol):
    """A file of one or more pages."""

    kind: str
    pages: int
    #: Width and height of the first page, in pixels of the file or in points of a PDF.
    size: tuple[int, int]
    #: What the file says of itself, as plain values.
    notes: dict[str, Any]

    def page(self, number: int, edge: int) -> Pixels:
        """A page (from 0) whose longer edge is at most `edge` pixels. Raises Unreadable."""
