"""Draws every control of the kit into pictures, to be looked at.

Run: python tests/ui/gallery.py FOLDER [SCALE]
"""

from __future__ import annotations

import gettext
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from caseapp import i18n
from ui.charts.panel import TimelinePanel
from ui.charts.scale import Event, Lane
from ui.fonts import load_fonts
from ui.keyboard import Keyboard, KeyboardReader
from ui.look import Look
from ui.main_window import MainWindow, ScreenSpec
from ui.privacy import Privacy
from ui.screens.first_run import Doors, FirstRunScreen
from ui.screens.unlock import UnlockScreen
from ui.tables.cells import Column, Lines, Risk, State, Status, Text
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.widgets.buttons import Button, Check
from ui.widgets.chips import FilterChip, RiskChip, StatusPill, Tag
from ui.widgets.empty import EmptyState
from ui.widgets.fields import ChoiceField, LineField, LongField
from ui.widgets.findings import ErrorSummary, Finding, Findings, Well
from ui.widgets.labels import Noted, Words
from ui.widgets.page import PageHead
from ui.widgets.rail import Entry, Mark, Rail, Sidebar
from ui.widgets.segments import Choice, Segments, answer_choices, risk_choices
from ui.widgets.stages import Stages, Step

ROWS = [
    (
        "1",
        "Elena Petrova",
        "Елена Ивановна Петрова",
        "Georgia",
        "active",
        "critical",
        "Tomorrow",
        "Appeal, Tbilisi court",
    ),
    (
        "2",
        "Nino Magalitadze",
        "ნინო მაგალითაძე",
        "Armenia",
        "active",
        "critical",
        "26 Nov",
        "Residence permit ends",
    ),
    (
        "3",
        "Timur Primerov",
        "Тимур Примеров",
        "Türkiye",
        "waiting",
        "high",
        "21 Nov, 2 days late",
        "Missed check-in",
    ),
    (
        "4",
        "Hovhannes Orinakyan",
        "Հովհաննես Օրինակյան",
        "Germany",
        "paused",
        "moderate",
        "11 Dec",
        "Asylum hearing",
    ),
    (
        "5",
        "Oleg Obraztsov",
        "Олег Образцов",
        "Latvia",
        "closed",
        "low",
        "15 Jan 2027",
        "Passport under 6 months",
    ),
    ("6", "Layla Mithal", "ليلى مثال", "Latvia", "closed", None, "15 Jan 2027", ""),
]


def table(look: Look, parent: QWidget) -> TableView:
    columns = (
        Column("name", "Name", Lines, lambda r: Lines(r[1], r[2]), 208, sortable=True),
        Column("country", "Country", Text, lambda r: Text(r[3]), 108, sortable=True),
        Column("status", "Status", Status, lambda r: Status(r[4]), 104),
        Column("risk", "Risk", Risk, lambda r: Risk(r[5]), 124, sortable=True),
        Column(
            "due",
            "Next deadline",
            Lines,
            lambda r: Lines(r[6], r[7], role="crit" if "late" in r[6] else "text"),
            172,
        ),
        Column(
            "check",
            "Checked",
            State,
            lambda r: State("circle-check", "Read back, equal", "text", "ok"),
            100,
            stretch=True,
        ),
    )
    model = RowModel(columns, key=lambda r: r[0], parent=parent)
    view = TableView(look, model, "cases", "Cases", parent)
    model.show_rows(ROWS)
    view.show_sorted("risk", True)
    view.select_row(0)
    return view


def controls(look: Look, parent: QWidget) -> QWidget:
    page = QWidget(parent)
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(10)

    def row(*widgets: QWidget) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in widgets:
            line.addWidget(widget)
        line.addStretch(1)
        column.addLayout(line)

    off = Button(look, "Issue letter", "issue", kind="main", icon="stamp")
    off.setEnabled(False)
    busy = Button(look, "Open", "busy", kind="main")
    busy.set_busy("Opening…")
    row(
        Button(look, "&New case", "new", kind="main", icon="plus"),
        Button(look, "Quick log", "quick", icon="zap"),
        Button(look, "Hide names", "hide", kind="flat", icon="eye-off"),
        Button(look, "Renew consent", "renew", kind="link"),
        Button(look, "More", "more", icon="ellipsis", icon_only=True),
        off,
        busy,
    )
    row(*[RiskChip(look, c, f"r{c}") for c in ("critical", "high", "moderate", "low", None)])
    row(
        *[StatusPill(look, c, f"s{c}") for c in ("active", "waiting", "paused", "closed")],
        Tag(look, "Known stick", "ok", "t"),
    )
    chips = [
        FilterChip(look, t, f"f{n}", count=n)
        for t, n in (("Open", 40), ("Mine", 12), ("High or critical", 5))
    ]
    chips[0].setChecked(True)
    row(*chips, Check(look, "Journalist and deputy", "check"))
    risk = Segments(look, risk_choices(), "risk", "How serious")
    risk.set_value("crit")
    answer = Segments(look, answer_choices(), "answer", "Still going on")
    answer.set_value("unknown")
    row(risk)
    row(answer)
    line = LineField(look, "line", "What happened")
    line.setText("Two men followed her from Rustaveli metro to her door.")
    line.setFixedWidth(look.wide(400))
    row(line, Noted(look, "phone", "Client, by phone", "source"))
    wrong = LineField(look, "wrong", "When")
    wrong.setText("31.02.2026")
    wrong.set_error(True)
    wrong.setFixedWidth(look.wide(400))
    row(wrong)
    row(Noted(look, "octagon-alert", "February has no day 31.", role="crit"))
    row(
        Noted(
            look,
            "corner-down-right",
            "Sunday 22 November 2026, around 19:00",
            role="text2",
            icon_role="text3",
        )
    )
    choice = ChoiceField(look, [Choice("a", "Embassy of Exampleland, Berlin")], "choice", "Recipient")
    choice.set_value("a")
    choice.setFixedWidth(look.wide(344))
    empty = ChoiceField(look, [], "choice2", "Language", empty="Choose a language")
    row(choice, empty)
    text = LongField(look, "long", "Words")
    text.setPlainText("First line\nsecond line\nthird line")
    text.setFixedWidth(look.wide(400))
    row(text)
    row(Words(look, "Page title", px=20, bold=True), Words(look, "One grey sentence", role="text2"))
    column.addWidget(table(look, page), 1)
    return page


