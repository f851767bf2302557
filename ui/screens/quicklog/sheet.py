"""What stands in the quick log: the line of text, what was understood below it, the question, the buttons."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp import lists
from caseapp.i18n import N_, language, tr
from caseapp.records import Incident
from caseapp.records.fields import Field, Kind
from caseapp.services.office import Office
from ui.forms.editors import Setting
from ui.forms.mnemonics import BAR, letters, with_mnemonics
from ui.forms.note import NoteLine
from ui.screens.host import Host
from ui.screens.quicklog.client import ClientField
from ui.screens.quicklog.offers import Offers
from ui.screens.quicklog.rows import Cell, Labelled, Row
from ui.screens.quicklog.safety import Safety
from ui.tasks import Runner
from ui.widgets.area import Area
from ui.widgets.buttons import Button, Check
from ui.widgets.fields import ChoiceField, LineField, LongField
from ui.widgets.findings import ErrorSummary
from ui.widgets.labels import IconLabel, Words
from ui.widgets.named import named
from ui.widgets.segments import Choice

#: Width of the pop-up, at 100 % text.
WIDTH = 600


def fields() -> dict[str, Field]:
    """The fields of the quick log; those of an incident as it declares them, with words that fit here."""
    declared = Incident.fields()
    kept = ("happened", "place", "country", "kind", "title")
    found = {name: replace(declared[name], group="", help="", required=False) for name in kept}
    found["title"] = replace(found["title"], label=N_("In short"))
    for name, label in (
        ("plate", N_("Plate")),
        ("vehicle", N_("Car")),
        ("phone", N_("Telephone")),
        ("account", N_("Account or e-mail")),
    ):
        found[name] = Field(label=label, kind=Kind.TEXT, name=name)
    return found


#: Which fields stand beside each other.
_ROWS = (
    ("happened",),
    ("place", "country"),
    ("kind",),
    ("title",),
    ("plate", "vehicle"),
    ("phone", "account"),
)


class _Body(QWidget):
    """Is as high as its lines are at its width; the layout alone reckons with every line broken."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        hint = super().minimumSizeHint()
        return hint if layout is None else QSize(hint.width(), layout.totalHeightForWidth(self.width()))


class Sheet(QWidget):
    """The parts by name. `closed`, `saved(open it)` are sent by its buttons."""

    closing = Signal()
    saving = Signal(bool)

    def __init__(self, office: Office, runner: Runner, host: Host) -> None:
        super().__init__()
        look = self.look = host.look
        named(self, "quicklog", tr("Quick log"))
        buttons = letters(tr("&Save"), tr("Save and &open"), *map(tr, BAR))
        declared = fields()
        shown = [tr("Case"), *(tr(declared[row[0]].label) for row in _ROWS)]
        labels = with_mnemonics([*shown, tr("The client told me this")], buttons)
        says = tr("What happened, to whom, when and where")
        self.text = LongField(look, "quicklog.text", says, least=1, most=5, placeholder=says, large=True)
        self.text_note = NoteLine(look, "quicklog.text.note")
        self.errors = ErrorSummary(look, "quicklog.errors")
        self.case = ClientField(look, host.privacy, office.quick_log, runner)
        self.case_note = NoteLine(look, "quicklog.case.note")
        self.case_offers = Offers(look, "quicklog.case.offers")
        clock = office.clock
        setting = Setting(look, clock.today, times={"happened": "time_of_day"}, local=clock.local)
        self.cells: dict[str, Cell] = {}
        self.rows: list[Row] = []
        for label, names in zip(labels[1:-1], _ROWS, strict=True):
            row = Row(look, label, [declared[name] for name in names], setting)
            self.cells |= row.cells
            self.rows.append(row)
        for name in ("country", "vehicle", "account"):  # the second of two goes without a label
            line = self.cells[name].editor.buddy()
            if isinstance(line, LineField):
                line.setPlaceholderText(tr(declared[name].label))
        self.told = Check(look, labels[-1], "quicklog.told")
        found = lists.get("channels")
        channels = [Choice(code, found.label(code, language())) for code in found.codes if code != "FIL"]
        self.channel = ChoiceField(look, channels, "quicklog.channel", tr("How"), empty=tr("How"))
        self.attach = Button(look, tr("Attach a file…"), "quicklog.attach", kind="flat", icon="paperclip")
        hint = tr("Or paste a picture with Ctrl+V")
        self.attach.setToolTip(hint)
        self.attach.setAccessibleDescription(hint)
        self.files = Offers(look, "quicklog.files")
        self.safety = Safety(look)
        self.save = Button(look, tr("&Save"), "quicklog.save", kind="main")
        self.save_open = Button(look, tr("Save and &open"), "quicklog.save-open")
        self._lay(labels[0])

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        layout = self._body.layout()
        assert layout is not None
        width = self.width() if self.isVisible() else self.look.wide(WIDTH)
        body = layout.totalHeightForWidth(width)
        ends = self._head.sizeHint().height() + self._foot.sizeHint().height()
        hint.setHeight(body + ends + 2)
        return hint

    def hasHeightForWidth(self) -> bool:
        return False  # the hint knows the width already

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._body and event.type() == QEvent.Type.LayoutRequest:
            self._whole.update()
        return super().eventFilter(watched, event)

    def show_widget(self, widget: QWidget) -> None:
        """Scrolls so far that a part is in view."""
        self._scroll.ensureWidgetVisible(widget, 0, 40)

    def _lay(self, case_label: str) -> None:
        look = self.look
        body = self._body = _Body()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 4, 24, 4)
        column.setSpacing(10)
        column.addWidget(self.errors)
        line = QVBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.text)
        line.addWidget(self.text_note)
        column.addLayout(line)
        column.addWidget(Labelled(look, case_label, self.case, [self.case, self.case_note, self.case_offers]))
        for row in self.rows:
            column.addWidget(row)
        told = QHBoxLayout()
        told.setSpacing(12)
        told.addWidget(self.told)
        told.addWidget(self.channel)
        told.addStretch(1)
        told.addWidget(self.attach)
        self.channel.setMaximumWidth(look.wide(200))
        column.addLayout(told)
        column.addWidget(self.files)
        column.addWidget(self.safety)
        column.addStretch(1)
        scroll = self._scroll = Area("quicklog.scroll")
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(body)
        body.setAutoFillBackground(False)
        self._head, self._foot = self._make_head(), self._make_foot()
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot)
        # What is added inside the scroll area is no news to the pop-up unless it is told.
        body.installEventFilter(self)

    def _make_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 14, 12, 8)
        row.setSpacing(10)
        row.addWidget(IconLabel(self.look, "zap", "accent"))
        row.addWidget(Words(self.look, tr("Quick log"), "quicklog.title", px=15, bold=True), 1)
        row.addWidget(Words(self.look, tr("Nothing is lost if you are interrupted"), px=12, role="text2"))
        close = Button(self.look, tr("Close"), "quicklog.close", kind="flat", icon="x", icon_only=True)
        close.clicked.connect(self.closing)
        row.addWidget(close)
        return head

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 18)
        row.setSpacing(8)
        hint = Words(
            self.look, tr("Ctrl+Enter saves · Esc keeps it as a draft"), px=12, role="text2", wrap=True
        )
        row.addWidget(hint, 1)
        row.addWidget(self.save_open)
        row.addWidget(self.save)
        self.save.clicked.connect(lambda: self.saving.emit(False))
        self.save_open.clicked.connect(lambda: self.saving.emit(True))
        return foot
