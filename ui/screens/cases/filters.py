"""The filters above the list of cases: chips, and a second row for country, profile, passport and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp import lists
from caseapp.i18n import language, ntr, tr
from caseapp.rules.passports import STEPS
from caseapp.services.cases import CaseFilter
from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.chips import FilterChip
from ui.widgets.fields import ChoiceField
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import FieldLabel
from ui.widgets.segments import Choice
from ui.widgets.shapes import level
from ui.widgets.switching import show_switched

DEADLINE_DAYS = 14
SILENT_DAYS = 30
#: The time in months that a new passport can take.
PASSPORT_MONTHS = 6


def dangerous() -> tuple[str, ...]:
    """The codes of the levels that the chip "High or critical" lets through."""
    return tuple(code for code in lists.get("risk").codes if level(code) in ("crit", "high"))


class FilterBar(QWidget):
    """Tells by `changed` that the person wants other cases; `wanted()` says which."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._chips: dict[str, FilterChip] = {}
        self._more_width = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._make_chips())
        self._more_row = self._make_more_row()
        column.addWidget(self._more_row)
        self._more_row.hide()
        look.changed.connect(self._grown)

    def wanted(self) -> CaseFilter:
        """The filter as it stands, without the typed text."""
        status = self.status.value() or ("open" if self._on("open") else "all")
        return CaseFilter(
            status=status,
            mine=self._on("mine"),
            risk=dangerous() if self._on("risk") else (),
            country=self.country.value(),
            deadline_within=DEADLINE_DAYS if self._on("deadline") else None,
            no_contact_for=SILENT_DAYS if self._on("silent") else None,
            passport_within=int(self.passport.value()) if self.passport.value() else None,
            profile=self.profile.value(),
        )

    def show_filter(self, wanted: CaseFilter) -> None:
        """Sets every control as the filter says, without sending `changed`."""
        on = {
            "open": wanted.status == "open",
            "mine": wanted.mine,
            "risk": bool(wanted.risk),
            "deadline": wanted.deadline_within is not None,
            "silent": wanted.no_contact_for is not None,
            "passport": wanted.passport_within == PASSPORT_MONTHS,
        }
        for code, chip in self._chips.items():
            show_switched(chip, on[code])
        self.status.set_value(wanted.status if wanted.status not in ("open", "all") else "")
        self.country.set_value(wanted.country)
        self.profile.set_value(wanted.profile)
        self.passport.set_value("" if wanted.passport_within is None else str(wanted.passport_within))
        if self._in_more():
            self._show_more(True)

    def questions(self) -> dict[str, CaseFilter]:
        """For each chip the filter whose cases it counts: that chip alone, within open or all cases."""
        base = CaseFilter(status="open" if self._on("open") else "all")
        return {
            "open": CaseFilter(status="open"),
            "mine": replace(base, mine=True),
            "risk": replace(base, risk=dangerous()),
            "deadline": replace(base, deadline_within=DEADLINE_DAYS),
            "silent": replace(base, no_contact_for=SILENT_DAYS),
            "passport": replace(base, passport_within=PASSPORT_MONTHS),
        }

    def show_counts(self, counts: dict[str, int]) -> None:
        for code, count in counts.items():
            self._chips[code].set_count(count)
        self._fit()

    def offer_countries(self, choices: Sequence[Choice]) -> None:
        """The host countries that occur, for the second row."""
        self.country.set_choices(choices)

    def names(self) -> str:
        """The filters that are on, as the empty list names them."""
        on = [chip.text() for code, chip in self._chips.items() if chip.isChecked() and code != "open"]
        on += [field.currentText() for field in self._in_more()]
        return ", ".join(on)

    def _in_more(self) -> list[ChoiceField]:
        """The fields of the second row that narrow the list, without what a chip says already."""
        told = self._on("passport")
        fields = (self.country, self.profile, self.passport, self.status)
        return [field for field in fields if field.value() and not (told and field is self.passport)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _grown(self) -> None:
        self._more_width = 0
        self.more.set_icon_only(False)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """The words of "More filters" stay as long as all of them fit into one line."""
        chips = sum(chip.sizeHint().width() + 8 for chip in self._chips.values())
        if not self._more_width:
            self._more_width = self.more.sizeHint().width()
        self.more.set_icon_only(self.width() < chips + self._more_width)

    def _on(self, code: str) -> bool:
        return self._chips[code].isChecked()

    def _make_chips(self) -> QHBoxLayout:
        words = {
            "open": tr("Open"),
            "mine": tr("Mine"),
            "risk": tr("High or critical"),
            "deadline": tr("Deadline in {n} days", n=DEADLINE_DAYS),
            "silent": tr("No contact for {n} days", n=SILENT_DAYS),
            "passport": tr("Passport ends soon"),
        }
        flow = FlowLayout()
        for code, word in words.items():
            chip = FilterChip(self._look, word, f"cases.filter.{code}")
            chip.setChecked(code == "open")
            chip.toggled.connect(
                {"open": self._open_switched, "passport": self._passport_switched}.get(code, self._tell)
            )
            self._chips[code] = chip
            flow.addWidget(chip)
        self.more = Button(
            self._look, tr("More filters"), "cases.filter.more", kind="flat", icon="list-filter"
        )
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_more)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(flow, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _make_more_row(self) -> QWidget:
        row = QWidget(self)
        line = FlowLayout(row, gap=20)
        profiles = lists.get("target_profiles")
        offered = [Choice(code, profiles.label(code, language())) for code in profiles.codes]
        months = [Choice(str(n), ntr("Ends within {n} month", "Ends within {n} months", n)) for n, _ in STEPS]
        self.profile = ChoiceField(
            self._look, offered, "cases.filter.profile", tr("Profile"), empty=tr("Any profile")
        )
        self.passport = ChoiceField(
            self._look, months, "cases.filter.ending", tr("Passport"), empty=tr("Any passport")
        )
        listed = lists.get("case_status")
        statuses = [Choice(code, listed.label(code, language())) for code in listed.codes]
        self.country = ChoiceField(
            self._look, [], "cases.filter.country", tr("Host country"), empty=tr("All countries")
        )
        self.status = ChoiceField(
            self._look, statuses, "cases.filter.status", tr("Status"), empty=tr("Any status")
        )
        for label, field in (
            (tr("Host c&ountry"), self.country),
            (tr("Pro&file"), self.profile),
            (tr("Pass&port"), self.passport),
            (tr("Stat&us"), self.status),
        ):
            pair = QWidget()
            beside = QHBoxLayout(pair)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(12)
            beside.addWidget(FieldLabel(self._look, label, field))
            beside.addWidget(field)
            line.addWidget(pair)
        self.country.chosen.connect(self._tell)
        self.profile.chosen.connect(self._tell)
        self.passport.chosen.connect(self._passport_chosen)
        self.status.chosen.connect(self._status_chosen)
        return row

    @Slot(bool)
    def _show_more(self, on: bool) -> None:
        show_switched(self.more, on)
        self._more_row.setVisible(on)
        gone = [] if on else self._in_more()
        for field in gone:
            field.set_value("")
        if gone:
            self.changed.emit()

    @Slot()
    def _open_switched(self) -> None:
        self.status.set_value("")
        self.changed.emit()

    @Slot()
    def _passport_switched(self) -> None:
        self.passport.set_value(str(PASSPORT_MONTHS) if self._on("passport") else "")
        self.changed.emit()

    @Slot()
    def _passport_chosen(self) -> None:
        show_switched(self._chips["passport"], self.passport.value() == str(PASSPORT_MONTHS))
        self.changed.emit()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()

    @Slot()
    def _status_chosen(self) -> None:
        show_switched(self._chips["open"], not self.status.value())
        self.changed.emit()
