"""Work off the window's thread: where it runs, in which order, and who gets the answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseapp.errors import Cancelled, NotFound, Problem
from caseapp.progress import Progress
from ui import tasks
from ui.tasks import InlineRunner, Runner


def test_answer_comes_back_on_the_windows_thread(runner: Runner, qtbot: QtBot, qapp: QApplication) -> None:
    seen: list[object] = []

    def done(value: int) -> None:
        seen.extend((value, QThread.currentThread() is qapp.thread()))

    job = runner.run(lambda: 40 + 2, done)
    with qtbot.waitSignal(job.ended):
        pass
    qtbot.waitUntil(lambda: seen == [42, True])


def test_one_thread_owns_the_store_and_another_the_rest(runner: Runner, qtbot: QtBot) -> None:
    threads: list[int] = []
    aside: list[int] = []
    for _ in range(3):
        runner.run(threading.get_ident, threads.append)
    runner.run(threading.get_ident, aside.append, lane="aside")
    qtbot.waitUntil(lambda: len(threads) == 3 and len(aside) == 1)
    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads
    assert aside[0] not in threads


def test_jobs_run_in_the_order_they_came(runner: Runner, qtbot: QtBot) -> None:
    seen: list[int] = []
    for number in range(50):
        runner.run(partial(int, number), seen.append)
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == list(range(50))


def test_problem_goes_to_the_one_who_asked(runner: Runner, qtbot: QtBot) -> None:
    failed: list[Problem] = []

    def missing() -> int:
        raise NotFound

    job = runner.run(missing, failed=failed.append)
    with qtbot.waitSignal(job.ended):
        pass
    qtbot.waitUntil(lambda: len(failed) == 1)
    assert failed[0].code == "not-found"


def test_problem_that_nobody_takes_goes_to_the_window(qtbot: QtBot) -> None:
    told: list[Problem] = []
    runner = InlineRunner(on_problem=told.append)

    def missing() -> None:
        raise NotFound

    runner.run(missing)
    assert [p.code for p in told] == ["not-found"]


def test_bug_is_never_swallowed(qtbot: QtBot) -> None:
    bugs: list[BaseException] = []
    told = InlineRunner(on_bug=bugs.append)
    told.run(lambda: 1 // 0)
    assert [type(b) for b in bugs] == [ZeroDivisionError]
    with pytest.raises(ZeroDivisionError):
        InlineRunner().run(lambda: 1 // 0)


def test_whoever_asked_hears_of_a_bug_first(qtbot: QtBot) -> None:
    heard: list[object] = []
    runner = InlineRunner(on_bug=lambda error: heard.append(type(error)))
    runner.run(lambda: 1 // 0, failed=lambda problem: heard.append(problem.code))
    assert heard == ["unexpected", ZeroDivisionError]


def test_settled_means_that_the_answers_led_to_nothing_more(runner: Runner, qtbot: QtBot) -> None:
    done: list[str] = []

    def first(_none: None) -> None:
        runner.run(lambda: None, lambda _none: done.append("second"))

    runner.run(lambda: None, first)
    runner.when_settled(lambda: done.append("settled"))
    qtbot.waitUntil(lambda: "settled" in done)
    assert done == ["second", "settled"]
    assert not runner.working


def test_long_work_is_stopped_and_short_work_goes_on(runner: Runner, qtbot: QtBot) -> None:
    begun, ended = threading.Event(), []

    def endless(progress: Progress) -> None:
        begun.set()
        while True:
            progress.check()

    runner.run_long(endless, failed=lambda problem: ended.append(problem.code))
    runner.run(lambda: "saved", ended.append)
    assert begun.wait(5)
    runner.stop_long()
    qtbot.waitUntil(lambda: ended == ["cancelled", "saved"])


def test_bug_on_the_thread_reaches_the_handler(qtbot: QtBot) -> None:
    bugs: list[BaseException] = []
    runner = Runner(on_bug=bugs.append)
    runner.run(lambda: 1 // 0)
    qtbot.waitUntil(lambda: len(bugs) == 1)
    assert runner.close()


class Screen(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []

    def take(self, value: object) -> None:
        self.answers.append(value)


def test_closed_screen_gets_no_answer(runner: Runner, qtbot: QtBot) -> None:
    gate = threading.Event()
    screen = Screen()
    answers = screen.answers
    runner.run(lambda: gate.wait(5), screen.take)
    screen.deleteLater()
    del screen
    QApplication.sendPostedEvents(None, 52)  # deferred deletions
    after: list[object] = []
    runner.run(lambda: "after", after.append)
    gate.set()
    qtbot.waitUntil(lambda: after == ["after"])
    assert answers == []


def test_owner_can_be_named(runner: Runner, qtbot: QtBot) -> None:
    gate = threading.Event()
    owner = QObject()
    answers: list[object] = []
    runner.run(lambda: gate.wait(5), answers.append, owner=owner)
    owner.deleteLater()
    del owner
    QApplication.sendPostedEvents(None, 52)
    after: list[object] = []
    runner.run(lambda: "after", after.append)
    gate.set()
    qtbot.waitUntil(lambda: after == ["after"])
    assert answers == []


def test_dropped_answer_stays_away(runner: Runner, qtbot: QtBot) -> None:
    answers: list[str] = []
    job = runner.run(lambda: "old", answers.append)
    job.drop()
    runner.run(lambda: "new", answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["new"]


def test_progress_is_told_and_cancel_works(runner: Runner, qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()
    told: list[tuple[str, int, int]] = []
    ended: list[str] = []

    def copy(progress: Progress) -> None:
        progress.stage("copy", 10)
        begun.set()
        go_on.wait(5)
        for _ in range(10):
            progress.check()
            progress.advance(1)

    job = runner.run_long(copy, failed=lambda p: ended.append(p.code))
    job.progressed.connect(lambda *values: told.append(values))
    assert begun.wait(5)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: ended == ["cancelled"])
    assert told[0] == ("copy", 0, 10)


def test_progress_ends_at_the_whole(inline: InlineRunner) -> None:
    told: list[int] = []

    def copy(progress: Progress) -> str:
        progress.stage("copy", 3)
        for _ in range(3):
            progress.advance(1)
        return "done"

    answers: list[str] = []

    class Watched(InlineRunner):
        def _progressed(self, number: int, stage: str, done: int, total: int) -> None:
            told.append(done)

    Watched().run_long(copy, answers.append)
    assert (answers, told[0], told[-1]) == (["done"], 0, 3)


def test_stopping_is_no_failure_to_be_told_of() -> None:
    told: list[Problem] = []

    def stop(progress: Progress) -> None:
        raise Cancelled

    InlineRunner(on_problem=told.append).run_long(stop)
    assert told == []


def test_long_work_shows_that_it_is_busy(
    runner: Runner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "BUSY_AFTER", 1)
    monkeypatch.setattr(tasks, "CANCEL_AFTER", 2)
    gate = threading.Event()
    signs: list[str] = []
    job = runner.run(lambda: gate.wait(5), lambda _v: signs.append("done"))
    job.busy.connect(lambda: signs.append("busy"))
    job.long.connect(lambda: signs.append("long"))
    qtbot.waitUntil(lambda: signs == ["busy", "long"])
    gate.set()
    qtbot.waitUntil(lambda: signs[-1] == "done")


def test_short_work_shows_nothing(runner: Runner, qtbot: QtBot) -> None:
    assert (tasks.BUSY_AFTER, tasks.CANCEL_AFTER) == (500, 3000)
    signs: list[str] = []
    job = runner.run(lambda: None, lambda _v: signs.append("done"))
    job.busy.connect(lambda: signs.append("busy"))
    qtbot.waitUntil(lambda: signs == ["done"])
    job.tell_busy()
    assert signs == ["done"]


def test_closing_stops_what_runs_and_takes_nothing_new(qtbot: QtBot, qapp: QApplication) -> None:
    runner = Runner()
    begun = threading.Event()
    ended: list[Callable[[], None]] = []

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress.check()

    runner.run_long(work, failed=lambda _p: ended.append(pytest.fail))
    assert begun.wait(5)
    assert runner.close()
    runner.run(lambda: pytest.fail("ran after closing"), lambda _v: pytest.fail("answered after closing"))
    QApplication.processEvents()
    assert ended == []
