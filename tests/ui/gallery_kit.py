"""The controls of the kit on one page, for the gallery."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.look import Look
from ui.tables.cells import Column, Lines, Risk, State, Status, Text
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.widgets.buttons import Button, Check
from ui.widgets.chips import FilterChip, RiskChip, StatusPill, Tag
from ui.widgets.fields import ChoiceField, LineField, LongField
from ui.widgets.labels import Noted, Words
from ui.widgets.rail import Entry, Mark, Rail, Sidebar
from ui.widgets.segments import Choice, Segments, answer_choices, risk_choices

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
