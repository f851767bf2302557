"""Which evidence is shown, in which order and shape; and the columns of its list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caseapp import lists
from caseapp.i18n import N_, language, tr
from caseapp.records import Evidence
from caseapp.rules.folding import fold
from ui.days import dated
from ui.look import Look
from ui.screens.case.exhibit import (
    made_day,
    made_words,
    received_day,
    size_words,
    title_of,
    type_words,
)
from ui.tables.cells import Column, Lines, Text
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.flow import FlowLayout
from ui.widgets.named import named
from ui.widgets.segments import Choice, Segments
from ui.words import coded

WALL, LIST = "wall", "list"
_MADE: Final = "made"
_LONG_AGO: Final = date(1, 1, 1)


class Sifting(QWidget):
    """Kind, incident and order; `changed` when others are wanted. `text` and `shape` stand elsewhere."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "evidence.sifting")
        words = tr("Filter evidence")
        self.text = LineField(look, "evidence.filter", words, placeholder=words)
        self.text.setMaximumWidth(look.wide(240))
        kinds = lists.get("evidence_kinds")
        choices = [Choice(code, kinds.label(code, language())) for code in kinds.codes]
        self.kind = ChoiceField(look, choices, "evidence.kind", tr("Kind"), empty=tr("All kinds"))
        self.belongs = ChoiceField(look, (), "evidence.belongs", tr("Belongs to"), empty=tr("All incidents"))
        orders = [Choice(_MADE, tr("By date made"))]
        self.order = ChoiceField(look, orders, "evidence.order", tr("Order"), empty=tr("Newest first"))
        row = FlowLayout(self)
        for field in (self.kind, self.belongs, self.order):
            field.setFixedWidth(look.wide(145))
            field.chosen.connect(self.changed)
            row.addWidget(field)
        self.text.textChanged.connect(self.changed)
        views = (Choice(WALL, tr("Wall")), Choice(LIST, tr("List")))
        self.shape = Segments(look, views, "evidence.shape", tr("Shown as"))
        self.shape.set_value(WALL)

    def clear(self) -> None:
        """Lets everything through again; sends nothing."""
        self.text.blockSignals(True)
        self.text.setText("")
        self.text.blockSignals(False)
        self.kind.set_value("")
        self.belongs.set_value("")

    def sifted(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        """Those that are wanted, newest first."""
        words = fold(self.text.text()).split()
        kind, incident = self.kind.value(), self.belongs.value()
        rows = [
            one
            for one in evidence
            if (not kind or one.kind == kind)
            and (not incident or incident in one.incident_ids)
            and all(word in _searched(one) for word in words)
        ]
        day = made_day if self.order.value() == _MADE else received_day
        rows.sort(key=lambda one: one.id)
        rows.sort(key=lambda one: str(one.created_at), reverse=True)
        return sorted(rows, key=lambda one: day(one) or _LONG_AGO, reverse=True)


def columns() -> list[Column]:
    """The columns of the list."""
    return [
        Column("what", N_("What it shows"), Lines, _what, 220, stretch=True),
        Column("made", N_("Made"), Text, lambda one: Text(made_words(one)), 104),
        Column("received", N_("Received"), Text, _received, 104),
        Column("size", N_("Size"), Text, lambda one: Text(size_words(one.size), "text2"), 76),
    ]


def _what(evidence: Evidence) -> Lines:
    kind = coded("evidence_kinds", evidence.kind) or type_words(evidence.media_type)
    return Lines(title_of(evidence), kind)


def _received(evidence: Evidence) -> Text:
    day = received_day(evidence)
    return Text(dated(day) if day is not None else "")


def _searched(evidence: Evidence) -> str:
    """All that the filter looks through."""
    texts = (evidence.title, evidence.file_name, evidence.described, evidence.place, evidence.received_from)
    return fold(" ".join((*texts, evidence.notes, coded("evidence_kinds", evidence.kind))))
