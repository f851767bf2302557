"""The window says what was found of the key file before anything else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes import FixedClock
from tests.stores import new_office
from tests.ui.whole_window import Whole
from ui.dialogs import Dialogs
from ui.look import Look


@pytest.mark.parametrize("altered", [False, True])
def test_the_window_says_that_the_key_file_was_put_right(
    qtbot: QtBot,
    look: Look,
    tmp_path: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
    altered: bool,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(Dialogs, "tell", lambda _boxes, _title, text: told.append(text))
    (tmp_path / "program").mkdir()
    new_office(tmp_path / "program" / "store", clock).close()
    keys = tmp_path / "program" / "store" / "keys.json"
    whole = keys.read_bytes()
    if altered:
        keys.write_bytes(re.sub(rb'"mac":"....', b'"mac":"0000', whole))
    life = Whole(qtbot, look, tmp_path / "program", clock)
    try:
        life.unlock()
        assert ["put right" in text for text in told] == [True] * altered
        assert keys.read_bytes() == whole
    finally:
        life.close()
