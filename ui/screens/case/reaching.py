"""Ways of reaching somebody: what may be used, when and how, and what must never be said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records import ContactPoint, Person
from caseapp.rules.reaching import unsafe
from ui.look import Look
from ui.screens.case.desk import Desk, emptied, snug
from ui.screens.case.subrecords import SubRecords
from ui.tables.cells import Lines
from ui.widgets.labels import IconLabel, Noted, Words
from ui.widgets.named import named
from ui.widgets.pane import Card
from ui.words import coded, joined

_SAFE, _UNSAFE = "yes", "no"


def reach_lines(point: ContactPoint) -> Lines:
    """A way of reaching: what it is, and when it may be used. One that is not safe is struck."""
    way = point.value or coded("contact_ways", point.kind) or tr("Not noted yet")
    kind = coded("contact_ways", point.kind) if point.value else ""
    if point.safe == _UNSAFE:
        return Lines(way, joined(tr("Do not use"), kind, point.manner, by=" · "), role="crit", struck=True)
    safe = tr("Safe") if point.safe == _SAFE else tr("Not known whether it is safe")
    more = joined(kind, safe, point.times, point.manner, by=" · ")
    return Lines(way, more)


def warning(look: Look, point: ContactPoint, name: str = "") -> QWidget | None:
    """What never to say over this way, as a line of its own; None when nothing is noted."""
    if not point.never_say:
        return None
    text = tr("Never say: {words}", words=point.never_say)
    name = name or f"reach.never.{point.id}"
    return Noted(look, "octagon-alert", text, name, role="crit", px=13, bold=True, wrap=True)


def struck(look: Look, value: str, name: str) -> QWidget:
    """A number that must not be used: the words for it, and the number with a line through it."""
    line = named(QWidget(), name, tr("Do not use: {way}", way=value))
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconLabel(look, "octagon-alert", "crit"))
    row.addWidget(Words(look, tr("Do not use"), role="crit", bold=True))
    way = Words(look, value, f"{name}.way", role="crit")
    way.set_struck(True)
    row.addWidget(way)
    row.addStretch(1)
    return line


class Reaching(SubRecords):
    """The ways of reaching one person, as a list with its form."""

    def __init__(self, desk: Desk, case_id: str, *, title: str = "", reserved: str = "") -> None:
        super().__init__(
            desk,
            case_id,
            ContactPoint,
            "person_id",
            reach_lines,
            add=tr("Add a way of reaching"),
            deleted=tr("Way of reaching deleted"),
            none=tr("No way of reaching is noted. Ask first whether it is safe, when, and how to begin."),
            title=title or tr("Ways of reaching"),
            beside=lambda point: warning(desk.look, point),
            reserved=reserved,
        )

    def show_person(self, person_id: str, points: Iterable[ContactPoint]) -> None:
        """Shows the ways of a person: safe ones first, those not to be used last."""
        own = [one for one in points if one.person_id == person_id]
        self.show_records(person_id, sorted(own, key=lambda one: (one.safe == _UNSAFE, one.safe != _SAFE)))


class BeforeDialling(Card):
    """What to read before dialling: what must never be said and what not be used. No room without any."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "reach.before", role="critbg", edge="")
        self._words = look
        self.setAccessibleName(tr("Before you ring, write or visit"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(6)
        self.hide()

    def show_points(self, points: Sequence[ContactPoint]) -> None:
        """Looks through all ways of reaching one person."""
        emptied(self._column)
        look = self._words
        never = dict.fromkeys(point.never_say for point in points if point.never_say)
        lines: list[QWidget] = [
            Noted(
                look, "octagon-alert", tr("Never say: {words}", words=text), f"reach.before.never.{at}",
                role="crit", px=13, bold=True, wrap=True,
            )
            for at, text in enumerate(never)
        ]  # fmt: skip
        lines += [
            struck(look, point.value, f"reach.before.struck.{point.id}")
            for point in points
            if point.safe == _UNSAFE and point.value
        ]
        for line in lines:
            self._column.addWidget(snug(line))
        self.setVisible(bool(lines))


class StruckNumbers(QWidget):
    """Says of the quick fields (telephone, e-mail) which of them must not be used; else takes no room."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        named(self, name)
        self._look = look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._lines: list[QWidget] = []
        self.hide()

    def show_person(self, person: Person, points: Sequence[ContactPoint]) -> None:
        """Looks at a person's own number and mailbox in the light of all ways that were noted."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        own = [one for one in points if one.person_id == person.id]
        bad = [way for way in (person.phone, person.mail) if way and unsafe(way, own)]
        self._lines = [struck(self._look, way, f"{self.objectName()}.{at}") for at, way in enumerate(bad)]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(bad))
