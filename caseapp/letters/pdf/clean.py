"""What may reach the page: every text is cleaned here before anything measures or draws it.

Clients' words come from chats, scans and web pages. Control and surrogate characters, invisible formatting
and direction overrides (which can make a number or a name read backwards) are dropped; direction is set by
the printer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

#: Format characters with a meaning of their own: joiners, direction marks, Arabic number signs.
KEPT_FORMAT = frozenset("\u200c\u200d\u200e\u200f\u061c\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2")
#: Kept characters that have no glyph: never drawn, never extracted, never missing.
INVISIBLE = frozenset("\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
NBSP = "\u00a0"

_SUSPECT = re.compile(
    "[^\n -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20c0]"
)
_SPACES = re.compile("[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+")
_FIXED = re.compile("[\u2007\u202f]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029\u0085\v\f]")


_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@lru_cache(maxsize=256)
def language(tag: str | None, otherwise: str) -> str:
    """A BCP 47 tag with hyphens; the other one when it is missing or malformed."""
    tag = (tag or "").replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else otherwise


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """The text without anything that must not reach the page; single spaces, line breaks as `\\n`."""
    if _SUSPECT.search(text):
        text = _BREAKS.sub("\n", text)
        text = _FIXED.sub(NBSP, text)
        text = "".join(char for char in text if _allowed(char))
    return _SPACES.sub(" ", text)


def _allowed(char: str) -> bool:
    kind = category(char)
    if kind == "Cc":
        return char in "\n\t"
    if kind == "Cf":
        return char in KEPT_FORMAT
    if kind == "Cs":
        return False
    code = ord(char)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:  # noncharacters
        return False
    # variation selectors and other characters that only ask for a look
    return not (
        0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
        or code in (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5)
    )
