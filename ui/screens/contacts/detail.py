"""One contact: whether it is vetted and safe to write to, and the form with everything known."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records import Contact
from caseapp.services.office import Office
from ui.days import ago, dated
from ui.forms.form import Setting
from ui.forms.keeper import RecordKeeper, SaveNote
from ui.forms.mnemonics import letters
from ui.look import Look
from ui.screens.contacts.listing import STALE_DAYS, country_word
from ui.widgets.buttons import Button
from ui.widgets.findings import Well
from ui.widgets.labels import ElidedLabel, Noted
from ui.widgets.named import named
from ui.widgets.pane import ScrollColumn
from ui.words import coded
from ui.writer import Writer


def trust(contact: Contact, today: date) -> tuple[str, str, str]:
    """Icon, colour role and words for how far a contact was vetted."""
    if contact.vetted_on is None:
        return "circle-alert", "high", tr("Not vetted yet")
    days = (today - contact.vetted_on).days
    if days > STALE_DAYS:
        return "circle-alert", "high", tr("Vetted {when}: look again", when=ago(days))
    day = dated(contact.vetted_on)
    if contact.vetted_by:
        return "shield-check", "ok", tr("Vetted {day} by {name}", day=day, name=contact.vetted_by)
    return "shield-check", "ok", tr("Vetted {day}", day=day)


class ContactDetail(QWidget):
    """Shows and keeps one contact. `stored(contact)` after each save, `delete_wanted(id)` from its menu, and
    `past_wanted(id, name)`.
    """

    stored = Signal(object)
    delete_wanted = Signal(str)
    past_wanted = Signal(str, str)

    def __init__(self, look: Look, writer: Writer, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._writer, self._office = look, writer, office
        self._keeper: RecordKeeper | None = None
        self._unstored = False
        named(self, "contacts.detail", tr("Contact"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        self._page: ScrollColumn | None = None
        self._column = column

    @property
    def contact_id(self) -> str:
        """The contact that is shown, "" for none."""
        return self._keeper.record_id if self._keeper is not None else ""

    @property
    def unstored(self) -> bool:
        """Whether the contact that is shown is not in the store yet."""
        return self._unstored

    def show_nothing(self) -> None:
        """Lets go of the contact that was shown."""
        self._unstored = False
        self._drop()

    def show_contact(self, contact: Contact, *, new: bool = False) -> None:
        """Shows another contact; what was typed for the one before is saved first."""
        self.flush()
        self._drop()
        self._unstored = new
        page = ScrollColumn(self._look, "contacts.page", width=600)
        self._safe = Well(self._look, "phone", "", "contacts.safe", icon_role="ok")
        page.column.addWidget(self._safe)
        setting = Setting(self._look, self._office.clock.today)
        keeper = RecordKeeper(
            self._writer,
            self._office,
            contact,
            setting,
            new=new,
            parent=self,
            reserved=letters(tr("&New contact")),
        )
        keeper.stored.connect(self._stored)
        keeper.show_note(self._note)
        page.column.addWidget(keeper.form)
        self._column.addWidget(page, 1)
        self._page, self._keeper = page, keeper
        self._tell(contact)
        if not new:
            keeper.load_draft()
        self._more.setVisible(not new)

    def refresh(self, contact: Contact) -> None:
        """Takes over what changed elsewhere."""
        if self._keeper is not None and contact.id == self._keeper.record_id:
            self._keeper.refresh(contact)
            self._tell(contact)

    def flush(self) -> None:
        """Saves what is typed."""
        if self._keeper is not None:
            self._keeper.form.flush()

    def confirm(self) -> None:
        """Ctrl+S: saves at once and says so."""
        if self._keeper is not None:
            self._keeper.confirm()

    def start(self, field: str = "") -> None:
        """Puts the keyboard into a field of the form, the first one by default."""
        if self._keeper is None:
            return
        first = self._keeper.form.first()
        if field:
            self._keeper.form.jump(field)
        elif first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_head(self) -> QVBoxLayout:
        look = self._look
        self._name = ElidedLabel(look, "", "contacts.name", px=20, bold=True)
        self._kind = ElidedLabel(look, "", "contacts.kind", role="text2")
        self._trust = Noted(look, "circle-alert", "", "contacts.trust", px=13)
        self._note = SaveNote(look, "contacts.saved")
        self._more = Button(look, tr("More"), "contacts.more", icon="ellipsis", icon_only=True)
        self._more.clicked.connect(self._show_menu)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._name, 1)
        top.addWidget(self._note)
        top.addWidget(self._more)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(4)
        head.addLayout(top)
        head.addWidget(self._kind)
        head.addSpacing(2)
        head.addWidget(self._trust)
        return head

    def _tell(self, contact: Contact) -> None:
        self._name.setText(contact.name or tr("New contact"))
        kind = coded("contact_kinds", contact.kind)
        place = country_word(contact.country) if contact.country else ""
        self._kind.setText(" · ".join(filter(None, (kind, place, contact.unit))))
        self._trust.set_state(*trust(contact, self._office.clock.today()))
        if contact.safety:
            self._safe.set_state("phone", "ok", contact.safety)
        else:
            self._safe.set_state(
                "circle-alert",
                "high",
                tr("Nothing is noted about safety yet. Find out before the first letter goes out."),
            )

    @Slot(object)
    def _stored(self, contact: Contact) -> None:
        self._unstored = False
        self._more.show()
        self._tell(contact)
        self.stored.emit(contact)

    def _drop(self) -> None:
        self._note.say_nothing()
        if self._keeper is not None:
            self._keeper.deleteLater()
            self._keeper = None
        if self._page is not None:
            self._column.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
            self._page = None

    @Slot()
    def _show_menu(self) -> None:
        menu = named(QMenu(self), "contacts.menu", tr("Contact"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("&History of this record"), self._past)
        menu.addAction(tr("&Delete contact"), self._delete)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    @Slot()
    def _delete(self) -> None:
        self.delete_wanted.emit(self.contact_id)

    @Slot()
    def _past(self) -> None:
        self.flush()
        self.past_wanted.emit(self.contact_id, self._name.text())
