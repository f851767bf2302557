"""The sentences of letters, read from resources/letters: one file a language for all kinds (`common`), and
one for each kind, which may put its own sentence in the place of a common one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from caseapp.letters.document import Rich, plain
from caseapp.letters.phrases import Phrase, PhraseError, Values
from caseapp.paths import resource

COMMON = "common"
#: Under this heading of the common file stand words of a language that phrases use as fields ({term.client}).
TERMS = "term"


@dataclass(frozen=True)
class Texts:
    """All sentences that a kind of letter has in one language, by dotted name."""

    lang: str
    phrases: Mapping[str, Phrase]

    @property
    def tag(self) -> str:
        """The BCP 47 tag of the language, such as en-GB."""
        return self.plain("tag", {})

    def say(self, name: str, values: Values, /, **more: Any) -> Rich:
        """The sentence with its values; `more` are further values of this sentence alone."""
        return self.phrases[name].fill({**values, **more})

    def plain(self, name: str, values: Values, /, **more: Any) -> str:
        """The bare characters of a sentence."""
        return plain(self.say(name, values, **more))

    def __contains__(self, name: str) -> bool:
        return name in self.phrases

    def under(self, heading: str) -> Iterator[tuple[str, Phrase]]:
        """The sentences below a heading: ("client", …) for `term.client` below "term"."""
        for name, phrase in self.phrases.items():
            if name.startswith(heading + "."):
                yield name.removeprefix(heading + "."), phrase


def languages(kind: str) -> tuple[str, ...]:
    """The languages (ISO 639) that a kind of letter can be written in: those with texts."""
    return tuple(sorted(path.stem for path in resource("letters", kind).glob("*.toml")))


@lru_cache(maxsize=64)
def load(kind: str, lang: str) -> Texts:
    """The texts of a kind in a language, with the common ones of that language.

    Raises FileNotFoundError for a language without texts, PhraseError for a text that can't be read.
    """
    phrases: dict[str, Phrase] = {}
    for part in (COMMON, kind):
        for name, source in flatten(
            tomllib.loads(resource("letters", part, f"{lang}.toml").read_text("utf-8"))
        ):
            try:
                phrases[name] = Phrase.read(source, lang)
            except PhraseError as error:
                raise PhraseError(f"{part}/{lang}.toml, {name}: {error}") from error
    return Texts(lang, phrases)


def flatten(tree: Mapping[str, Any], heading: str = "") -> Iterator[tuple[str, str]]:
    """(dotted name, text) of every text below the tables of a file. Raises PhraseError for anything but
    texts.
    """
    for name, content in tree.items():
        if isinstance(content, dict):
            yield from flatten(content, f"{heading}{name}.")
        elif isinstance(content, str):
            yield heading + name, content
        else:
            raise PhraseError(f"{heading}{name} is not a text")
