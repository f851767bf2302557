"""Cyclic garbage is collected, but never on a worker's thread."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from ui.garbage import collect_due
from ui.tasks import Runner


class Knot:
    """Refers to itself, and notes on which thread it goes."""

    ended_on: list[int] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Knot.ended_on.append(threading.get_ident())


def many() -> None:
    for _ in range(20_000):
        Knot()


def test_knots_made_on_the_store_thread_go_on_the_windows(qtbot: QtBot) -> None:
    Knot.ended_on.clear()
    assert not gc.isenabled()
    runner, done = Runner(), list[object]()
    runner.run(many, done.append)
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(lambda: len(Knot.ended_on) > 10_000)
    runner.close()
    assert set(Knot.ended_on) == {threading.get_ident()}


def test_what_is_due_is_collected() -> None:
    knot = Knot()
    gone = weakref.ref(knot)
    del knot
    threshold = gc.get_threshold()
    kept: list[list[int]] = []
    while gc.get_count()[0] <= threshold[0]:
        kept.append([])
    alive: Callable[[], object] = gone
    assert alive() is not None
    collect_due()
    assert alive() is None