def rails(look: Look, parent: QWidget) -> QWidget:
    page = QWidget(parent)
    line = QHBoxLayout(page)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(0)
    rail = Rail(
        look,
        [
            Entry("today", "Today", "sun"),
            Entry("cases", "Cases", "folder-open"),
            Entry("letters", "Letters", "file-text"),
            Entry("backup", "Backup", "hard-drive", low=True),
            Entry("settings", "Settings", "settings", low=True),
        ],
    )
    rail.set_mark("cases", Mark(40))
    rail.set_current("cases")
    rail.set_note("Fictional demo")
    side = Sidebar(
        look,
        [
            Entry("o", "Overview"),
            Entry("i", "Identity"),
            Entry("p", "Papers and status"),
            Entry("s", "Consent"),
        ],
    )
    side.set_mark("i", Mark(9, 11))
    side.set_mark("p", Mark(4, 6))
    side.set_mark("s", Mark(done=True))
    side.set_current("i")
    line.addWidget(rail)
    line.addWidget(side)
    return page


def whole(look: Look) -> QWidget:
    window = QWidget()
    line = QHBoxLayout(window)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(0)
    line.addWidget(rails(look, window))
    line.addWidget(controls(look, window), 1)
    return window


def grab(make: Callable[[Look], QWidget], look: Look, size: QSize, path: Path) -> None:
    """Makes a widget, gives it a size and saves what it looks like."""
    widget = make(look)
    widget.resize(size)
    widget.show()
    widget.activateWindow()
    QApplication.processEvents()
    widget.grab().save(str(path))
    widget.close()
    widget.deleteLater()


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


def shots(look: Look, folder: Path) -> None:
    """The screens of this room in both languages, themes and sizes."""
    for code, catalogue in (("en", gettext.NullTranslations()), ("ru", Dictionary())):
        i18n._Screen.catalogue = catalogue
        for theme in ("light", "dark"):
            look.set(theme, 100)
            for size in (QSize(1366, 768), QSize(1024, 700), QSize(800, 600)):
                tail = f"{theme}-{code}-{size.width()}.png"
                grab(unlock, look, size, folder / f"unlock-{tail}")
                grab(window, look, size, folder / f"window-{tail}")
    i18n._Screen.catalogue = gettext.NullTranslations()
    look.set("light", 100)
    grab(timeline(False), look, QSize(977, 300), folder / "time-wide.png")
    grab(timeline(True), look, QSize(977, 300), folder / "time-more.png")
    grab(timeline(False), look, QSize(754, 300), folder / "time-narrow.png")
    grab(timeline(False, table=True), look, QSize(977, 300), folder / "time-table.png")
    look.set("dark", 100)
    grab(timeline(True), look, QSize(977, 300), folder / "time-dark.png")
    look.set("light", 200)
    grab(timeline(False), look, QSize(1366, 500), folder / "time-200.png")
    look.set("light", 100)
    for page in range(4):
        grab(first_run(page), look, QSize(1024, 700), folder / f"first-{page + 1}.png")
    grab(first_run_asking, look, QSize(1024, 700), folder / "first-2-asking.png")
    grab(first_run_own, look, QSize(800, 600), folder / "first-2-own-800.png")
    look.set("dark", 100)
    grab(first_run(2), look, QSize(1366, 768), folder / "first-3-dark.png")
    look.set("light", 200)
    grab(first_run(1), look, QSize(1366, 768), folder / "first-2-200.png")
    i18n._Screen.catalogue = Dictionary()
    grab(unlock, look, QSize(1366, 768), folder / "unlock-200-ru.png")
    grab(window, look, QSize(1366, 768), folder / "window-200-ru.png")
    i18n._Screen.catalogue = gettext.NullTranslations()
    look.set("light", 100)
    grab(parts, look, QSize(900, 760), folder / "parts-light.png")
    look.set("dark", 100)
    grab(parts, look, QSize(900, 760), folder / "parts-dark.png")
    look.set("light", 200)
    grab(parts, look, QSize(1366, 1300), folder / "parts-200.png")


def main(folder: Path) -> None:
    app = QApplication(sys.argv[:1])
    load_fonts()
    look = Look()
    for theme in ("light", "dark", "contrast"):
        look.set(theme, 100)
        grab(whole, look, QSize(1366, 860), folder / f"kit-{theme}.png")
    look.set("light", 200)
    grab(whole, look, QSize(2000, 1500), folder / "kit-200.png")
    shots(look, folder)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.set("light", 100)
    grab(whole, look, QSize(1366, 860), folder / "kit-rtl.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
