"""Work off the window's thread. Widgets never write threading: they call `run` and get an answer or a Problem
back.

One thread owns the store. Another serves work that does not touch the store (copying a backup, drawing a
letter), so that the store answers meanwhile. Jobs of one thread run in the order they came.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from caseapp.errors import Cancelled, Problem, Unexpected
from caseapp.progress import Progress

T = TypeVar("T")
#: The thread of the store, one for long work beside it, and one that waits for the viewer.
Lane = Literal["store", "aside", "viewer"]
Bug = Callable[[BaseException], None]

#: After so long a task shows that it is busy, and after so long also how far it is and Cancel (milliseconds).
BUSY_AFTER: Final = 500
CANCEL_AFTER: Final = 3000
_TELL_EVERY: Final = 0.05


class Job(QObject):
    """A task under way. All signals come on the window's thread.

    `busy` after half a second, `long` after three, `progressed(stage, done, total)` while it works, `ended`
    at last, whatever the outcome. `drop` lets go of the answer; `cancel` asks the work itself to stop (it
    then ends with the problem Cancelled, and leaves nothing behind).
    """

    busy = Signal()
    long = Signal()
    progressed = Signal(str, "qlonglong", "qlonglong")  # type: ignore[arg-type]  # a C++ type of 64 bits by its name
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.running = True
        self.dropped = False
        self._stop = threading.Event()

    def cancel(self) -> None:
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    @Slot()
    def tell_busy(self) -> None:
        if self.running:
            self.busy.emit()

    @Slot()
    def tell_long(self) -> None:
        if self.running:
            self.long.emit()

    def drop(self) -> None:
        """The answer is not wanted any more, as when the screen closed or a newer question was asked."""
        self.dropped = True


@dataclass
class _Answer:
    job: Job
    done: Callable[[Any], None] | None
    failed: Callable[[Problem], None] | None
    owner: QObject | None
    lane: Lane


class Runner(QObject):
    """Runs operations on their threads. One per window; `close` before the application ends.

    `on_problem` gets expected failures that the caller does not take itself, `on_bug` everything else
    (without it the exception is raised again on the window's thread). Whoever asked hears of a bug too, as
    the problem Unexpected: a screen must not wait for ever for an answer.
    """

    def __init__(
        self,
        *,
        on_problem: Callable[[Problem], None] | None = None,
        on_bug: Bug | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.on_problem, self.on_bug = on_problem, on_bug
        self._answers: dict[int, _Answer] = {}
        self._next = 0
        self._lanes: dict[str, _Thread] = {}
        self._closed = False

    @property
    def working(self) -> bool:
        """Whether anything that was asked for is not answered yet."""
        return bool(self._answers)

    def run(
        self,
        op: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Problem], None] | None = None,
        *,
        owner: QObject | None = None,
        lane: Lane = "store",
    ) -> Job:
        """Calls `op` on its thread, then `done` with what it returned or `failed` with the Problem it raised.

        `owner`: the object whose end drops the answer; without it, the object whose method `done` is.
        """
        return self._start(lambda _progress: op(), done, failed, owner, lane)

    def run_long(
        self,
        op: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Problem], None] | None = None,
        *,
        owner: QObject | None = None,
        lane: Lane = "store",
    ) -> Job:
        """Like `run` for an operation that tells its progress and looks whether it should stop."""
        return self._start(op, done, failed, owner, lane)

    def when_settled(self, call: Callable[[], None]) -> None:
        """Calls when the store thread has done all that was asked of it, and all that its answers led to.

        A case that is being created, for one, lets its draft go only when the answer is here.
        """

        def look(_none: None) -> None:
            if any(answer.lane == "store" for answer in self._answers.values()):
                self.run(lambda: None, look)
            else:
                call()

        self.run(lambda: None, look)

    def stop_long(self) -> None:
        """Asks everything that takes long to stop; short work goes on to its end."""
        for answer in self._answers.values():
            answer.job.cancel()

    def close(self, wait: float = 10.0) -> bool:
        """Asks all jobs to stop, lets the threads finish and takes no new work.

        False when one did not end within `wait` seconds; it may be asked again.
        """
        self._closed = True
        self.stop_long()
        for answer in self._answers.values():
            answer.job.drop()
        end = time.monotonic() + wait
        for name, lane in tuple(self._lanes.items()):
            if lane.end(max(0.0, end - time.monotonic())):
                del self._lanes[name]
        return not self._lanes

    def _start(
        self,
        op: Callable[[Progress], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Problem], None] | None,
        owner: QObject | None,
        lane: Lane,
    ) -> Job:
        job = Job(self)
        number = self._next
        self._next += 1
        if owner is None:
            held = getattr(done, "__self__", None)
            owner = held if isinstance(held, QObject) else None
        self._answers[number] = _Answer(job, done, failed, owner, lane)
        if self._closed:
            job.drop()
            self._finish(number, None, Cancelled())
        else:
            self._send(lane, number, op, job)
        return job

    def _send(self, lane: Lane, number: int, op: Callable[[Progress], Any], job: Job) -> None:
        if lane not in self._lanes:
            thread = self._lanes[lane] = _Thread(lane)
            thread.worker.finished.connect(self._finished)
            thread.worker.progressed.connect(self._progressed)
        QTimer.singleShot(BUSY_AFTER, job, job.tell_busy)
        QTimer.singleShot(CANCEL_AFTER, job, job.tell_long)
        self._lanes[lane].wanted.emit(number, op, job._stop)

    @Slot(int, object, object)
    def _finished(self, number: int, value: object, error: object) -> None:
        self._finish(number, value, error if isinstance(error, BaseException) else None)

    @Slot(int, str, "qlonglong", "qlonglong")
    def _progressed(self, number: int, stage: str, done: int, total: int) -> None:
        answer = self._answers.get(number)
        if answer is not None and not answer.job.dropped:
            answer.job.progressed.emit(stage, done, total)

    def _finish(self, number: int, value: object, error: BaseException | None) -> None:
        answer = self._answers.pop(number)
        job = answer.job
        job.running = False
        gone = answer.owner is not None and not shiboken6.isValid(answer.owner)
        wanted = not job.dropped and not gone
        try:
            if wanted:
                job.ended.emit()
            self._deliver(answer, value, error, wanted)
        finally:
            job.deleteLater()

    def _deliver(self, answer: _Answer, value: object, error: BaseException | None, wanted: bool) -> None:
        if error is None:
            if wanted and answer.done is not None:
                answer.done(value)
        elif isinstance(error, Problem):
            handler = answer.failed or (None if isinstance(error, Cancelled) else self.on_problem)
            if wanted and handler is not None:
                handler(error)
        else:
            try:
                if wanted and answer.failed is not None:
                    answer.failed(Unexpected())
            finally:
                self._report(error)

    def _report(self, error: BaseException) -> None:
        if self.on_bug is None:
            raise error
        self.on_bug(error)


class InlineRunner(Runner):
    """Runs everything at once, on the calling thread: for tests and for verbs without a window."""

    def _send(self, lane: Lane, number: int, op: Callable[[Progress], Any], job: Job) -> None:
        def tell(stage: str, done: int, total: int) -> None:
            self._progressed(number, stage, done, total)

        self._finish(number, *_attempt(op, _Told(tell, job._stop, every=0.0)))


class _Thread(QObject):
    """A thread and the worker that lives in it."""

    wanted = Signal(int, object, object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.thread_ = QThread()
        self.thread_.setObjectName(name)
        self.worker = _Worker()
        self.worker.moveToThread(self.thread_)
        self.wanted.connect(self.worker.work)
        self.thread_.start()

    def end(self, wait: float) -> bool:
        self.thread_.quit()
        return self.thread_.wait(round(wait * 1000))


class _Worker(QObject):
    finished = Signal(int, object, object)
    progressed = Signal(int, str, "qlonglong", "qlonglong")  # type: ignore[arg-type]  # 64 bits, see above

    @Slot(int, object, object)
    def work(self, number: int, op: Callable[[Progress], Any], stop: threading.Event) -> None:
        def tell(stage: str, done: int, total: int) -> None:
            self.progressed.emit(number, stage, done, total)

        value, error = _attempt(op, _Told(tell, stop))
        # What the operation held must be let go on this thread, before the answer is taken up on the other.
        del op
        self.finished.emit(number, value, error)


def _attempt(op: Callable[[Progress], Any], progress: _Told) -> tuple[object, BaseException | None]:
    try:
        value = op(progress)
        progress.flush()
    except Exception as error:  # noqa: BLE001 - whatever the operation raises is handed to the window's thread
        return None, error
    return value, None


class _Told:
    """Progress that is passed on at most twenty times a second."""

    def __init__(
        self, tell: Callable[[str, int, int], None], stop: threading.Event, every: float = _TELL_EVERY
    ) -> None:
        self._tell, self._stop, self._every = tell, stop, every
        self._stage, self._done, self._total = "", 0, 0
        self._last = 0.0

    def stage(self, name: str, total: int) -> None:
        self._stage, self._done, self._total = name, 0, total
        self.flush()

    def advance(self, amount: int) -> None:
        self._done += amount
        if time.monotonic() - self._last >= self._every:
            self.flush()

    def check(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def flush(self) -> None:
        if self._stage:
            self._last = time.monotonic()
            self._tell(self._stage, self._done, self._total)
