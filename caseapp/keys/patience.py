"""How long to wait after wrong passphrases.

It only slows down someone who tries by hand at this computer; whoever took a copy of the files ignores it. So
nothing is ever erased after wrong attempts: that would let anyone destroy the data, and stop no one from
guessing.
"""

from __future__ import annotations

_SECONDS = (0, 0, 1, 2, 4, 8, 16, 30)


def wait(failures: int) -> int:
    """Seconds before the next attempt, after so many wrong ones in a row."""
    return _SECONDS[min(max(failures, 1), len(_SECONDS)) - 1]
