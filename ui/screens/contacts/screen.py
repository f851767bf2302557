"""The screen with the contacts: the list by country at the left, one contact at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp import lists
from caseapp.i18n import language, ntr, tr
from caseapp.records import Contact
from caseapp.services.office import Office
from caseapp.services.records import Deleted
from ui.bus import ChangeBus
from ui.latest import Latest
from ui.screens.contacts.detail import ContactDetail
from ui.screens.contacts.listing import ContactList, ContactModel, Held, grouped
from ui.screens.host import Host
from ui.screens.record import show_history
from ui.tables.matching import Sought
from ui.tasks import Runner
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import Rule
from ui.widgets.named import named
from ui.widgets.page import PageHead
from ui.widgets.search import SearchField
from ui.widgets.segments import Choice
from ui.writer import Writer

LIST_WIDTH, LIST_NARROW = 340, 264


class ContactsScreen(QWidget):
    """List and detail. All contacts are read at once: an office has hundreds, not hundreds of thousands."""

    def __init__(
        self, office: Office, runner: Runner, bus: ChangeBus, host: Host, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._office, self._runner, self._host = office, runner, host
        self._look = host.look
        self._writer = Writer(runner, bus)
        self._held: list[Held] = []
        self._wanted = ""
        self._stale = True
        self._asked = Latest(runner, self)
        named(self, "contacts", tr("Contacts"))
        self._build()
        self._connect()
        bus.listen(self, ("contact",), self._changed)

    # What the window calls

    @Slot()
    def filter(self) -> None:
        """Ctrl+F: puts the keyboard into the search field."""
        self.search.setFocus()
        self.search.field.selectAll()

    @Slot()
    def save(self) -> None:
        """Ctrl+S: saves what is typed and says so."""
        self.detail.confirm()

    def leave(self) -> None:
        """Another screen is about to be shown."""
        self.detail.flush()

    def show_contact(self, contact_id: str) -> None:
        """Shows one contact, also when the filter would hide it."""
        self._wanted = contact_id
        self._clear()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Reads all contacts anew and keeps the selected one."""
        records = self._office.records
        self._stale = False
        self._asked.ask(lambda: [Held.of(contact) for contact in records.all(Contact)], self._show)

    @Slot()
    def new_contact(self) -> None:
        """Starts a contact; it is kept from its first field on."""
        current = self.detail.contact_id
        country = next((held.contact.country for held in self._held if held.contact.id == current), "")
        self.list.setCurrentIndex(QModelIndex())
        self.detail.show_contact(Contact(country=country, kind=self.kind.value()), new=True)
        self.right.setCurrentWidget(self.detail)
        self.detail.start("kind" if country else "")

    # Building

    def _build(self) -> None:
        look = self._look
        self.head = PageHead(look, tr("Contacts"), beside=True, name="contacts.head")
        self.new = Button(look, tr("&New contact"), "contacts.new", kind="main", icon="plus")
        self.head.add(self.new)
        self.search = SearchField(look, "contacts.search", tr("Find a contact"), keys="Ctrl+F")
        listed = lists.get("contact_kinds")
        kinds = [Choice(code, listed.label(code, language())) for code in listed.codes]
        self.kind = ChoiceField(look, kinds, "contacts.kind-filter", tr("Kind"), empty=tr("All kinds"))
        self.model = ContactModel(self)
        self.list = ContactList(look, self.model)
        self.unfound = EmptyState(
            look, "search", tr("No contact fits."), tr("Clear the filter"), name="contacts.unfound", link=True
        )
        self._left = QStackedWidget()
        self._left.addWidget(self.list)
        self._left.addWidget(self.unfound)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        for field in (self.search, self.kind):
            row = QHBoxLayout()
            row.setContentsMargins(20, 0, 20, 8)
            row.addWidget(field)
            side.addLayout(row)
        side.addWidget(self._left, 1)
        self.detail = ContactDetail(look, self._writer, self._office)
        self.nothing = EmptyState(
            look,
            "book-user",
            tr("No contacts yet. Lawyers, shelters, authorities and hotlines abroad belong here."),
            tr("New contact"),
            name="contacts.empty",
        )
        self.right = QStackedWidget()
        self.right.addWidget(self.nothing)
        self.right.addWidget(self.detail)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._side)
        below.addWidget(Rule(look, down=True))
        below.addWidget(self.right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(below, 1)

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_contact)
        self.nothing.acted.connect(self.new_contact)
        self.unfound.acted.connect(self._clear)
        self.search.searched.connect(self._narrow)
        self.search.entered.connect(self._into_list)
        self.search.down.connect(self._into_list)
        self.kind.chosen.connect(self._narrow)
        self.list.current_changed.connect(self._selected)
        self.list.opened.connect(self._edit)
        self.detail.delete_wanted.connect(self._delete)
        self.detail.past_wanted.connect(self._show_past)
        self._look.changed.connect(self._fit)
        delete = QAction(tr("Delete contact"), self.list)
        delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self._delete_current)
        self.list.addAction(delete)
        self.detail.installEventFilter(self)

    # Reading

    def _show(self, held: list[Held]) -> None:
        self._held = held
        countries = len({one.contact.country for one in held if one.contact.country})
        if held:
            many = ntr("{n} contact", "{n} contacts", len(held))
            where = ntr("in {n} country", "in {n} countries", countries)
            self.head.set_sentence(f"{many} {where}")
        else:
            self.head.set_sentence("")
        self._side.setVisible(bool(held))
        for one in held:
            self.detail.refresh(one.contact)
        self._narrow()
        if not held and not self.detail.unstored:
            self.detail.show_nothing()
            self.right.setCurrentWidget(self.nothing)

    @Slot()
    def _narrow(self) -> None:
        """Shows what fits the filter, and keeps the selected contact if it is among it."""
        sought, kind = Sought.of(self.search.text()), self.kind.value()
        shown = [one.contact for one in self._held if one.fits(sought, kind)]
        at = max(0, self.list.currentIndex().row())
        wanted = self._wanted or self.detail.contact_id or self.list.current_id()
        self.list.selectionModel().blockSignals(True)
        self.model.show_rows(grouped(shown, self._office.clock.today()))
        self.list.selectionModel().blockSignals(False)
        self._left.setCurrentWidget(self.list if shown else self.unfound)
        if not shown:
            return
        self._wanted = ""
        if not self.list.select(wanted) and not self.detail.unstored:
            self.list.select(self.model.nearest(at))
        self._selected(self.list.current_id())

    def _changed(self, _changes: object) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    # What the person does

    @Slot()
    def _clear(self) -> None:
        self.kind.set_value("")
        self.search.set_text("")
        self._narrow()

    @Slot()
    def _into_list(self) -> None:
        if self.model.rowCount():
            self.list.setFocus()

    @Slot(str)
    def _selected(self, contact_id: str) -> None:
        if contact_id and contact_id != self.detail.contact_id:
            contact = next(one.contact for one in self._held if one.contact.id == contact_id)
            self.detail.show_contact(contact)
            self.right.setCurrentWidget(self.detail)

    @Slot(str)
    def _edit(self, _contact_id: str) -> None:
        self.detail.start("name")

    @Slot()
    def _delete_current(self) -> None:
        if self.list.current_id():
            self._delete(self.list.current_id())

    @Slot(str, str)
    def _show_past(self, contact_id: str, name: str) -> None:
        host = self._host
        show_history(self._look, self._office, self._writer, host.overlay, Contact, contact_id, name)

    @Slot(str)
    def _delete(self, contact_id: str) -> None:
        self.detail.flush()
        records = self._office.records
        self._writer.write(lambda: records.delete(Contact, contact_id), self._deleted, owner=self)

    def _deleted(self, deleted: Deleted) -> None:
        records, deletion = self._office.records, deleted.deletion

        def undo() -> None:
            self._writer.write(lambda: records.restore(deletion))

        self._host.toast(tr("Contact deleted"), tr("Undo"), undo)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.detail
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self._into_list()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        narrow = self.width() < self._look.wide(900)
        self._side.setFixedWidth(
            min(self._look.wide(LIST_NARROW if narrow else LIST_WIDTH), self.width() // 2)
        )
