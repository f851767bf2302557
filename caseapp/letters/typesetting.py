"""Quotation marks, apostrophes and dashes as printers set them, in what somebody typed at a keyboard.

Letters are typed with the marks that keyboards have; on paper they look careless. Names stay letter for
letter as their document has them, whatever marks it uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: Stands for the straight apostrophe of a name while the others are set.
_HELD = "\ue000"
_YEARS = re.compile(r"(?<![\d\-–./])((?:19|20)\d\d)-((?:19|20)\d\d)(?![\d\-–./])")
_DASH = re.compile(r"(?<=\S) --? (?=\S)")
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_DECADE = re.compile(r"'(?=\d0s\b)")
_BEFORE_OPENING = frozenset(" \t\n\u00a0([{—–-/")


@dataclass(frozen=True)
class _Marks:
    outer: tuple[str, str]
    inner: tuple[str, str]
    dash: str


_ENGLISH = _Marks(("“", "”"), ("‘", "’"), "–")
_MARKS = {"ru": _Marks(("«", "»"), ("„", "“"), "—")}


def typeset(text: str, lang: str, names: Iterable[str] = ()) -> str:
    """The text with the marks of the language (ISO 639; English ones where no others are known). Setting it
    twice changes nothing. `names` keep their straight apostrophes.
    """
    marks = _MARKS.get(lang, _ENGLISH)
    for name in names:
        if "'" in name:
            text = text.replace(name, name.replace("'", _HELD))
    text = _DOTS.sub("…", _YEARS.sub(r"\1–\2", _DASH.sub(f" {marks.dash} ", text)))
    if '"' in text:
        text = _quoted(text, marks)
    if "'" in text:
        text = _apostrophes(text, marks)
    return text.replace(_HELD, "'")


def _quoted(text: str, marks: _Marks) -> str:
    """Double marks: outer ones, and inner ones inside those."""
    out: list[str] = []
    depth = 0
    for char in text:
        if char != '"':
            depth += (char == marks.outer[0]) - (char == marks.outer[1])
            out.append(char)
        elif _opens(out[-1] if out else " ", marks):
            out.append(marks.inner[0] if depth > 0 else marks.outer[0])
            depth += 1
        else:
            depth = max(0, depth - 1)
            out.append(marks.inner[1] if depth > 0 else marks.outer[1])
    return "".join(out)


def _opens(before: str, marks: _Marks) -> bool:
    """Whether a mark behind this character opens."""
    return before in _BEFORE_OPENING or before in (marks.outer[0], marks.inner[0])


def _apostrophes(text: str, marks: _Marks) -> str:
    """Single marks: apostrophes, and the inner pair around words."""
    text = _DECADE.sub("’", text)
    out: list[str] = []
    open_at = False
    for index, char in enumerate(text):
        if char != "'":
            out.append(char)
            continue
        before, after = (out[-1] if out else " "), text[index + 1 : index + 2]
        if _opens(before, marks) and after.strip() and "'" in text[index + 1 :]:
            out.append(marks.inner[0])
            open_at = True
        elif open_at and not after.isalnum():
            out.append(marks.inner[1])
            open_at = False
        else:
            out.append("’")
    return "".join(out)
