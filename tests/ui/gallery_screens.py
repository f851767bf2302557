"""The shell, the parts and the timeline with made-up content, for the gallery."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.charts.panel import TimelinePanel
from ui.charts.scale import Event, Lane
from ui.keyboard import Keyboard, KeyboardReader
from ui.look import Look
from ui.main_window import MainWindow, ScreenSpec
from ui.privacy import Privacy
from ui.screens.first_run import Doors, FirstRunScreen
from ui.screens.unlock import UnlockScreen
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.findings import ErrorSummary, Finding, Findings, Well
from ui.widgets.page import PageHead
from ui.widgets.stages import Stages, Step

RUSSIAN = {
    "Unlock": "Открыть хранилище",
    "The store on this computer is closed and encrypted.": "Хранилище закрыто и зашифровано.",
    "&Passphrase": "&Парольная фраза",
    "Passphrase": "Парольная фраза",
    "&Open": "&Открыть",
    "Use the &recovery key": "&Ключ восстановления",
    "Restore from a &backup": "Восстановить из &копии",
    "Another store…": "Другое хранилище…",
    "Works without the internet. Nothing leaves this computer.": "Работает без интернета.",
    "Russian keyboard": "Русская раскладка",
    "Caps Lock is on": "Включён Caps Lock",
    "Search cases, people, contacts": "Найти дело, человека, контакт",
    "No backup yet": "Копий ещё нет",
    "&Hide names": "&Скрыть имена",
    "Loc&k": "&Заблокировать",
    "Today": "Сегодня",
    "Cases": "Дела",
    "Contacts": "Контакты",
    "Letters": "Письма",
    "Backup": "Копии",
    "Settings": "Настройки",
}


class Dictionary(gettext.NullTranslations):
    """A few words of Russian, enough to see whether they fit."""

    def gettext(self, message: str) -> str:
        return RUSSIAN.get(message, message)


class FixedKeyboard(KeyboardReader):
    def read(self) -> Keyboard:
        return Keyboard("ru", True)


def unlock(look: Look) -> QWidget:
    screen = UnlockScreen(look, keyboard=FixedKeyboard())
    screen.field.setText("twelve words")
    screen.field.setFocus()
    return screen


def window(look: Look) -> QWidget:
    def page(icon: str, words: str) -> Callable[[], QWidget]:
        return lambda: EmptyState(look, icon, words, "New case")

    frame = MainWindow(
        look,
        Privacy(),
        [
            ScreenSpec(
                "cases",
                "Cases",
                "folder-open",
                page("folder-open", "No case yet. The first one takes a minute."),
            ),
            ScreenSpec("contacts", "Contacts", "book-user", page("book-user", "No contact yet.")),
            ScreenSpec("letters", "Letters", "file-text", page("file-text", "No letter yet.")),
            ScreenSpec("backup", "Backup", "hard-drive", page("hard-drive", "No backup yet."), low=True),
            ScreenSpec("settings", "Settings", "settings", page("settings", "Settings"), low=True),
        ],
    )
    frame.set_count("cases", 40)
    frame.rail.set_note("Fictional demo")
    frame.show_screen("cases")
    frame.notify("Incident deleted", "Undo")
    return frame


def parts(look: Look) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    head = PageHead(look, "Backup", "A stick holds a full encrypted copy. Keep one away from the office.")
    head.add(Button(look, "Back up now", "now", kind="main", icon="usb"))
    column.addWidget(head)
    inner = QVBoxLayout()
    inner.setContentsMargins(20, 0, 20, 20)
    inner.setSpacing(16)
    steps = [
        Step("a", "Encrypted copy made", "Taken at 14:06; work can go on meanwhile."),
        Step("b", "Writing to the stick"),
    ]
    steps += [
        Step("c", "Read back and compare", "Every byte is read from the stick again."),
        Step("d", "Safe to remove", "Then pull it."),
    ]
    stages = Stages(look, steps, "stages", "Backup")
    stages.begin("b")
    stages.progress("b", 184, 286, "184 of 286 MB, about 20 seconds left")
    inner.addWidget(stages)
    findings = Findings(look)
    findings.show_findings(
        [
            Finding(
                "consent",
                "Consent covers embassies until 20 Nov 2026",
                "It ran out three days ago.",
                "Renew consent",
            ),
            Finding(
                "birth", "Date of birth differs", "Form says 14 May 1987, scan says 14 May 1978.", "Compare"
            ),
        ]
    )
    inner.addWidget(findings)
    ready = Findings(look, "ready")
    inner.addWidget(ready)
    errors = ErrorSummary(look)
    errors.show_errors(
        "Some fields need another look. What you typed is kept.", [("when", "When", "February has no day 31")]
    )
    inner.addWidget(errors)
    inner.addWidget(
        Well(
            look,
            "circle-alert",
            "Second threat to her in ten days. Ask: is she safe now?",
            "well",
            icon_role="crit",
        )
    )
    column.addLayout(inner)
    column.addStretch(1)
    return page


@dataclass(frozen=True)
class Advice:
    level: str
    sentence: str


DOORS = Doors(
    folder=Path("/home/anna/.local/share/caseapp/store"),
    pick_folder=lambda folder: None,
    folder_problem=lambda folder: "",
    draw_words=lambda language: "marble ginger walnut octopus drizzle anthem",
    judge=lambda text, near: Advice("fair", "Long enough, but nobody can measure a phrase of one's own."),
    recovery=lambda: "7K2M-9QXA-03TD-HN5R-V8WE-1BZC-6JYF-4GSP-KD0T",
    check_recovery=lambda text: (
        "" if text else "The second group has a slip in it. Compare it with the paper."
    ),
    print_sheet=lambda: "Printed. Put the sheet where two people know of it.",
    save_sheet=lambda: "",
)


def first_run(page: int) -> Callable[[Look], FirstRunScreen]:
    def make(look: Look) -> FirstRunScreen:
        screen = FirstRunScreen(look, DOORS)
        screen.people.organisation.setText("Northern Light Legal Aid")
        screen.people.caseworker.setText("Anna Ozola")
        screen.show_page(page)
        return screen

    return make


def first_run_asking(look: Look) -> QWidget:
    screen = first_run(1)(look)
    screen.people.drawn.written()
    screen.people.ready()
    return screen


def first_run_own(look: Look) -> QWidget:
    screen = first_run(1)(look)
    screen.people.choose.setChecked(True)
    screen.people.own.first.setText("correct horse battery")
    screen.people.ready()
    return screen


EVENTS = [
    Event("1", "state", "Detained", date(2024, 3, 12), date(2024, 3, 12), "12 March 2024", "crit"),
    Event("2", "state", "Criminal case", date(2024, 7, 2), date(2024, 7, 2), "2 July 2024", "high"),
    Event("3", "state", "In absentia sentence", date(2025, 6, 1), date(2025, 10, 15), "summer 2025", "crit"),
    Event(
        "4", "threats", "Messages to parents", date(2024, 11, 1), date(2025, 2, 4), "winter 2024-25", "mod"
    ),
    Event("5", "threats", "Phishing", date(2025, 9, 20), date(2025, 9, 20), "20 September 2025", "mod"),
    Event("6", "threats", "Door marked", date(2026, 5, 10), date(2026, 5, 10), "10 May 2026", "high"),
    Event("7", "threats", "Followed", date(2026, 11, 22), date(2026, 11, 22), "22 November 2026", "crit"),
    Event("8", "moves", "Left for Georgia", date(2024, 9, 10), date(2024, 9, 10), "10 September 2024", "low"),
    Event("9", "moves", "Asylum claim", date(2025, 3, 16), date(2025, 3, 16), "16 March 2025", "low"),
    Event("10", "moves", "Refused", date(2026, 8, 2), date(2026, 8, 2), "2 August 2026", "low"),
]
MORE = [
    Event("11", "moves", "Talks", None, date(2024, 4, 1), "before April 2024", ""),
    Event("12", "moves", "Surveillance goes on", date(2026, 4, 1), None, "since April 2026", "high"),
    *(
        Event(f"c{n}", "state", f"Call {n}", date(2026, 3, n), date(2026, 3, n), "March 2026", "mod")
        for n in (1, 4, 6)
    ),
]


def timeline(extra: bool, *, table: bool = False) -> Callable[[Look], QWidget]:
    def make(look: Look) -> QWidget:
        lanes = (Lane("state", "State action"), Lane("threats", "Threats"), Lane("moves", "Moves"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        panel = TimelinePanel(look, lanes, date(2026, 11, 23), "Threats and events")
        panel.show_events([*EVENTS, *(MORE if extra else [])])
        panel.select_id("7")
        panel.switch.setChecked(table)
        column.addWidget(panel)
        column.addStretch(1)
        return page

    return make
