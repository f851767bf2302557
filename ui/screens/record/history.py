"""Every change of one record in a pop-up: who, when, what stood there before, and a way back to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.errors import Invalid, Problem, sentence
from caseapp.i18n import N_, tr
from caseapp.records import Record
from caseapp.services.history import HistoryLine, Story
from caseapp.services.office import Office
from ui.days import moment
from ui.difference import as_rich_text, parts
from ui.latest import Latest
from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.widgets.overlay import Overlay
from ui.widgets.pane import ScrollColumn
from ui.words import told
from ui.writer import Writer

_ACTS = {
    "create": N_("Added"),
    "change": N_("Changed"),
    "delete": N_("Deleted"),
    "restore": N_("Brought back"),
    "erase": N_("Erased"),
    "export": N_("Copy saved outside the store"),
    "issue": N_("Letter issued"),
}
#: No more than so many changes are shown.
MOST = 200


def show_history(
    look: Look,
    office: Office,
    writer: Writer,
    overlay: Overlay,
    kind: type[Record],
    record_id: str,
    name: str,
) -> RecordHistory:
    """Opens the history of a record over the window; `name` is what the record is called."""
    panel = RecordHistory(look, office, writer, kind, record_id, name)
    panel.closed.connect(overlay.close_panel)
    overlay.open_panel(panel, width=720, top=48)
    return panel


class RecordHistory(QWidget):
    """The changes, newest first, those of one save together. `closed` when the person is done."""

    closed = Signal()

    def __init__(
        self,
        look: Look,
        office: Office,
        writer: Writer,
        kind: type[Record],
        record_id: str,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._office, self._writer = look, office, writer
        self._kind, self._id = kind, record_id
        self._asked = Latest(writer.runner, self)
        self._wrong: tuple[int, str, str] | None = None
        named(self, "record.history", tr("History of this record"))
        head = QHBoxLayout()
        head.setContentsMargins(20, 20, 20, 0)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Words(look, tr("History of this record"), "record.history.title", px=15, bold=True))
        about = " · ".join(filter(None, (tr(kind.LABEL), name)))
        words.addWidget(Words(look, about, "record.history.about", px=12, role="text2", wrap=True))
        head.addLayout(words, 1)
        close = Button(look, tr("&Close"), "record.history.close", icon="x", kind="flat")
        close.clicked.connect(self.closed)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._page = ScrollColumn(look, "record.history.list", width=720)
        self._page.column.setContentsMargins(0, 0, 4, 0)
        self._body: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._page, 1)
        writer.bus.listen(self, (kind.KIND,), lambda _changes: self.reload())
        self.reload()

    def sizeHint(self) -> QSize:
        return QSize(720, self._look.tall(560, 4))

    def hasHeightForWidth(self) -> bool:
        return False  # a line that wraps must not make it as low as it can be

    def reload(self) -> None:
        """Reads the history anew."""
        records, kind, record_id = self._office.records, self._kind, self._id
        self._asked.ask(lambda: records.story(kind, record_id), self._show)

    def _show(self, story: Story) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        groups = [list(lines) for _, lines in groupby(story.lines, key=lambda line: line.seq)]
        for lines in groups[:MOST]:
            if block := self._block(story, lines):
                column.addWidget(block)
        column.addStretch(1)
        if self._body is not None:
            self._page.column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = body
        self._page.column.insertWidget(0, body)

    def _block(self, story: Story, lines: Sequence[HistoryLine]) -> QWidget | None:
        first, look = lines[0], self._look
        if first.act == "change" and not first.field:
            return None  # what the app keeps along for itself
        block = named(QWidget(), f"record.history.{first.seq}")
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        act = tr(_ACTS.get(first.act, first.act))
        who = story.names.get(first.who, tr("Nobody signed in"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words(look, act, bold=True))
        head.addWidget(Words(look, f"{moment(first.at)} · {who}", px=12, role="text2"), 1)
        if first.act == "delete" and story.record is not None and story.record.deletion:
            back = Button(look, tr("Bring back"), f"record.history.{first.seq}.back", kind="link")
            back.clicked.connect(partial(self._bring_back, story.record.deletion))
            head.addWidget(back)
        column.addLayout(head)
        for line in lines:
            if line.field:
                column.addWidget(self._line(story, line))
        return block

    def _line(self, story: Story, line: HistoryLine) -> QWidget:
        look, field = self._look, self._kind.fields()[line.field]
        before, after = told(field, line.before, story.names), told(field, line.after, story.names)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        label = Words(look, tr(field.label), px=12, role="text2", wrap=True)
        label.setFixedWidth(look.wide(140))
        label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        row.addWidget(label)
        # The words stand on one line with the link beside them, which is taller.
        top = look.tall(5, 0) if line.act == "change" else 0
        label.setContentsMargins(0, top + 1, 0, 0)
        words = QVBoxLayout()
        words.setContentsMargins(0, top, 0, 0)
        words.setSpacing(4)
        words.addWidget(self._words(line, before, after))
        if self._wrong is not None and self._wrong[:2] == (line.seq, line.field):
            words.addWidget(
                Words(look, self._wrong[2], "record.history.wrong", px=12, role="crit", wrap=True)
            )
        row.addLayout(words, 1)
        if line.act == "change" and self._may_go_back(story, line):
            back = Button(look, tr("Put back"), f"record.history.{line.seq}.{line.field}", kind="link")
            back.setAccessibleName(
                tr("Put back: {field}, {value}", field=tr(field.label), value=before or tr("empty"))
            )
            back.clicked.connect(partial(self._put_back, line))
            row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _words(self, line: HistoryLine, before: str, after: str) -> Words:
        look = self._look
        words = Words(look, "", f"record.history.{line.seq}.{line.field}.words", wrap=True)
        if line.act == "create":
            words.setText(after)
        elif len(before) > 40 and len(after) > 40:
            # Only what `as_rich_text` itself has escaped is read as markup.
            words.setTextFormat(Qt.TextFormat.RichText)
            words.setText(as_rich_text(parts(before, after), look.theme))
        else:
            words.setTextFormat(Qt.TextFormat.RichText)
            both = [("gone", before), ("same", " → "), ("new", after or tr("empty"))]
            words.setText(as_rich_text(both if before else [("same", "→ "), both[2]], look.theme))
        said = tr("{field}, before: {before}\nAfter: {after}", field="", before=before, after=after)
        words.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        words.setAccessibleName(said.lstrip(", "))
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return words

    def _may_go_back(self, story: Story, line: HistoryLine) -> bool:
        """Whether the record still stands and has another value now."""
        record = story.record
        if record is None or record.deleted_at is not None or getattr(record, "issued_at", None) is not None:
            return False
        now = getattr(record, line.field)
        kept = now.isoformat() if hasattr(now, "isoformat") else now
        return bool(kept != line.before and (kept or line.before))

    def _put_back(self, line: HistoryLine) -> None:
        records, kind, record_id = self._office.records, self._kind, self._id
        self._wrong = None

        def refused(problem: Problem) -> None:
            reason = sentence(problem)
            if isinstance(problem, Invalid):
                reason = " ".join(tr(text) for text in problem.fields.values())
            self._wrong = (line.seq, line.field, reason)
            self.reload()

        self._writer.write(
            lambda: records.revert(kind, record_id, line.seq, [line.field]), None, refused, owner=self
        )

    def _bring_back(self, deletion: str) -> None:
        records = self._office.records
        self._writer.write(lambda: records.restore(deletion))
