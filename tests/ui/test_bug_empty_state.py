"""The sentence of an empty page is read to its end, however wide the page is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from ui.look import Look
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Words

SENTENCE = "No contacts yet. Lawyers, shelters, authorities and hotlines abroad belong here."


@pytest.mark.parametrize("width", [420, 1190])
def test_the_whole_sentence_is_shown(look: Look, show: Callable[..., QWidget], width: int) -> None:
    empty = EmptyState(look, "book-user", SENTENCE, "New contact")
    show(empty, width=width, height=500)
    words = empty.findChild(Words, "empty.sentence")
    assert words is not None
    assert words.height() >= words.heightForWidth(words.width())
