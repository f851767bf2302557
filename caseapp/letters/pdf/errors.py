"""What can go wrong in printing, besides bugs."""

from __future__ import annotations

from collections.abc import Iterable

from db.errors import N_, Problem


class MissingGlyph(Problem):
    """The text has characters that no font of the program can print. Values: code points only, never the
    text."""

    code = "letter-missing-glyph"
    text = N_(
        "The letter holds characters that cannot be printed: {characters}. Nothing was issued. "
        "Replace them in the text, then try again."
    )

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = tuple(characters)
        super().__init__(characters=", ".join(f"U+{ord(char):04X}" for char in self.characters))
