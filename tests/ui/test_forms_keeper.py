"""Keeping what is typed: written to an encrypted store field by field, drafts for the rest, how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseapp.errors import Problem
from caseapp.records import Case, Contact, Incident, Record
from caseapp.services.office import Office
from tests import stores
from tests.fakes import FixedClock
from tests.ui.forms_stage import keys
from ui.bus import ChangeBus
from ui.forms import RecordKeeper, SaveNote, Setting
from ui.look import Look
from ui.tasks import InlineRunner, Runner
from ui.writer import Writer

Show = Callable[..., QWidget]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


@pytest.fixture
def bus(look: Look) -> ChangeBus:
    return ChangeBus()


class Desk:
    """A form of one record on a page, over a real store."""

    def __init__(
        self, office: Office, bus: ChangeBus, look: Look, show: Show, record: Record, **more: Any
    ) -> None:
        self.office = office
        self.problems: list[Problem] = []
        self.changes: list[frozenset[tuple[str, str]]] = []
        bus.listen(bus, (), self.changes.append)
        runner = InlineRunner(on_problem=self.problems.append)
        setting = Setting(look, lambda: date(2026, 3, 16))
        self.keeper = RecordKeeper(Writer(runner, bus), office, record, setting, **more)
        self.keeper.failed.connect(self.problems.append)
        self.note = SaveNote(look)
        self.keeper.show_note(self.note)
        self.keeper.load_draft()
        self.elsewhere = QWidget()
        self.elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.page = show(self.note, self.keeper.form, self.elsewhere, width=760)

    def type(self, name: str, text: str) -> None:
        control: Any = self.page.findChild(QWidget, f"field.{name}")
        self.keeper.form.jump(name)
        control.selectAll()
        keys(control, text)
        self.elsewhere.setFocus()


@pytest.fixture
def desk(office: Office, bus: ChangeBus, look: Look, show: Show) -> Callable[..., Desk]:
    def make(record: Record, **more: Any) -> Desk:
        return Desk(office, bus, look, show, record, **more)

    return make


@pytest.fixture
def contact(office: Office) -> Contact:
    return office.records.add(Contact(country="GE", name="Example Shelter")).record


def test_a_field_that_is_left_stands_in_the_store_and_everybody_is_told(
    desk: Callable[..., Desk], office: Office, contact: Contact
) -> None:
    one = desk(contact)
    one.type("phone", "+995 32 000")
    assert office.records.get(Contact, contact.id).phone == "+995 32 000"
    assert one.changes == [frozenset({("contact", contact.id)})]
    assert one.note.accessibleName() == "Saved 09:30"


def test_what_does_not_fit_is_kept_as_a_draft_that_survives_the_form(
    desk: Callable[..., Desk], office: Office, contact: Contact
) -> None:
    one = desk(contact)
    one.type("mail", "nowhere")
    assert office.records.get(Contact, contact.id).mail == ""
    assert one.keeper.form.errors() == {"mail": "An e-mail address looks like name@example.org."}
    assert one.note.accessibleName() == "1 field is not saved yet"
    again = desk(office.records.get(Contact, contact.id))
    assert again.keeper.form.rows["mail"].editor.raw() == "nowhere"
    again.type("mail", "desk@example.org")
    assert office.records.get(Contact, contact.id).mail == "desk@example.org"
    assert office.drafts.get(f"contact/{contact.id}") is None
    assert again.note.accessibleName() == "Saved 09:30"


def test_the_note_leads_to_the_field_that_is_not_saved(desk: Callable[..., Desk], contact: Contact) -> None:
    one = desk(contact)
    one.type("mail", "nowhere")
    link = one.page.findChild(QWidget, "saved.jump")
    assert link is not None
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert one.page.focusWidget() is one.page.findChild(QWidget, "field.mail")


def test_a_new_record_is_added_with_its_first_field(desk: Callable[..., Desk], office: Office) -> None:
    case = office.cases.open_new({"family": "Примеров"}, {}).record
    one = desk(Incident(case_id=case.id), new=True, place=f"new/incident/{case.id}")
    assert office.records.of_case(Incident, case.id) == []
    one.type("title", "Followed from the metro")
    one.type("happened", "yesterday")
    kept = office.records.of_case(Incident, case.id)
    assert [(k.title, k.happened, k.happened_words) for k in kept] == [
        ("Followed from the metro", "2026-03-15", "yesterday")
    ]
    assert one.keeper.record_id == kept[0].id
    assert (kept[0].happened_from, kept[0].happened_to) == (date(2026, 3, 15), date(2026, 3, 15))


def test_what_the_store_made_of_a_text_is_shown(
    desk: Callable[..., Desk], office: Office, contact: Contact
) -> None:
    one = desk(contact)
    one.type("unit", "  Second   floor ")
    assert office.records.get(Contact, contact.id).unit == "Second floor"
    assert one.keeper.form.rows["unit"].editor.raw() == "Second floor"


def test_a_record_that_is_gone_is_told_and_the_text_kept(
    desk: Callable[..., Desk], office: Office, contact: Contact
) -> None:
    one = desk(contact)
    office.records.delete(Contact, contact.id)
    one.type("phone", "+995 1")
    assert [problem.code for problem in one.problems] == ["not-found"]
    assert office.drafts.get(f"contact/{contact.id}") == {"phone": "+995 1"}


def test_ctrl_s_with_nothing_to_save_just_confirms(desk: Callable[..., Desk], contact: Contact) -> None:
    one = desk(contact)
    assert one.note.accessibleName() == ""
    one.keeper.confirm()
    assert one.note.accessibleName() == "Saved 09:30"


def test_news_of_the_record_reach_the_form(
    desk: Callable[..., Desk], office: Office, contact: Contact
) -> None:
    one = desk(contact)
    fresh = office.records.change(Contact, contact.id, phone="+1 22").record
    one.keeper.refresh(fresh)
    assert one.keeper.form.rows["phone"].editor.raw() == "+1 22"


def test_a_draft_of_one_record_is_not_shown_in_another(
    desk: Callable[..., Desk], office: Office, contact: Contact
) -> None:
    other = office.records.add(Contact(country="AM", name="Other")).record
    desk(contact).type("mail", "nowhere")
    assert desk(other).keeper.form.rows["mail"].editor.raw() == ""


def test_a_change_of_the_case_is_in_its_history(desk: Callable[..., Desk], office: Office) -> None:
    case = office.cases.open_new({"family": "Примеров"}, {}).record
    one = desk(case)
    one.type("city", "Tbilisi")
    lines = office.records.history(Case, case.id)
    assert [(line.field, line.before, line.after) for line in lines][:1] == [("city", "", "Tbilisi")]


def test_a_form_that_is_closed_at_once_still_saves_everything_typed(
    runner: Runner, look: Look, show: Show, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> None:
    """On real threads: the answers come after the form is gone."""
    opened: list[tuple[Office, str]] = []

    def open_office() -> tuple[Office, str]:
        office = stores.new_office(tmp_path / "store", clock)
        return office, office.cases.open_new({"family": "Примеров"}, {}).record.id

    runner.run(open_office, opened.append)
    qtbot.waitUntil(lambda: bool(opened))
    office, case_id = opened[0]
    setting = Setting(look, lambda: date(2026, 3, 16))
    new = Incident(case_id=case_id)
    keeper = RecordKeeper(Writer(runner, ChangeBus()), office, new, setting, new=True)
    page = show(keeper.form, width=760)
    for name, text in (
        ("title", "Followed"),
        ("place", "Tbilisi"),
        ("reported_to", "Police"),
        ("report_no", "7"),
    ):
        control: Any = page.findChild(QWidget, f"field.{name}")
        control.insert(text)
        control.textEdited.emit(control.text())
    keeper.form.flush()
    keeper.form.deleteLater()
    keeper.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kept: list[list[Incident]] = []
    runner.run(lambda: office.records.of_case(Incident, case_id), kept.append)
    qtbot.waitUntil(lambda: bool(kept))
    assert [(one.title, one.place, one.reported_to, one.report_no) for one in kept[0]] == [
        ("Followed", "Tbilisi", "Police", "7")
    ]
    closed: list[None] = []
    runner.run(office.close, closed.append)
    qtbot.waitUntil(lambda: bool(closed))


def test_a_draft_goes_with_the_record_it_was_typed_for_and_not_to_the_next_new_one(
    desk: Callable[..., Desk], office: Office, contact: Contact
) -> None:
    new = Contact(country="GE", name="Second")
    one = desk(new, new=True, place="new/contact")
    one.type("mail", "nowhere")
    assert office.drafts.get("new/contact") == {"mail": "nowhere"}
    one.type("phone", "+995 32 000")
    assert office.drafts.get("new/contact") is None
    later = desk(Contact(country="GE", name="Third"), new=True, place="new/contact")
    assert later.keeper.form.errors() == {}
    again = desk(office.records.get(Contact, new.id))
    assert again.keeper.form.rows["mail"].editor.raw() == "nowhere"
    again.type("mail", "desk@example.org")
    assert office.drafts.get(f"contact/{new.id}") is None


def test_what_is_typed_after_a_new_record_was_saved_is_its_own_draft(
    desk: Callable[..., Desk], office: Office
) -> None:
    new = Contact(country="GE", name="Second")
    one = desk(new, new=True, place="new/contact")
    one.type("phone", "+995 32 000")
    one.type("mail", "nowhere")
    assert office.drafts.get("new/contact") is None
    assert office.drafts.get(f"contact/{new.id}") == {"mail": "nowhere"}
