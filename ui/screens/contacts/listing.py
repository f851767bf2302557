"""The list of contacts, grouped by country: headings with counts, two-line rows below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from caseapp.i18n import language, tr
from caseapp.lists import countries
from caseapp.records import Contact
from ui.look import Look, advance, elided, placed
from ui.tables.matching import Findable, Sought
from ui.widgets.named import named
from ui.widgets.paint import box, hairline
from ui.words import coded

Index = QModelIndex | QPersistentModelIndex
LINE: Final = Qt.ItemDataRole.UserRole
_MARGIN: Final = 20
#: After so many days a contact is worth another look.
STALE_DAYS: Final = 365


@dataclass(frozen=True)
class Heading:
    """A country and the number of its contacts."""

    text: str
    count: int


@dataclass(frozen=True)
class Line:
    """A contact as the list shows it."""

    id: str
    name: str
    kind: str
    vetted: bool

    @property
    def second(self) -> str:
        return self.kind or tr("Kind not chosen yet")


def country_word(code: str) -> str:
    """The country's name, or words for none."""
    return countries.name(code, language()) if code else tr("No country yet")


@dataclass(frozen=True)
class Held:
    """A contact and what the list finds it by."""

    contact: Contact
    found_by: Findable

    @classmethod
    def of(cls, contact: Contact) -> Held:
        """Reads a contact."""
        names = (contact.name, contact.person)
        who = (contact.unit, coded("contact_kinds", contact.kind), country_word(contact.country))
        return cls(contact, Findable.of(names, (*who, contact.address, contact.mail, contact.phone)))

    def fits(self, sought: Sought, kind: str) -> bool:
        """Whether it is of the kind ("": any) and holds every typed word."""
        return (not kind or self.contact.kind == kind) and self.found_by.fits(sought)


def grouped(contacts: Iterable[Contact], today: date) -> list[Heading | Line]:
    """Headings and rows in the order in which they are shown: countries and names by the alphabet."""
    places: dict[str, list[Contact]] = {}
    for contact in contacts:
        places.setdefault(contact.country, []).append(contact)
    rows: list[Heading | Line] = []
    for code in sorted(places, key=lambda code: (not code, country_word(code).casefold())):
        inside = sorted(places[code], key=lambda c: (c.name.casefold(), c.id))
        rows.append(Heading(country_word(code), len(inside)))
        for contact in inside:
            name = contact.name or tr("No name yet")
            vetted = contact.vetted_on is not None and (today - contact.vetted_on).days <= STALE_DAYS
            rows.append(Line(contact.id, name, coded("contact_kinds", contact.kind), vetted))
    return rows


class ContactModel(QAbstractListModel):
    """Is handed headings and rows; headings can't be selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Heading | Line] = []

    def show_rows(self, rows: Sequence[Heading | Line]) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def place(self, contact_id: str) -> int:
        """Number of the row of a contact, -1 when it is not shown."""
        return next(
            (n for n, row in enumerate(self._rows) if isinstance(row, Line) and row.id == contact_id), -1
        )

    def id_at(self, number: int) -> str:
        """The contact's id, "" for a heading and outside the list."""
        row = self._rows[number] if 0 <= number < len(self._rows) else None
        return row.id if isinstance(row, Line) else ""

    def nearest(self, number: int) -> str:
        """The id of the first contact from this row on, else of the last before it; "" for an empty list."""
        lines = [(n, row.id) for n, row in enumerate(self._rows) if isinstance(row, Line)]
        return next((contact for n, contact in lines if n >= number), lines[-1][1] if lines else "")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.id_at(index.row()):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None
        if row is None:
            return None
        if role == LINE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, Heading):
                return f"{row.text}, {row.count}"
            state = tr("vetted") if row.vetted else tr("not vetted")
            return f"{row.name}, {row.second}, {state}"
        return None


class ContactList(QListView):
    """`current_changed(id)`: another contact is current, "" for none; `opened(id)`: Enter."""

    current_changed = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look, model: ContactModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._rows = look, model
        named(self, "contacts.list", tr("Contacts by country"))
        self.setModel(model)
        self.setItemDelegate(_Painter(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._moved)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def current_id(self) -> str:
        """The id of the current contact, "" for none."""
        return self._rows.id_at(self.currentIndex().row())

    def select(self, contact_id: str) -> bool:
        """Makes a contact current and visible; False when it is not in the list."""
        at = self._rows.place(contact_id)
        if at >= 0:
            self.setCurrentIndex(self._rows.index(at, 0))
        return at >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_id():
                self.opened.emit(self.current_id())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if not self._rows.id_at(index.row()):
            return
        row = self.visualRect(index)
        painter = QPainter(self.viewport())
        edge = placed(self.viewport(), QRect(0, row.top(), 3, row.height() - 1))
        painter.fillRect(edge, self._look.color("accent"))
        if self.hasFocus():
            box(painter, row.adjusted(0, 0, 0, -1), None, self._look.color("focus"), radius=0, width=2)
        painter.end()

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        self.current_changed.emit(self._rows.id_at(current.row()))


class _Painter(QStyledItemDelegate):
    """Paints headings quietly on the page and contacts as two lines with a mark for vetted ones."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = isinstance(index.data(LINE), Heading)
        return QSize(100, self._look.tall(34) if heading else self._look.tall(48, 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(LINE)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if isinstance(row, Heading):
            self._heading(painter, rect, row)
        elif isinstance(row, Line):
            self._line(painter, rect, row, state)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, row: Heading) -> None:
        look = self._look
        painter.fillRect(rect, look.color("canvas"))
        hairline(painter, rect.left(), rect.bottom(), rect.width(), look.color("line"))
        inner = rect.adjusted(_MARGIN, 6, -_MARGIN, 0)
        painter.setPen(look.color("text2"))
        painter.setFont(look.font(12))
        width = advance(str(row.count), look.font(12))
        painter.drawText(
            inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, str(row.count)
        )
        painter.setFont(look.bold(12))
        words = elided(row.text, look.bold(12), inner.width() - width - 8)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, words)

    def _line(self, painter: QPainter, rect: QRect, row: Line, state: QStyle.StateFlag) -> None:
        look = self._look
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, look.color("select" if selected else "hover" if hovered else "surface"))
        hairline(painter, rect.left(), rect.bottom(), rect.width(), look.color("line"))
        size = look.icon_size(14)
        room = rect.width() - 2 * _MARGIN - size - 8
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        one, other = look.tall(19), look.tall(18)
        top = rect.top() + (rect.height() - one - other) // 2
        painter.setFont(look.bold())
        painter.setPen(look.color("text"))
        painter.drawText(
            QRect(rect.left() + _MARGIN, top, room, one), side, elided(row.name, look.bold(), room)
        )
        painter.setFont(look.font(12))
        painter.setPen(look.color("text2"))
        painter.drawText(
            QRect(rect.left() + _MARGIN, top + one, room, other),
            side,
            elided(row.second, look.font(12), room),
        )
        if row.vetted:
            spot = QRect(rect.right() - _MARGIN - size, rect.top() + (rect.height() - size) // 2, size, size)
            look.draw_icon(painter, "shield-check", "ok", spot.x(), spot.y(), size)
