"""How long the window takes over a large store: `looking.py STORE FILE`, the file holding the passphrase.

Prints lists of seconds as one JSON object: `case` (asked for until painted), `summary` (its records read),
`timeline` (200 incidents painted), `palette` (a key until the hits are painted), `log` (a key in the quick
log until what was understood, whose it is and where its traces were seen is painted), `logged` (its save).
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from caseapp.clock import SystemClock
from caseapp.services import vault
from caseapp.services.cases import CaseFilter
from caseapp.services.office import Office
from tests.ui.case_stand import CaseStand
from ui.application import make_application
from ui.charts.scale import Event
from ui.charts.timeline import Timeline
from ui.look import Look
from ui.palette.lines import Line
from ui.palette.panel import PalettePanel
from ui.screens.case.events import lanes
from ui.screens.quicklog import WIDTH, QuickLogPanel
from ui.tasks import Runner

TIMES = 20
INCIDENTS = 200
#: Beginnings that somebody types, letter by letter.
WORDS = ("кузнецов", "shevchenko", "guseinov", "встреча", "lawyer")
#: What is typed into the quick log behind a client's name; the traces are like those of the store.
TOLD = ": вчера шла за ней серая шкода A 01234 BC, звонили с +43 664 0123456, Вена, у метро"
LOGS = 12


def seconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def painted(widget: QWidget) -> None:
    QApplication.processEvents()
    widget.grab()


def until(runner: Runner) -> None:
    while runner.working:
        QApplication.processEvents()


def cases(look: Look, store: Path, passphrase: str, ids: list[str]) -> list[float]:
    """A case is asked for on the real store thread; the time until its page stands painted."""
    runner = Runner()
    opened: list[Office] = []
    runner.run(lambda: vault.unlock(store, passphrase, SystemClock()), opened.append)
    until(runner)
    office = opened[0]
    stand = CaseStand(look, office, ids[0], runner=runner)

    def show(case_id: str) -> None:
        page: Any = stand.screen
        page.case_id, page.summary = case_id, None
        page.reload()
        while page.summary is None or page.summary.case.id != case_id:
            QApplication.processEvents()
        painted(page)

    taken = [seconds(lambda case_id=case_id: show(case_id)) for case_id in ids]  # type: ignore[misc]
    until(runner)
    runner.run(office.close)
    until(runner)
    assert runner.close()
    stand.window.allow_close()
    stand.window.close()
    return taken[1:]


def timeline(look: Look) -> list[float]:
    """A case with 200 incidents, painted again and again."""
    view = Timeline(look, lanes(), date(2026, 11, 23), "line", "Line")
    view.resize(960, 200)
    days = [date(2019, 1, 1) + timedelta(days=n * 13) for n in range(INCIDENTS)]
    kinds = ("state", "threats", "moves")
    view.show_events(
        [
            Event(str(n), kinds[n % 3], f"Event {n}", day, day, "", str(n % 4 + 1))
            for n, day in enumerate(days)
        ]
    )
    view.show()
    painted(view)
    return [seconds(view.viewport().grab) for _ in range(TIMES)]


def palette(look: Look, office: Office) -> list[float]:
    """One key in the palette until its hits are painted."""
    panel = PalettePanel(look)
    panel.resize(640, 520)
    panel.show()

    def key(text: str) -> None:
        hits = office.search.find(text, 40)
        lines = [Line(hit.kind, "search", hit.title, panel.update, hit.subtitle) for hit in hits]
        panel.show_lines(sorted(lines, key=lambda line: line.group), {})
        painted(panel)

    key("warm")
    return [
        seconds(lambda word=word, end=end: key(word[:end]))  # type: ignore[misc]
        for word in WORDS
        for end in range(2, len(word) + 1)
    ]


def quick_log(look: Look, office: Office, ids: list[str]) -> tuple[list[float], list[float]]:
    """Each key of a line in the quick log until it is painted, and the saves of the lines."""
    stand = CaseStand(look, office, ids[0])
    keys, saves = [], []

    def key(panel: QuickLogPanel, char: str) -> None:
        panel.sheet.text.insertPlainText(char)
        panel.read_now()
        painted(panel)

    for at, case_id in enumerate(ids[:LOGS]):
        panel = QuickLogPanel(office, stand.runner, stand.bus, stand)
        stand.overlay.open_panel(panel, width=WIDTH, top=120, escape=False)
        panel.start()
        client = office.quick_log.client(case_id)
        assert client is not None
        line = (client.original or client.name).split()[-1] + TOLD
        if at < 3:
            keys += [seconds(lambda char=char: key(panel, char)) for char in line]  # type: ignore[misc] # noqa: B023 - called at once
        else:
            key(panel, line)
        panel.sheet.case.show_client(client)
        saves.append(seconds(panel.save))
        assert stand.told[-1].startswith(f"Logged in {client.number}"), stand.told
    stand.close()
    return keys, saves


def main(store: Path, passphrase: str) -> None:
    app = make_application(["bench"])
    look = Look("light", 100)
    look.apply()
    office = vault.unlock(store, passphrase, SystemClock())
    rows = office.cases.window(CaseFilter(status="all"), "number", False, 0, 10_000)
    ids = [row.id for row in random.Random(7).sample(rows, min(len(rows), TIMES + 1))]
    office.cases.summary(ids[0])
    told = {
        "summary": [seconds(lambda one=one: office.cases.summary(one)) for one in ids[1:]],  # type: ignore[misc]
        "palette": palette(look, office),
        "timeline": timeline(look),
    }
    told["log"], told["logged"] = quick_log(look, office, ids)
    office.close()
    told["case"] = cases(look, store, passphrase, ids)
    print(json.dumps(told), flush=True)
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8"))
