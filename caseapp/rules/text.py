"""Cleaning of typed or imported text: what can't be seen must not hide in a name, a letter or a search.

Right-to-left overrides, zero-width characters and control characters change how a text looks without being
seen themselves: two names that look alike would differ, or a line of a letter would read backwards. They
are taken out and the caller is told, so that the form can say so.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from db.errors import N_, Problem

#: Longest one-line value (a name, a place, a number), in characters.
LINE_LIMIT = 300
#: Longest running text (a note, an account), in characters.
TEXT_LIMIT = 200_000

#: Kinds of what was taken out, with the words for it.
REMOVED = {
    "bidi": N_("hidden marks that change the direction of writing"),
    "invisible": N_("characters that can't be seen"),
    "control": N_("control characters"),
}

_DIRECTION = "\u202a-\u202e\u2066-\u2069"
# Marks that only hint at a direction; in running text of Arabic or Hebrew they have work to do, in a name
# they have not.
_DIRECTION_HINTS = "\u200e\u200f\u061c"
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Surrogates can't be written as UTF-8, private and non-characters mean nothing to anybody else.
_CONTROL = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 15))
    + "\U000f0000-\U0010ffff"
)
# Joiners stay only between letters of the scripts that join (Arabic, Indic): there they change the word.
_LOOSE_JOINER = re.compile(
    "(?<![\u0600-\u08ff\u0900-\u0dff\ufb50-\ufdcf\ufdf0-\ufdff])[\u200c\u200d]"
    "|[\u200c\u200d](?![\u0600-\u08ff\u0900-\u0dff\ufb50-\ufdcf\ufdf0-\ufdff])"
)
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LINE_PARTS = {
    "bidi": re.compile(f"[{_DIRECTION}{_DIRECTION_HINTS}]"),
    "invisible": re.compile(f"[{_INVISIBLE}]"),
    "control": re.compile(f"[{_CONTROL}]"),
}
_TEXT_PARTS = _LINE_PARTS | {"bidi": re.compile(f"[{_DIRECTION}]")}
_SPACES = re.compile(r"[^\S\n]+")


class TextTooLong(Problem):
    """More characters than the field takes."""

    code = "text-too-long"
    text = N_(
        "This text has {length} characters, and {limit} fit here. What you typed is kept: shorten it,"
        " or put the rest into a note."
    )


@dataclass(frozen=True)
class Cleaned:
    """A text ready to be kept, and what was taken out of it (keys of REMOVED, in their order there)."""

    text: str
    removed: tuple[str, ...] = ()


def clean_line(text: str, limit: int = LINE_LIMIT) -> Cleaned:
    """A name or another one-line value: composed (NFC), visible, with single spaces and none at the ends.

    Line breaks and tabs become spaces. Raises TextTooLong above `limit` characters.
    """
    kept, removed = _without(_BREAK.sub(" ", text), _LINE_PARTS)
    kept = unicodedata.normalize("NFC", _SPACES.sub(" ", kept).strip())
    return _checked(kept, removed, limit)


def clean_text(text: str, limit: int = TEXT_LIMIT) -> Cleaned:
    """A running text: composed (NFC), visible; lines stay, spaces at the ends of lines go.

    Plain direction marks stay here, direction overrides and isolates go. Raises TextTooLong above `limit`
    characters.
    """
    kept, removed = _without(_BREAK.sub("\n", text), _TEXT_PARTS)
    kept = "\n".join(line.strip() for line in _SPACES.sub(" ", kept).split("\n")).strip("\n")
    return _checked(unicodedata.normalize("NFC", kept), removed, limit)


def _without(text: str, parts: dict[str, re.Pattern[str]]) -> tuple[str, tuple[str, ...]]:
    """The text without the unseen characters, and which kinds there were."""
    if text.isascii() and text.isprintable():
        return text, ()
    removed = set()
    for kind, pattern in parts.items():
        text, count = pattern.subn("", text)
        if count:
            removed.add(kind)
    # Repeated because taking one joiner away can leave the next one loose.
    while True:
        text, count = _LOOSE_JOINER.subn("", text)
        if not count:
            break
        removed.add("invisible")
    return text, tuple(kind for kind in REMOVED if kind in removed)


def _checked(text: str, removed: tuple[str, ...], limit: int) -> Cleaned:
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit)
    return Cleaned(text, removed)
