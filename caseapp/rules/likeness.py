"""Names that nearly match: one slip of the finger, a letter left out, two letters swapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caseapp.rules.characters import tokens
from caseapp.rules.sounds import beginning_keys, token_keys

__all__ = ["Term", "allowed_slips", "near", "terms"]


@dataclass(frozen=True)
class Term:
    """One word of a query: as it is folded, and its sound keys (beginnings of keys when it is still being
    typed).
    """

    folded: str
    keys: tuple[str, ...]


def terms(query: str) -> tuple[Term, ...]:
    """The words of a query for names; the last one counts as half typed unless a space follows it."""
    words = query.split()
    open_ended = bool(query) and not query[-1].isspace()
    found = []
    for number, word in enumerate(words):
        half_typed = open_ended and number == len(words) - 1
        pieces = [piece for piece in word.replace("-", " ").split() if tokens(piece)]
        for place, piece in enumerate(pieces):
            last = half_typed and place == len(pieces) - 1
            keys = (*token_keys(piece), *beginning_keys(piece)) if last else token_keys(piece)
            found.append(Term("".join(tokens(piece)), tuple(dict.fromkeys(keys))))
    return tuple(found)


def allowed_slips(key: str) -> int:
    """How many slips still count as near: none in very short keys, one in usual ones, two in long ones."""
    return 0 if len(key) < 4 else 1 if len(key) < 9 else 2


def near(query_key: str, keys: Sequence[str], limit: int = 20) -> tuple[str, ...]:
    """Those of the keys that lie within `allowed_slips` of the query key, nearest first, then in the order
    given.

    A slip is a letter added, left out, changed, or swapped with its neighbour (optimal string alignment).
    """
    if not query_key or limit < 1:
        return ()
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = allowed_slips(query_key)
    found = process.extract(query_key, keys, scorer=OSA.distance, score_cutoff=slips, limit=limit)
    return tuple(key for key, _, _ in found)
