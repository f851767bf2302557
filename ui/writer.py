"""Writes to the store and tells the window what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject

from caseapp.errors import Problem
from ui.bus import ChangeBus
from ui.tasks import Runner


class Writer:
    """Runs writing operations. Their `changes` go onto the bus even when whoever asked is gone by then."""

    def __init__(self, runner: Runner, bus: ChangeBus) -> None:
        self.runner, self.bus = runner, bus

    def write(
        self,
        op: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Problem], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Calls `op` on the store thread; it returns something with `changes`, or the changes themselves.

        `done` gets what it returned after the bus was told; without a living `owner` nobody is told but the
        bus.
        """

        def written(result: Any) -> None:
            changes = getattr(result, "changes", result)
            self.bus.publish(changes.records)
            self.bus.written.emit(changes)
            if done is not None and (owner is None or shiboken6.isValid(owner)):
                done(result)

        def refused(problem: Problem) -> None:
            handler = failed if owner is None or shiboken6.isValid(owner) else None
            handler = handler or self.runner.on_problem
            if handler is not None:
                handler(problem)

        self.runner.run(op, written, refused)
