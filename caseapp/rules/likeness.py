"""Names that nearly match: one slip of the finger, a letter left out, two letters swapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caseapp.rules.characters import tokens
from caseapp.rules.sounds import beginning_keys, token_keys

__all__ = ["Term", "allowed_slips", "near", "terms"]


@dataclass(frozen=True)
class Term:
    """One word of a query. `keys` are beginnings of sound keys to look up in the index; `whole` are the
    keys of the word as it stands, for the search for slips.
    """

    folded: str
    keys: tuple[str, ...]
    whole: tuple[str, ...]


def terms(query: str) -> tuple[Term, ...]:
    """The words of a query for names; the last one counts as half typed unless a space follows it."""
    pieces = [piece for piece in query.replace("-", " ").split() if tokens(piece)]
    half_typed = bool(pieces) and query.endswith(pieces[-1])
    return tuple(
        _term(piece, half_typed=half_typed and place == len(pieces)) for place, piece in enumerate(pieces, 1)
    )


def _term(word: str, *, half_typed: bool) -> Term:
    if any(map(str.isdigit, word)):  # a number or a code sounds like no name
        return Term("".join(tokens(word)), (), ())
    whole = token_keys(word)
    keys = (*whole, *beginning_keys(word)) if half_typed else whole
    return Term("".join(tokens(word)), tuple(dict.fromkeys(keys)), whole)


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
