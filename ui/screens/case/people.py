"""The people around the client: the household as a picture or a list, the form of the one chosen below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from caseapp.i18n import N_, tr
from caseapp.records import ContactPoint, Person, Tie
from caseapp.rules.kinship import Kin
from caseapp.services.cases import CaseSummary
from caseapp.services.household import kin_of, told
from caseapp.services.linked_cases import Linked
from ui.latest import Latest
from ui.screens.case.desk import Column, Desk, Section, take_back
from ui.screens.case.householdpanel import HouseholdPanel
from ui.screens.case.kinfolk import family_of, role_of, shown_name, signs_of
from ui.screens.case.owncase import OwnCase
from ui.screens.case.personparts import OF_PERSON, PersonParts
from ui.screens.case.reaching import Reaching, StruckNumbers
from ui.screens.case.recordform import RecordPanel
from ui.screens.case.splitting import KeptSplitter
from ui.screens.case.subrecords import SubRecords
from ui.screens.case.ties import Ties
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Rule
from ui.widgets.rail import Mark

#: With less room than this the form stands below the list.
BESIDE = 640


class People(Section):
    """Everybody of the case. The client stands in the picture; their own record is kept under Identity."""

    NAME = "case.people"
    SAYS = N_("People")
    BEGINS = N_("Add a person")

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, case_id)
        self._people: list[Person] = []
        self._summary: CaseSummary | None = None
        self._kin = Kin((), (), None)
        self._linked = Linked({})
        self._adding = False
        self._current = ""
        self._asked = Latest(desk.runner, self)
        self.household = HouseholdPanel(desk)
        self.table = self.household.table
        self.panel = RecordPanel(
            desk, "person", deletes=tr("Delete"), first_title=False, reserved=desk.reserved
        )
        self.struck = StruckNumbers(self.look, "people.struck")
        self.ties = Ties(desk, case_id)
        self.own = OwnCase(desk, case_id)
        #: Small records of the person shown, each list below the form.
        self.parts: list[SubRecords] = [Reaching(desk, case_id)]
        self.named = PersonParts(desk, case_id)
        self._build()
        self.household.chosen.connect(self._chosen)
        self.household.opened.connect(self._enter)
        self.household.add.clicked.connect(self._add)
        self.household.switched.connect(self._arrange)
        self.panel.stored.connect(self._stored)
        self.panel.delete_wanted.connect(self._delete)
        self._empty.acted.connect(self._add)
        desk.host.privacy.changed.connect(self._fill)

    # What the page calls

    def show_summary(self, summary: CaseSummary) -> None:
        client = summary.client.id if summary.client is not None else ""
        self._summary, self._kin = summary, kin_of(summary)
        self._people = [one for one in summary.persons if one.id != client]
        shown = self.panel.keeper
        is_new = shown is not None and not any(one.id == shown.record_id for one in self._people)
        if not (is_new and self._adding) and summary.person(self._current) is None:
            self._current = self._people[0].id if self._people else ""
        self._fill()
        linked, case_id = self.desk.office.linked, self.case_id
        self._asked.ask(lambda: linked.of(case_id), self._links_known)

    def flush(self) -> None:
        self.panel.flush()
        self.ties.flush()
        for part in self.parts:
            part.flush()
        self.named.flush()

    def confirm(self) -> None:
        self.panel.confirm()
        self.ties.confirm()
        for part in self.parts:
            part.confirm()
        self.named.flush()

    def start(self) -> None:
        if self._stack.currentWidget() is self._empty:
            self._empty.button.setFocus()
        else:
            self.household.start()

    def begin(self) -> None:
        self._add()

    def jump(self, kind: str, record_id: str, field: str) -> bool:
        if kind == Person.KIND:
            return self.household.select(record_id) and self.panel.jump(record_id, field)
        owner = self._owner_of(kind, record_id)
        if not owner or not self.household.select(owner):
            return False
        if kind == Tie.KIND:
            return self.ties.jump(record_id)
        if self.named.jump(kind, record_id, field):
            return True
        return any(part.jump(record_id, field) for part in self.parts)

    @classmethod
    def mark(cls, summary: CaseSummary) -> Mark:
        count = len(summary.persons) - (summary.client is not None)
        return Mark(count or None)

    # Building

    def _build(self) -> None:
        self._empty = EmptyState(
            self.look,
            "users",
            tr("Family, colleagues and others who matter in this case stand here."),
            tr("Add a person"),
            name="people.empty",
        )
        self._form = Column(self.look, "people.scroll")
        column = self._form.column
        column.addWidget(self.panel)
        column.addWidget(self.struck)
        for part in (self.ties, *self.parts, self.own):
            column.addSpacing(8)
            column.addWidget(Rule(self.look))
            column.addWidget(part)
        column.insertWidget(column.indexOf(self.ties) - 2, self.named)
        self.splitter = KeptSplitter(self.desk, "people.splitter")
        self.splitter.addWidget(self.household)
        self.splitter.addWidget(self._form)
        self.splitter.setStretchFactor(1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.splitter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._placed: tuple[bool, bool] | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        """The list stands beside the form where there is room for both, the picture always above it."""
        picture = self.household.as_picture
        beside = not picture and self.width() >= self.look.wide(BESIDE)
        if self._placed == (picture, beside):
            return
        self._placed = (picture, beside)
        self.splitter.setObjectName("people.picture" if picture else "people.splitter")
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        self.splitter.setOrientation(wanted)
        self._share()
        self.splitter.bring_back()

    def _share(self) -> None:
        """How picture or list and form share the room until somebody moves the handle."""
        whole = max(self.height(), 2)
        if self.household.as_picture:
            first = min(self.household.wanted_height(), whole * 11 // 20)
            self.splitter.setSizes([first, whole - first])
        elif self.splitter.orientation() == Qt.Orientation.Horizontal:
            self.splitter.setSizes([self.look.wide(320), self.look.wide(600)])
        else:
            self.splitter.setSizes([whole * 2 // 5, whole * 3 // 5])

    # Showing

    @Slot()
    def _fill(self) -> None:
        summary = self._summary
        if summary is None:
            return
        hidden = self.desk.host.privacy.hidden
        names = {one.id: shown_name(one, self._kin, hidden) for one in summary.persons}
        wrong = [told(each, names) for each in self._kin.contradictions()]
        signs = signs_of(summary, self.desk.office.clock.today())
        family = family_of(summary, self._kin, hidden, signs)
        self.household.show_people(family, self._people, self._kin, hidden, wrong)
        begins = bool(self._people) and not self.household.known
        if begins:
            self.household.known = True
            self._share()
            self.splitter.bring_back()
        self._stack.setCurrentWidget(self.splitter if self._people or self._adding else self._empty)
        client = summary.client.id if summary.client is not None else ""
        if begins and not self._adding:
            self._current = self.household.first_beside(client)
        if not self._adding:
            self.household.select(self._current)
        if begins:
            self.household.view.begin_with(client)
        self._show_person()

    def _show_person(self) -> None:
        """The form and all that belongs to the person who is current."""
        summary, hidden = self._summary, self.desk.host.privacy.hidden
        if summary is None or self._adding:
            return
        person = summary.person(self._current)
        client = self._is_client(self._current)
        self.panel.setVisible(person is not None)
        if person is not None and client:
            self.panel.close_record()
            self.panel.delete.hide()
            self.panel.set_title(
                shown_name(person, self._kin, hidden), tr("The client's own record stands under Identity.")
            )
        elif person is not None:
            self.panel.show_record(person)
            self.panel.set_title(
                shown_name(person, self._kin, hidden), "" if hidden else role_of(person, self._kin)
            )
        else:
            self.panel.close_record()
        self._show_parts(summary, person, client, hidden)

    def _show_parts(self, summary: CaseSummary, person: Person | None, client: bool, hidden: bool) -> None:
        self.ties.show_person(person, summary, self._kin, hidden)
        self.own.show_person(None if client else person, self._linked)
        if person is not None and not client:
            self.named.show_person(person, summary)
        else:
            self.named.show_nobody()
        owner = person.id if person is not None and not client else ""
        if owner and person is not None:
            self.struck.show_person(person, summary.contact_points)
        else:
            self.struck.hide()
        reaching = self.parts[0]
        if isinstance(reaching, Reaching):
            reaching.show_person(owner, summary.contact_points)

    def _links_known(self, linked: Linked) -> None:
        self._linked = linked
        self.household.elsewhere.show_links(linked.elsewhere)
        if self._summary is not None and not self._adding:
            person = self._summary.person(self._current)
            self.own.show_person(None if self._is_client(self._current) else person, linked)

    def _is_client(self, record_id: str) -> bool:
        client = self._summary.client if self._summary is not None else None
        return client is not None and client.id == record_id

    def _owner_of(self, kind: str, record_id: str) -> str:
        if self._summary is None:
            return ""
        lists: dict[str, Sequence[Any]] = {
            Tie.KIND: self._summary.ties,
            ContactPoint.KIND: self._summary.contact_points,
            **dict.fromkeys(OF_PERSON, self._summary.of_persons()),
        }
        return next((one.person_id for one in lists.get(kind, ()) if one.id == record_id), "")

    # What the person does

    @Slot(str)
    def _chosen(self, record_id: str) -> None:
        if record_id == self._current and not self._adding:
            return
        self.flush()
        self._adding = False
        self._current = record_id
        self._show_person()

    @Slot(str)
    def _enter(self, record_id: str) -> None:
        """Enter or a double click: the keyboard goes into the form."""
        self._chosen(record_id)
        if self._is_client(record_id):
            self.go.emit("identity")
        elif self.panel.keeper is not None:
            self.panel.keeper.form.jump("relation")

    @Slot()
    def _add(self) -> None:
        self.flush()
        self.panel.close_record()
        self._adding, self._current = True, ""
        self.household.select("")
        self.panel.show()
        self.panel.set_title(tr("New person"), tr("Saved with the first field you fill in."))
        self.panel.show_record(Person(case_id=self.case_id), new=True, place=f"new/person/{self.case_id}")
        if self._summary is not None:
            self._show_parts(self._summary, None, False, False)
        self._stack.setCurrentWidget(self.splitter)
        if self.panel.keeper is not None:
            self.panel.keeper.form.jump("family")

    @Slot(object)
    def _stored(self, record: Any) -> None:
        self.panel.set_title(shown_name(record, self._kin, self.desk.host.privacy.hidden))
        self.panel.delete.show()
        if self._adding:
            self._adding = False
            self._current = record.id
            self.household.select(record.id)
            self._fill()

    @Slot()
    def _delete(self) -> None:
        if self.panel.keeper is None:
            return
        record_id, desk = self.panel.keeper.record_id, self.desk
        self.panel.close_record()
        self.panel.set_title("")
        desk.writer.write(
            lambda: desk.office.records.delete(Person, record_id),
            lambda deleted: take_back(desk, deleted, tr("Person deleted")),
        )
