"""The bin of a large store: what it takes of the thread that every page waits for."""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from caseapp.clock import SystemClock
from caseapp.records import Case
from caseapp.services import vault
from caseapp.services.bin import BIN_DAYS, Tended
from caseapp.services.cases import CaseFilter
from caseapp.services.records import Deleted
from tests.bench.caseload import PASSPHRASE
from tests.bench.measure import Figures, Line, timed

TIMES = 20
INSTANT = "100 ms, which feels instant"


class LaterClock:
    """The computer's clock, so many days ahead."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def today(self) -> date:
        return self.now().date()

    def local(self) -> datetime:
        return self.now()


def of_bin(store: Path) -> Iterator[Line]:
    """Deletes cases of a closed store and erases them for good; leaves it closed, and without them."""
    instant = Figures([0.1])
    office = vault.unlock(store, PASSPHRASE, SystemClock())
    rows = office.cases.window(CaseFilter(status="all"), "number", False, 0, 10_000)
    ids = [row.id for row in random.Random(11).sample(rows, TIMES)]
    deleted: list[Deleted] = []

    def delete(case_id: str) -> None:
        deleted.append(office.records.delete(Case, case_id))

    taken = Figures([timed(functools.partial(delete, one)) for one in ids])
    yield Line("deleting a case with what belongs to it", taken, INSTANT, instant, 1)
    back = [timed(functools.partial(office.records.take_back, one.changes)) for one in deleted]
    yield Line("undoing that", Figures(back), INSTANT, instant, 1)
    for one in ids:
        delete(one)
    seen = Figures([timed(office.bin.all) for _ in ids])
    yield Line(f"the bin with {len(ids)} cases", seen, INSTANT, instant, 1)
    office.close()

    office = vault.unlock(store, PASSPHRASE, LaterClock(timedelta(days=BIN_DAYS + 1)))
    steps: list[Tended] = []
    figures = []
    while not steps or steps[-1].more:
        figures.append(timed(lambda: steps.append(office.bin.tend())))
    assert sum(bool(step.changes.records) for step in steps) == len(ids)
    office.close()
    taken = Figures(figures)
    yield Line("a step of erasing them, a month later, in which a page waits", taken, INSTANT, instant, 1)
    whole, ten = Figures([sum(figures)]), Figures([10.0])
    yield Line(f"its {len(figures)} steps, without the rests between", whole, "10 s", ten, None)
