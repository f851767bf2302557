"""Gives every label of a form a letter, so that Alt and the letter lead to the field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from caseapp.i18n import N_

#: What the bar on top holds on every screen.
BAR: Final = (N_("&Hide names"), N_("Loc&k"))


def letters(*marked: str) -> str:
    """The letters that `&` marks in these words: what others on the same screen must leave free."""
    return "".join(re.findall(r"&(\w)", " ".join(marked).replace("&&", ""))).casefold()


def with_mnemonics(labels: Iterable[str], reserved: str = "", around: str = "") -> list[str]:
    """The labels with `&` before the letter that leads to them, none without unless it has no letter to give.

    First letters of words come first, then any letter. Where all of its letters are taken, a label shares
    one with as few others as can be: Qt then walks through their fields. `around` are the letters of other
    labels on the screen, which are shared before none is left as well; `reserved` are those of buttons,
    which are never shared: a button that is one of several takes the keyboard and is not pressed.
    """
    held, never = Counter(around.casefold()), set(reserved.casefold())
    marked = []
    for label in labels:
        places = [at for at in _places(label) if label[at].casefold() not in never]
        place = min(places, key=lambda at: held[label[at].casefold()], default=None)
        if place is not None:
            held[label[place].casefold()] += 1
        marked.append(_mark(label, place))
    return marked


def _places(label: str) -> Iterator[int]:
    """Where a mnemonic may stand, best place first."""
    starts = [
        at for at, char in enumerate(label) if char.isalpha() and (at == 0 or not label[at - 1].isalpha())
    ]
    yield from starts
    yield from (at for at, char in enumerate(label) if char.isalpha() and at not in starts)


def _mark(label: str, place: int | None) -> str:
    if place is None:
        return label.replace("&", "&&")
    return f"{label[:place].replace('&', '&&')}&{label[place:].replace('&', '&&')}"
