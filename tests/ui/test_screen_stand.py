"""The stand of the window tests notices what it is there to notice."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from tests.fakes import FixedClock
from tests.stores import new_office
from tests.ui.screen_stand import Stand, settle
from ui.look import Look


@pytest.mark.parametrize("flashes", [True, False], ids=["gone at once", "stays"])
def test_a_widget_that_shows_as_a_window_is_noticed(
    look: Look, tmp_path: Path, clock: FixedClock, flashes: bool
) -> None:
    office = new_office(tmp_path / "store", clock)
    stand = Stand(look, office, lambda *needs: QWidget())
    assert stand.strays.seen == []
    stray = QLabel("stray")
    stray.show()
    if flashes:
        stray.setParent(stand.window)
    settle()
    assert stand.strays.seen
    stray.hide()
    settle()
    stand.strays.seen.clear()
    stand.close()
    office.close()
