"""Gives every label of a form its own letter, so that Alt and the letter lead to the field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from caseapp.i18n import N_

#: What the bar on top holds on every screen.
BAR: Final = (N_("&Hide names"), N_("Loc&k"))


def letters(*marked: str) -> str:
    """The letters that `&` marks in these words: what others on the same screen must leave free."""
    return "".join(re.findall(r"&(\w)", " ".join(marked).replace("&&", ""))).casefold()


def with_mnemonics(labels: Iterable[str], reserved: str = "") -> list[str]:
    """The labels with `&` before the letter that leads to them, each letter once.

    `reserved` are letters that other controls of the screen hold already. First letters of words come
    first, then any letter; a label for which none is left stays without one.
    """
    taken = set(reserved.casefold())
    marked = []
    for label in labels:
        place = next((at for at in _places(label) if label[at].casefold() not in taken), None)
        if place is not None:
            taken.add(label[place].casefold())
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
