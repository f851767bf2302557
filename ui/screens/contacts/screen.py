"""The screen with the contacts: the list by country at the left, one contact at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from caseapp.i18n import ntr, tr
from caseapp.records import Contact
from caseapp.services.office import Office
from caseapp.services.records import Deleted
from ui.bus import ChangeBus
from ui.latest import Latest
from ui.screens.contacts.detail import ContactDetail
from ui.screens.contacts.listing import ContactList, ContactModel, Held, grouped
from ui.screens.host import Host
from ui.screens.list_screen import ListScreen, Words
from ui.screens.record import show_history
from ui.tables.matching import Sought
from ui.tasks import Runner
from ui.writer import Writer


class ContactsScreen(ListScreen):
    """The contacts by country, the chosen one at the right."""

    def __init__(
        self, office: Office, runner: Runner, bus: ChangeBus, host: Host, parent: QWidget | None = None
    ) -> None:
        super().__init__(host.look, "contacts", tr("Contacts"), parent)
        self._office, self._host = office, host
        self._writer = Writer(runner, bus)
        self._held: list[Held] = []
        self._wanted = ""
        self._asked = Latest(runner, self)
        self.model = ContactModel(self)
        self.list = ContactList(host.look, self.model)
        words = Words(
            title=tr("Contacts"),
            new=tr("&New contact"),
            find=tr("Find a contact"),
            unfound=tr("No contact fits."),
            icon="book-user",
            empty=tr("No contacts yet. Lawyers, shelters, authorities and hotlines abroad belong here."),
            first=tr("New contact"),
            delete=tr("Delete contact"),
            kinds="contact_kinds",
            kind=tr("Kind"),
            every_kind=tr("All kinds"),
            clear=tr("Clear the filter"),
        )
        self.build(words, self.list, ContactDetail(host.look, self._writer, office))
        self.list.current_changed.connect(self._selected)
        self.list.opened.connect(self._edit)
        self.detail.delete_wanted.connect(self._delete)
        self.detail.past_wanted.connect(self._show_past)
        self.detail.installEventFilter(self)
        bus.listen(self, ("contact",), self.changed)

    # What the window calls

    def show_contact(self, contact_id: str) -> None:
        """Shows one contact, also when the filter would hide it."""
        self._wanted = contact_id
        self.clear()
        self.reload()

    @Slot()
    def reload(self) -> None:
        records = self._office.records
        self.stale = False
        self._asked.ask(lambda: [Held.of(contact) for contact in records.all(Contact)], self._show)

    @Slot()
    def start_new(self) -> None:
        current = self.detail.contact_id
        country = next((held.contact.country for held in self._held if held.contact.id == current), "")
        self.list.setCurrentIndex(QModelIndex())
        self.detail.show_contact(Contact(country=country, kind=self.kind.value()), new=True)
        self.show_detail()
        self.detail.start("kind" if country else "")

    # Reading

    def _show(self, held: list[Held]) -> None:
        self._held = held
        for one in held:
            self.detail.refresh(one.contact)
        many = ntr("{n} contact", "{n} contacts", len(held))
        countries = len({one.contact.country for one in held if one.contact.country})
        where = ntr("in {n} country", "in {n} countries", countries)
        self.show_held(f"{many} {where}" if held else "", bool(held))

    @Slot()
    def narrow(self) -> None:
        """Shows what fits the filter, and keeps the selected contact if it is among it."""
        sought, kind = Sought.of(self.search.text()), self.kind.value()
        shown = [one.contact for one in self._held if one.fits(sought, kind)]
        at = max(0, self.list.currentIndex().row())
        wanted = self._wanted or self.detail.contact_id or self.list.current_id()
        self.list.selectionModel().blockSignals(True)
        self.model.show_rows(grouped(shown, self._office.clock.today()))
        self.list.selectionModel().blockSignals(False)
        self.show_found(bool(shown))
        if not shown:
            return
        self._wanted = ""
        if not self.list.select(wanted) and not self.detail.unstored:
            self.list.select(self.model.nearest(at))
        self._selected(self.list.current_id())

    # What the person does

    @Slot(str)
    def _selected(self, contact_id: str) -> None:
        if contact_id and contact_id != self.detail.contact_id:
            contact = next(one.contact for one in self._held if one.contact.id == contact_id)
            self.detail.show_contact(contact)
            self.show_detail()

    @Slot(str)
    def _edit(self, _contact_id: str) -> None:
        self.detail.start("name")

    @Slot()
    def delete_current(self) -> None:
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
            self.into_list()
            return True
        return super().eventFilter(watched, event)
