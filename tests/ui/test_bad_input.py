"""What people paste and mistype: told in a sentence, nothing lost, and the window stays awake."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from caseapp.records import Case, Incident, Person
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.case_stand import CaseStand
from tests.ui.forms_stage import Stage
from tests.ui.screen_stand import settle
from ui.look import Look
from ui.widgets.fields import LineField, LongField, unwound

HIDDEN = "Щу\u202eки\u200bна\0"
MEGABYTE = "Мария сказала, что за ней шли. " * 34_000


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    factory.furnish(opened)
    yield opened
    opened.close()


@pytest.fixture
def case(office: Office) -> Case:
    made = factory.case(office)
    factory.incident(office, made)
    return made


@pytest.fixture
def stand(look: Look, office: Office, case: Case) -> Iterator[CaseStand]:
    made = CaseStand(look, office, case.id)
    yield made
    made.close()


def paste(field: Any, text: str) -> None:
    """As Ctrl+V, without the clipboard of the system."""
    data = QMimeData()
    data.setText(text)
    field.setFocus()
    field.insertFromMimeData(data)
    settle()


def note(stand: CaseStand, name: str) -> str:
    return str(stand.find(f"note.{name}").note.text)


class TestForms:
    def test_a_name_with_hidden_marks_is_cleaned_and_the_person_hears_of_it(self, stand: CaseStand) -> None:
        stand.go_to("identity")
        field = stand.find("field.family")
        field.setFocus()
        field.selectAll()
        field.insert(HIDDEN)
        field.textEdited.emit(field.text())
        stand.leave()
        assert stand.summary.client is not None
        assert stand.summary.client.family == "Щукина"
        assert "Taken out of the text" in note(stand, "family")

    def test_a_name_that_is_too_long_is_kept_in_its_field(self, stand: CaseStand, office: Office) -> None:
        stand.go_to("identity")
        field = stand.find("field.birth_place")
        field.setFocus()
        field.setText("Казань " * 200)
        field.textEdited.emit(field.text())
        stand.leave()
        assert "300 fit here" in note(stand, "birth_place")
        assert len(field.text()) == 1400
        assert stand.summary.client is not None
        assert stand.summary.client.birth_place == ""

    @pytest.mark.parametrize("typed", ["31.02.2026", "2026-13-40", "32 марта 2025", "12.03.20255"])
    def test_a_day_that_no_calendar_has_is_told_and_kept(self, stand: CaseStand, typed: str) -> None:
        stand.go_to("threats")
        stand.fill("happened", typed)
        assert "What you typed is kept" in note(stand, "happened")
        assert stand.find("field.happened").text() == typed
        assert stand.summary.incidents[0].happened == factory.INCIDENT["happened"]

    def test_a_megabyte_stays_in_the_clipboard_and_says_so(self, stand: CaseStand) -> None:
        stand.go_to("threats")
        field = stand.find("field.notes")
        field.setPlainText("What we know")
        paste(field, MEGABYTE)
        assert "still is in the clipboard" in note(stand, "notes")
        assert field.toPlainText() == "What we know"

    @pytest.mark.parametrize(
        ("section", "name"), [("identity", "family"), ("identity", "birth"), ("threats", "happened")]
    )
    def test_a_megabyte_for_a_line_stays_in_the_clipboard_and_says_so(
        self, stand: CaseStand, section: str, name: str
    ) -> None:
        stand.go_to(section)
        field = stand.find(f"field.{name}")
        before = field.text()
        field.setFocus()
        field.selectAll()
        QGuiApplication.clipboard().setText(MEGABYTE)
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert field.text() == before
        assert "still is in the clipboard" in note(stand, name)
        assert "is kept" not in note(stand, name)
        QGuiApplication.clipboard().setText("May 1987")
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert field.text() == "May 1987"
        assert "clipboard" not in note(stand, name)

    def test_a_draft_of_what_does_not_fit_comes_back(self, look: Look, office: Office, case: Case) -> None:
        first = CaseStand(look, office, case.id)
        first.go_to("identity")
        field = first.find("field.birth_place")
        field.setFocus()
        field.setText("Казань " * 200)
        field.textEdited.emit(field.text())
        first.screen.flush()
        first.close()
        second = CaseStand(look, office, case.id)
        second.go_to("identity")
        assert len(second.find("field.birth_place").text()) == 1400
        second.close()


class TestLines:
    """Lines that belong to no form."""

    @pytest.fixture
    def field(self, look: Look, show: Callable[..., QWidget]) -> LineField:
        made = LineField(look, "line", "Line")
        show(made)
        made.setText("kept")
        QGuiApplication.clipboard().setText(MEGABYTE)
        return made

    def test_the_journal_says_below_the_entry_that_it_was_not_put_in(self, stand: CaseStand) -> None:
        stand.go_to("journal")
        field = stand.find("journal.with")
        QGuiApplication.clipboard().setText(MEGABYTE)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert field.text() == ""
        assert "still is in the clipboard" in stand.find("journal.text.note").note.text

    def test_a_filter_says_it_in_a_tip(self, stand: CaseStand) -> None:
        stand.go_to("evidence")
        field = stand.screen.section().sifting.text
        QGuiApplication.clipboard().setText(MEGABYTE)
        field.paste()
        assert field.text() == ""
        assert "still is in the clipboard" in QToolTip.text()
        QToolTip.hideText()

    def test_the_menu_pastes_in_the_same_way(self, field: LineField) -> None:
        said: list[str] = []
        field.refused.connect(said.append)
        for text, after in ((MEGABYTE, "kept"), (" all", "kept all")):
            QGuiApplication.clipboard().setText(text)
            QTest.mouseClick(field, Qt.MouseButton.RightButton)
            spot = field.rect().center()
            why = QContextMenuEvent.Reason.Mouse
            QApplication.sendEvent(field, QContextMenuEvent(why, spot, field.mapToGlobal(spot)))
            (menu,) = field.findChildren(QMenu)
            next(act for act in menu.actions() if act.objectName() == "edit-paste").trigger()
            menu.close()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            assert field.text() == after
        assert len(said) == 1

    def test_what_is_dropped_is_held_to_the_same(self, field: LineField) -> None:
        for text, after in ((MEGABYTE, "kept"), ("all ", "all kept")):
            data = QMimeData()
            data.setText(text)
            where = QPointF(1, field.height() / 2)
            sort, buttons, keys = (
                Qt.DropAction.CopyAction,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            field.dragEnterEvent(QDragEnterEvent(where, sort, data, buttons, keys))
            field.dropEvent(QDropEvent(where, sort, data, buttons, keys))
            assert field.text() == after

    def test_nothing_is_pasted_over_what_can_only_be_read(self, field: LineField) -> None:
        field.setReadOnly(True)
        QGuiApplication.clipboard().setText("other")
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert field.text() == "kept"


class TestLongTexts:
    @pytest.mark.parametrize("line", ["слово " * 33_000, "x" * 190_000, ("слово " * 12 + "\n") * 2_600])
    def test_what_fits_is_put_in_without_holding_up_the_window(
        self, look: Look, show: Callable[..., QWidget], line: str
    ) -> None:
        field = LongField(look, "text", "Text")
        show(field, width=500)
        paste(field, line)
        before = time.perf_counter()
        field.insertPlainText("z")
        QApplication.processEvents()
        # One key in one unbroken line of so many characters took seconds.
        assert time.perf_counter() - before < 1
        assert field.toPlainText().replace("z", "", 1).split() == unwound(line).split()

    def test_breaking_a_long_line_loses_nothing(self) -> None:
        text = "раз два\n" + "слово " * 5_000 + "\n" + "y" * 7_000 + "\nend\n"
        broken = unwound(text)
        assert broken.replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(" ", "")
        assert max(map(len, broken.split("\n"))) <= 2_000
        assert unwound("short\nlines\n") == "short\nlines\n"

    def test_the_longest_text_is_saved_and_found(self, office: Office, case: Case) -> None:
        text = ("слово " * 20 + "\n") * 1_600 + "последнее иголка"
        incident = office.records.add(Incident(case_id=case.id, title="x", notes=text)).record
        assert incident.notes.endswith("иголка")
        assert incident.id in {found.id for found in office.search.find("иголка")}


def test_no_field_of_a_person_takes_what_cannot_be_seen(look: Look, office: Office, case: Case) -> None:
    """Every line of the form, not only the names."""
    stage = Stage(look, Person, {})
    try:
        for name in ("family", "given", "patronymic", "birth_place"):
            control = stage.control(name)
            control.setText("А\u2066Б\u200b\0В")
            control.textEdited.emit(control.text())
        stage.form.flush()
        handed = {key: value for values in stage.handed for key, value in values.items()}
        assert set(handed.values()) == {"АБВ"}
    finally:
        stage.close()
        stage.deleteLater()
