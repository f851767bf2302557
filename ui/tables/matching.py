"""Finding rows of a list that is held whole: by parts of words, and names in any script and spelling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from caseapp.rules.folding import beginning_keys, fold, name_keys, token_keys

#: Keys shorter than this begin too many names.
_SHORTEST = 3


@dataclass(frozen=True)
class Sought:
    """What somebody typed: for each word its folded letters and the keys of names that it may begin."""

    words: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, text: str) -> Sought:
        return cls(tuple((fold(word), _keys(word)) for word in text.split()))


@dataclass(frozen=True)
class Findable:
    """What a row is found by. Made once when the rows are read: it takes longer than a key press."""

    letters: str
    keys: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str], texts: Iterable[str] = ()) -> Findable:
        """`names` are found by sound as well, `texts` by their letters only."""
        listed = " ".join(names)
        return cls(fold(f"{listed} {' '.join(texts)}"), name_keys(listed))

    def fits(self, sought: Sought) -> bool:
        """Whether every typed word is in it; no words fit everything."""
        return all(
            letters in self.letters or any(held.startswith(key) for key in keys for held in self.keys)
            for letters, keys in sought.words
        )


def _keys(word: str) -> tuple[str, ...]:
    return tuple(key for key in (*token_keys(word), *beginning_keys(word)) if len(key) >= _SHORTEST)
