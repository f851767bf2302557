"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from html import escape
from typing import Final

from ui.theme import Theme

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
#: Longer texts are compared line by line: words would take too long.
_MOST_WORDS: Final = 4000

Part = tuple[str, str]


def parts(before: str, after: str) -> list[Part]:
    """Both texts in one: pairs of "same", "gone" or "new" and the words."""
    split = _WORDS.findall if max(len(before), len(after)) < _MOST_WORDS * 5 else _lines
    old, new = split(before), split(after)
    found: list[Part] = []
    for act, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        if b > a:
            found.append(("gone", "".join(old[a:b])))
        if d > c:
            found.append(("new", "".join(new[c:d])))
    return found


def as_rich_text(found: list[Part], theme: Theme) -> str:
    """For a label: what is gone is struck through, what is new heavier and underlined; tints come besides."""
    styles = {
        "gone": f"color:{theme.crit};background-color:{theme.critbg};text-decoration:line-through",
        "new": f"color:{theme.ok};background-color:{theme.okbg};font-weight:600;text-decoration:underline",
    }
    words = [
        f'<span style="{styles[kind]}">{_html(text)}</span>' if kind in styles else _html(text)
        for kind, text in found
    ]
    return "".join(words)


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
