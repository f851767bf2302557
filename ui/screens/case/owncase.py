"""Whether somebody around the client has a case of their own: the way there, and how the link is made.

The link is made by a person alone. Who has the same name is offered, never taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records import Person
from caseapp.services.linked_cases import CaseLink, Linked
from ui.latest import Latest
from ui.screens.case.desk import Desk, emptied, heading, snug
from ui.widgets.buttons import Button
from ui.widgets.fields import LineField
from ui.widgets.labels import IconLabel, Words
from ui.widgets.named import named
from ui.words import client_name, coded, joined


def link_words(desk: Desk, link: CaseLink) -> str:
    """A case as a link calls it; by its number alone while names are hidden."""
    first, _ = client_name(link.name, link.name_original)
    name = desk.host.privacy.name(first, link.number)
    return joined(name, link.number if name != link.number else "", by=" · ")


class OwnCase(QWidget):
    """One line while a link is there; else who has the same name, and a field to find the case by typing."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self._desk, self._case_id, self._look = desk, case_id, desk.look
        self._person: Person | None = None
        self._offered: tuple[str, ...] = ()
        named(self, "own-case", tr("Has a case of their own"))
        self._asked, self._searched = Latest(desk.runner, self), Latest(desk.runner, self)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.start = Button(self._look, tr("Link to another case"), "own-case.start", kind="link")
        self.start.clicked.connect(self._open)
        self.field = LineField(
            self._look,
            "own-case.find",
            tr("Find their case"),
            placeholder=tr("Type a name or a case number"),
        )
        self.field.textEdited.connect(self._typed)
        self._found = QVBoxLayout()
        self._found.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(self._look, tr("Has a case of their own"), "own-case.title"))
        column.addLayout(self._lines)
        column.addWidget(self.start)
        column.addWidget(self.field)
        column.addLayout(self._found)
        self.field.setMaximumWidth(self._look.wide(400))

    def show_person(self, person: Person | None, linked: Linked) -> None:
        """Shows the link of somebody, or how to make one."""
        changed = person is None or self._person is None or person.id != self._person.id
        self._person = person
        self.setVisible(person is not None)
        if changed:
            self._close()
        emptied(self._lines)
        self._asked.forget()
        if person is None:
            return
        link = linked.own.get(person.id)
        if link is not None:
            self._close()
            self.start.hide()
            self._lines.addWidget(self._linked(link))
            return
        self.start.setVisible(self.field.isHidden())
        own = self._desk.office.linked
        self._asked.ask(lambda: own.namesakes(person), self._offer)

    # Building

    def _linked(self, link: CaseLink) -> QWidget:
        line, row = self._line("own-case.linked", link_words(self._desk, link))
        go = Button(self._look, tr("Open their case"), "own-case.open", kind="link")
        go.clicked.connect(partial(self._go, link.case_id))
        take = Button(self._look, tr("Take the link away"), "own-case.unlink", kind="link")
        take.clicked.connect(partial(self._link, None))
        row.addWidget(go)
        row.addWidget(take)
        return line

    def _line(self, name: str, words: str) -> tuple[QWidget, QHBoxLayout]:
        line = named(QWidget(), name, words)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(IconLabel(self._look, "folder-open"))
        row.addWidget(Words(self._look, words, f"{name}.text", wrap=True), 1)
        return line, row

    def _offer(self, found: Sequence[CaseLink]) -> None:
        """Clients of the same name: asked about, never linked without a word."""
        if self._person is None:
            return
        emptied(self._lines)
        for link in found:
            words = tr("A client has the same name: {case}", case=link_words(self._desk, link))
            line, row = self._line(f"own-case.offer.{link.case_id}", words)
            same = Button(
                self._look, tr("This is the same person"), f"own-case.same.{link.case_id}", kind="link"
            )
            same.clicked.connect(partial(self._link, link.case_id))
            look = Button(self._look, tr("Open their case"), f"own-case.look.{link.case_id}", kind="link")
            look.clicked.connect(partial(self._go, link.case_id))
            row.addWidget(same)
            row.addWidget(look)
            self._lines.addWidget(snug(line))

    def _close(self) -> None:
        self.field.hide()
        self.field.setText("")
        emptied(self._found)
        self.start.show()

    # What the person does

    @Slot()
    def _open(self) -> None:
        self.start.hide()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _typed(self, text: str) -> None:
        own, without = self._desk.office.linked, self._case_id
        self._searched.ask(lambda: own.find(text, without), partial(self._show_found, text))

    def _show_found(self, text: str, found: Sequence[CaseLink]) -> None:
        emptied(self._found)
        for link in found:
            button = Button(
                self._look, link_words(self._desk, link), f"own-case.found.{link.case_id}", kind="flat",
                icon="folder-open",
            )  # fmt: skip
            button.clicked.connect(partial(self._link, link.case_id))
            self._found.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        if text.strip() and not found:
            words = tr("No other case fits “{text}”.", text=text[:40])
            self._found.addWidget(Words(self._look, words, "own-case.nothing", role="text2"))

    def _go(self, case_id: str) -> None:
        self._desk.host.open_case(case_id)

    def _link(self, case_id: str | None, _checked: bool = False) -> None:
        person, desk = self._person, self._desk
        if person is None:
            return
        before = person.own_case_id
        self._close()

        def link(to: str | None) -> None:
            desk.writer.write(lambda: desk.office.records.change(Person, person.id, own_case_id=to))

        link(case_id)
        words = tr("Linked to their own case") if case_id else tr("Link taken away")
        desk.host.toast(words, tr("Undo"), lambda: link(before))


class Elsewhere(QWidget):
    """Where the client of this case is somebody's relative: the way back. Takes no room without any."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        named(self, "elsewhere", tr("In other cases"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 0, 12, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_links(self, links: Sequence[CaseLink]) -> None:
        """One line for each case that names the client."""
        emptied(self._column)
        for link in links:
            relation = coded("relations", link.relation)
            words = tr("In the case of {case}", case=link_words(self._desk, link))
            line = named(QWidget(), f"elsewhere.{link.case_id}", joined(words, relation, by=": "))
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            row.addWidget(IconLabel(self._look, "folder-open", size=14))
            row.addWidget(Words(self._look, joined(words, relation, by=": "), px=12, wrap=True), 1)
            go = Button(self._look, tr("Open that case"), f"elsewhere.open.{link.case_id}", kind="link")
            go.setAccessibleName(f"{tr('Open that case')}: {link_words(self._desk, link)}")
            go.clicked.connect(partial(self._go, link.case_id))
            row.addWidget(go)
            self._column.addWidget(snug(line))
        self.setVisible(bool(links))

    def _go(self, case_id: str) -> None:
        self._desk.host.open_case(case_id)
