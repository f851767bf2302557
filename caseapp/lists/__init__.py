"""The coded lists: stable codes, labels and definitions in the languages of the app.

A list is one file in resources/lists. Its codes are unique inside the list and never reused for another
meaning; labels may change. `XX` is Other and `UU` is Unknown wherever a list has them. What a record stores
is the code alone.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from caseapp.paths import resource

__all__ = ["CodedList", "Entry", "get", "names"]


@dataclass(frozen=True)
class Entry:
    """One code and its texts by language. `inverse` is the code of the same relation seen from the other
    side; `special` says that the code tells of a special category (orientation, ethnicity, faith).
    """

    code: str
    label: Mapping[str, str]
    definition: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    inverse: str = ""
    phrase: Mapping[str, str] = field(default_factory=dict)
    phrase_dated: Mapping[str, str] = field(default_factory=dict)
    special: bool = False


@dataclass(frozen=True)
class CodedList:
    """A list by its name; `title` is its heading by language, `entries` are in the order in which forms
    show them.
    """

    name: str
    title: Mapping[str, str]
    entries: Mapping[str, Entry]

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in order."""
        return tuple(self.entries)

    @functools.cached_property
    def special(self) -> frozenset[str]:
        """The codes that tell of a special category: they stay out of letters unless chosen."""
        return frozenset(code for code, entry in self.entries.items() if entry.special)

    def __contains__(self, code: object) -> bool:
        return code in self.entries

    def label(self, code: str, lang: str) -> str:
        """What the code is called; the code itself when this version does not know it, so that nothing is
        hidden.
        """
        entry = self.entries.get(code)
        return _text(entry.label, lang) if entry else code

    def definition(self, code: str, lang: str) -> str:
        """What the code covers; "" without a definition."""
        entry = self.entries.get(code)
        return _text(entry.definition, lang) if entry else ""

    def group(self, code: str) -> str:
        """The code of the group ("D" for D03 in incident_kinds); "" outside groups."""
        entry = self.entries.get(code)
        return entry.group if entry else ""

    def inverse(self, code: str) -> str:
        """What a relation is called from the other side ("CHI" for "PRN"); "" when nothing follows."""
        entry = self.entries.get(code)
        return entry.inverse if entry else ""

    def in_group(self, group: str) -> tuple[str, ...]:
        """The codes of one group, in order."""
        return tuple(code for code, entry in self.entries.items() if entry.group == group)

    def phrase(self, code: str, lang: str, *, date: str = "") -> str:
        """The words that a letter prints, without a capital: "the client told us on 12 March 2024".

        `date` is already worded in the same language. "" for a code without a phrase.
        """
        entry = self.entries.get(code)
        if entry is None:
            return ""
        if date and entry.phrase_dated:
            return _text(entry.phrase_dated, lang).format(date=date)
        return _text(entry.phrase, lang)


def get(name: str) -> CodedList:
    """The list of this name. Raises KeyError when there is none."""
    if name not in names():
        raise KeyError(name)
    return _load(name)


@functools.cache
def names() -> tuple[str, ...]:
    """The names of all lists, sorted."""
    return tuple(sorted(path.stem for path in resource("lists").glob("*.json")))


@functools.cache
def _load(name: str) -> CodedList:
    data: dict[str, Any] = json.loads(resource("lists", f"{name}.json").read_text(encoding="utf-8"))
    entries = [Entry(**item) for item in data["items"]]
    return CodedList(data["name"], data["title"], {entry.code: entry for entry in entries})


def _text(texts: Mapping[str, str], lang: str) -> str:
    """The text in this language, else in English: a new language starts with gaps."""
    return texts.get(lang) or texts.get("en", "")
