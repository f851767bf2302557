"""The little that a new case needs, asked in a pop-up; everything else is entered in the case itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.errors import Invalid, Problem, sentence
from caseapp.i18n import N_, tr
from caseapp.records import Case, Person
from caseapp.records.fields import Field
from caseapp.rules import dates
from caseapp.rules.names import PersonName, Variant, variants
from caseapp.services.office import Office
from caseapp.services.records import Saved
from ui.bus import ChangeBus
from ui.forms.form import RecordForm, Setting
from ui.forms.mnemonics import letters
from ui.look import Look
from ui.screens.host import Host
from ui.tasks import Runner
from ui.widgets.area import Area
from ui.widgets.buttons import Button
from ui.widgets.findings import ErrorSummary
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.writer import Writer

#: Where half-typed new cases are kept in the store.
DRAFT: Final = "new-case"
#: A draft is kept when nobody has typed for so long (milliseconds).
_DRAFT_PAUSE: Final = 1000
#: Spellings are proposed as soon as typing rests for so long (milliseconds).
_LIVE: Final = 150
_NAMES = ("family", "given", "patronymic")
_LATIN = ("latin_family", "latin_given")
_MOST_SPELLINGS = 4
#: Width of the pop-up, at 100 % text.
WIDTH: Final = 620


def new_case_fields() -> dict[str, Field]:
    """The fields of the pop-up, as their records declare them, with words that fit here."""
    person, case = Person.fields(), Case.fields()
    fields = {name: replace(person[name], group="") for name in (*_NAMES, *_LATIN)}
    fields["latin_family"] = replace(fields["latin_family"], help="")
    fields["latin_given"] = replace(
        fields["latin_given"],
        help=N_("Proposed from the original script. Correct it from the passport, letter for letter."),
    )
    fields["country"] = replace(case["country"], group="")
    fields["known_since"] = replace(
        case["known_since"],
        label=N_("First contact"),
        help=N_("As you would say it: today, yesterday, 3 March, spring 2024."),
        group="",
    )
    return fields


def spellings(name: PersonName) -> list[Variant]:
    """The spellings that passports may have printed, the rule in force first; none for an empty name.

    Passports print no patronymic here, so rules that differ in it alone are one spelling.
    """
    found: dict[tuple[str, str], Variant] = {}
    for variant in variants(name):
        if variant:
            found.setdefault((variant.family, variant.given), variant)
    return list(found.values())[:_MOST_SPELLINGS]


class NewCase(QWidget):
    """The pop-up. `opened(case id)` after the case was created; Escape keeps what was typed as a draft."""

    opened = Signal(str)

    def __init__(self, office: Office, runner: Runner, bus: ChangeBus, host: Host) -> None:
        super().__init__()
        self._office, self._runner, self._host = office, runner, host
        self._look: Look = host.look
        self._writer = Writer(runner, bus)
        self._proposed = ("", "")
        self._done = False
        named(self, "new-case", tr("New case"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_DRAFT_PAUSE)
        self._pause.timeout.connect(self.keep_draft)
        self._build()

    def start(self) -> None:
        """Puts the keyboard into the first field and brings back what was typed last time."""
        self.names.jump("family")
        self._runner.run(lambda: self._office.drafts.get(DRAFT), self._restore, owner=self)

    @Slot()
    def create_case(self) -> None:
        """Creates the case, or says beside the fields what is in the way."""
        self.names.rows["family"].set_error("")
        self.names.flush()
        self.rest.flush()
        wrong = self.names.errors() | self.rest.errors()
        person = {name: self.names.value(name) or "" for name in (*_NAMES, *_LATIN)}
        if not any(person.values()):
            wrong["family"] = tr("A name is needed: the family name or the given name is enough.")
            self.names.rows["family"].set_error(wrong["family"])
        if wrong:
            self._show_wrong(wrong)
            return
        case = {name: self.rest.value(name) for name in ("country", "known_since", "known_since_words")}
        case = {name: value for name, value in case.items() if value}
        first = dates.parse_edtf(case["known_since"]) if "known_since" in case else None
        if first is not None and first.earliest is not None and first.earliest == first.latest:
            case["last_contact"] = first.earliest
        self.button.set_busy(tr("Creating…"))
        cases = self._office.cases
        self._writer.write(lambda: cases.open_new(person, case), self._created, self._failed, owner=self)

    @Slot()
    def keep_draft(self) -> None:
        """Keeps what stands in the fields, so that an interruption loses nothing."""
        if self._done:
            return
        raws = self._raws()
        drafts = self._office.drafts
        if any(raws.values()):
            self._runner.run(lambda: drafts.put(DRAFT, raws))
        else:
            self._runner.run(lambda: drafts.drop(DRAFT))

    @Slot()
    def close_kept(self) -> None:
        """Closes the pop-up; what was typed waits for the next time."""
        self._host.overlay.close_panel()

    def hideEvent(self, event: QHideEvent) -> None:
        # However it went away, by Escape or because the window locked: nothing that was typed is lost.
        self._pause.stop()
        self.keep_draft()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._body and event.type() == QEvent.Type.LayoutRequest:
            self._whole.update()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_kept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.create_case()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        look = self._look
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 16, 24, 4)
        column.setSpacing(10)
        self.errors = ErrorSummary(look, "new-case.errors")
        self.errors.jump.connect(self._jump)
        column.addWidget(self.errors)
        fields = new_case_fields()
        setting = Setting(look, self._office.clock.today)
        first = {name: fields[name] for name in (*_NAMES, *_LATIN)}
        last = {name: fields[name] for name in ("country", "known_since")}
        held = letters(tr("&New case"), tr("&Create case"))
        self.names = RecordForm(first, {}, setting, on_change=self._changed, titles=False, reserved=held)
        held += self.names.mnemonics
        self.rest = RecordForm(last, {}, setting, on_change=self._changed, titles=False, reserved=held)
        column.addWidget(self.names)
        column.addLayout(self._make_spellings())
        column.addWidget(self.rest)
        column.addStretch(1)
        for form in (self.names, self.rest):
            form.set_pause(_LIVE)
            form.unsaved.connect(self._pause.start)
        scroll = Area("new-case.scroll")
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(body)
        body.setAutoFillBackground(False)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._make_head())
        whole.addWidget(scroll, 1)
        whole.addLayout(self._make_foot())
        self._body = body
        # What is added inside the scroll area is no news to the pop-up unless it is told.
        body.installEventFilter(self)

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 14, 12, 0)
        row.addWidget(Words(self._look, tr("New case"), "new-case.title", px=15, bold=True), 1)
        note = Words(self._look, tr("Nothing is lost if you are interrupted"), px=12, role="text2")
        row.addWidget(note)
        close = Button(self._look, tr("Close"), "new-case.close", kind="flat", icon="x", icon_only=True)
        close.clicked.connect(self.close_kept)
        row.addWidget(close)
        return row

    def _make_spellings(self) -> QHBoxLayout:
        self._others = QWidget()
        named(self._others, "new-case.spellings", tr("Other spellings"))
        self._flow = FlowLayout(self._others, gap=12, between=0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addSpacing(self._look.wide(124) + 20)
        row.addWidget(self._others, 1)
        self._others.hide()
        return row

    def _make_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 18)
        row.setSpacing(8)
        hint = tr("Enter creates the case · Esc keeps it as a draft")
        row.addWidget(Words(self._look, hint, px=12, role="text2"), 1)
        self.button = Button(self._look, tr("&Create case"), "new-case.create", kind="main")
        self.button.clicked.connect(self.create_case)
        row.addWidget(self.button)
        return row

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        layout = self._body.layout()
        assert layout is not None
        body = layout.totalHeightForWidth(self.width() if self.isVisible() else self._look.wide(WIDTH))
        hint.setHeight(max(body, self._body.sizeHint().height()) + self._look.tall(46) + self._look.tall(62))
        return hint

    # What is typed

    def _changed(self, values: dict[str, Any]) -> None:
        if not (self.names.errors() or self.rest.errors()):
            self.errors.show_errors("")
        if any(name in values for name in _NAMES):
            self._propose()
        self._pause.start()

    def _propose(self) -> None:
        """Fills the passport spelling in as long as the person has not typed another one."""
        name = PersonName(*(str(self.names.value(part) or "") for part in _NAMES))
        found = spellings(name)
        now = tuple(str(self.names.value(part) or "") for part in _LATIN)
        if now in (("", ""), self._proposed):
            self._take(found[0] if found else Variant(rule=""))
        self._offer(found)

    def _take(self, variant: Variant) -> None:
        self._proposed = (variant.family, variant.given)
        self.names.show_values(dict(zip(_LATIN, self._proposed, strict=True)))

    def _offer(self, found: list[Variant]) -> None:
        """Links with the other spellings under the field."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        others = [variant for variant in found if (variant.family, variant.given) != self._proposed]
        if others:
            lead = Words(self._look, tr("Or:"), px=12, role="text2")
            lead.setFixedHeight(self._look.tall(32))
            self._flow.addWidget(lead)
        for number, variant in enumerate(others):
            words = variant.given_first
            link = Button(self._look, words, f"new-case.spelling.{number}", kind="link")
            link.setAccessibleDescription(tr(variant.label))
            link.setToolTip(tr(variant.label))
            link.clicked.connect(lambda _=False, chosen=variant: self._choose(chosen, found))
            self._flow.addWidget(link)
        self._others.setVisible(bool(others))
        self.updateGeometry()

    def _choose(self, variant: Variant, found: list[Variant]) -> None:
        self._take(variant)
        self._offer(found)
        self.names.jump("latin_family")
        self._pause.start()

    # Drafts and answers

    def _raws(self) -> dict[str, Any]:
        rows = self.names.rows | self.rest.rows
        return {name: row.editor.raw() for name, row in rows.items() if not row.editor.empty()}

    def _restore(self, raws: Any) -> None:
        if not isinstance(raws, Mapping) or self._raws():
            return
        for form in (self.names, self.rest):
            form.restore({name: raw for name, raw in raws.items() if name in form.rows})
        self.names.jump("family")

    def _created(self, saved: Saved[Case]) -> None:
        self._done = True
        self._pause.stop()
        drafts = self._office.drafts
        self._runner.run(lambda: drafts.drop(DRAFT))
        self._host.overlay.close_panel()
        self.opened.emit(saved.record.id)

    def _failed(self, problem: Problem) -> None:
        self.button.set_busy("")
        if isinstance(problem, Invalid):
            for form in (self.names, self.rest):
                wrong = {name: text for name, text in problem.fields.items() if name in form.rows}
                form.refuse({name: form.value(name) for name in wrong}, wrong)
            self._show_wrong(problem.fields)
        else:
            self.errors.show_errors(sentence(problem))

    def _show_wrong(self, wrong: Mapping[str, str]) -> None:
        """The summary on top, with a link for each field; the keyboard goes to the first."""
        labels = {name: tr(field.label) for name, field in new_case_fields().items()}
        listed = [(name, labels.get(name, name), text) for name, text in wrong.items()]
        self.errors.show_errors(tr("The case was not created yet."), listed)
        self._jump(next(iter(wrong)))

    @Slot(str)
    def _jump(self, name: str) -> None:
        if not self.names.jump(name):
            self.rest.jump(name)
