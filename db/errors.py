"""The base of every expected failure, and the failures of the store itself.

A `Problem` is part of normal life (a wrong passphrase, a full disk, a pulled stick): it carries a stable code for
programs and tests, and a sentence for the person at the screen. Anything that is not a `Problem` is a bug.
"""

from __future__ import annotations

from typing import ClassVar


def N_(text: str) -> str:  # noqa: N802 - the customary gettext name for "mark, translate later"
    """Marks a text for the catalogue; it is translated when it is shown."""
    return text


class Problem(Exception):
    """An expected failure.

    `text` says what happened, that nothing was lost, and what to do; `{placeholders}` in it are filled from the values
    given on raising. Values never hold anything about a client; a folder that the user chose is fine.
    """

    code: ClassVar[str] = "problem"
    text: ClassVar[str] = N_("Something went wrong. Nothing was changed.")

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.code)

    def __str__(self) -> str:
        """The English sentence, filled in."""
        return self.text.format(**self.values)
