"""Long work that belongs to no page: it goes on while pages come and go, and they find it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from caseapp.errors import Problem
from caseapp.progress import Progress
from ui.tasks import Job, Runner


class Errand(QObject):
    """One piece of work beside the store, done for a place such as "adding/" with the id of a case.

    It belongs to the runner, so its end is heard of whatever is shown by then. `changed` when there is more
    to tell of it, `ended` once its outcome is settled: whoever shows that sets `told`.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, runner: Runner, place: str, words: str = "", count: int = 1) -> None:
        super().__init__(runner)
        self.place, self.words, self.count = place, words, count
        self.running = True
        #: It takes longer than half a second.
        self.busy = False
        #: The user asked it to stop, which locking does as well without the user.
        self.stopped = False
        self.told = False
        self.outcome: Any = None
        self.stage, self.done, self.total = "", 0, 0
        self._runner = runner
        self._job: Job | None = None

    def begin(
        self,
        op: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Problem], None],
    ) -> None:
        """Calls `op` beside the store. One of the two that get the answer is to call `end`."""
        self._job = job = self._runner.run_long(op, done, failed, lane="aside")
        if job.running:
            job.busy.connect(self._late)
            job.progressed.connect(self._progressed)
        if self.stopped:
            job.cancel()

    def stop(self) -> None:
        """The user wants it to stop."""
        self.stopped = True
        if self._job is not None:
            self._job.cancel()
        self.changed.emit()

    def end(self, outcome: Any = None) -> None:
        """What became of it is known and written down."""
        self.running, self.outcome = False, outcome
        self.ended.emit()
        self.deleteLater()

    @property
    def waits(self) -> bool:
        """Whether an errand that came before is under way and this one has not begun."""
        return not self.stage and next(iter(under_way(self._runner)), self) is not self

    @Slot()
    def _late(self) -> None:
        self.busy = True
        self.changed.emit()

    @Slot(str, "qlonglong", "qlonglong")
    def _progressed(self, stage: str, done: int, total: int) -> None:
        self.stage, self.done, self.total = stage, done, total
        self.changed.emit()


def under_way(runner: Runner, place: str = "") -> list[Errand]:
    """The errands that have not ended, in the order in which they came; all of them, or those of a place."""
    found: list[Errand] = runner.findChildren(Errand)
    return [one for one in found if one.running and place in ("", one.place)]
