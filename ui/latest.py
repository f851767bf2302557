"""Asks the newest question only: for searching while somebody types, and for panes that follow a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from caseapp.errors import Problem
from ui.tasks import Job, Runner


class Latest(QObject):
    """One question at a time. A newer one waits until the running one has ended, in the place of any other
    that waits; the answer of a question that is no longer the newest is dropped.
    """

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._running: Job | None = None
        self._waiting: (
            tuple[Callable[[], Any], Callable[[Any], None], Callable[[Problem], None] | None] | None
        ) = None
        self._number = 0

    def ask(
        self,
        op: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        """Calls `op` on the store thread, then `done` with its answer unless something newer was asked."""
        self._number += 1
        self._waiting = (op, done, failed)
        if self._running is None:
            self._send()

    def forget(self) -> None:
        """No answer is wanted any more."""
        self._number += 1
        self._waiting = None

    def _send(self) -> None:
        assert self._waiting is not None
        op, done, failed = self._waiting
        self._waiting = None
        number = self._number
        finished = False

        def answered(value: Any) -> None:
            nonlocal finished
            finished = True
            self._ended(lambda: done(value), number)

        def refused(problem: Problem) -> None:
            nonlocal finished
            finished = True
            handler = failed or self._runner.on_problem
            self._ended((lambda: handler(problem)) if handler is not None else None, number)

        job = self._runner.run(op, answered, refused, owner=self)
        if not finished:
            self._running = job

    def _ended(self, tell: Callable[[], None] | None, number: int) -> None:
        self._running = None
        if number == self._number and tell is not None:
            tell()
        if self._waiting is not None and self._running is None:
            self._send()
