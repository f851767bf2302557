"""Ctrl+K: what is begun in the open case, and how the window looks, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseapp.records import Incident, Note
from tests.fakes import FixedClock
from tests.stores import new_office
from tests.ui.forms_stage import keys
from tests.ui.whole_window import Whole
from ui.dialogs import QueuedDialogs
from ui.look import Look
from ui.open_store import OpenStore


@pytest.fixture
def case_id(tmp_path: Path, clock: FixedClock) -> str:
    office = new_office(tmp_path / "store", clock)
    made = office.cases.open_new({"family": "Щукина", "given": "Евгения"}, {"country": "GE"}).record.id
    office.records.add(Incident(case_id=made, title="Followed"))
    office.close()
    return made


@pytest.fixture
def life(qtbot: QtBot, look: Look, tmp_path: Path, clock: FixedClock, case_id: str) -> Iterator[Whole]:
    made = Whole(qtbot, look, tmp_path, clock)
    made.unlock()
    yield made
    made.close()


def found(life: Whole, text: str) -> list[tuple[str, str]]:
    """What the palette offers for a text."""
    if life.store.search.panel is None:
        life.store.search.open()
        life.rest()
    panel: Any = life.store.search.panel
    panel.field.setText("")
    keys(panel.field, text)
    life.rest()
    return [(line.group, line.title) for line in panel.lines()]


def test_what_can_be_done_comes_before_what_merely_speaks_of_it(life: Whole, case_id: str) -> None:
    case = in_case(life, case_id)
    office = life.store.office
    texts = ["New threats by telephone", "A new message came"]
    case.desk.writer.write(lambda: office.records.add(Incident(case_id=case_id, title=texts[0])))
    case.desk.writer.write(lambda: office.records.add(Note(case_id=case_id, text=texts[1])))
    life.rest()
    groups = list(dict.fromkeys(group for group, _ in found(life, "new")))
    assert groups[:2] == ["In this case", "Actions"]
    assert {"Threats and incidents", "Journal"} <= set(groups[2:])


def pick(life: Whole, text: str) -> None:
    found(life, text)
    QTest.keyClick(life.store.search.panel.field, Qt.Key.Key_Return)  # type: ignore[union-attr]
    life.rest()


def in_case(life: Whole, case_id: str) -> Any:
    life.store.open_case(case_id)
    life.rest()
    return life.store.book("cases").opened


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("new inc", "New incident"),
        ("новое проис", "New incident"),
        ("journal entry", "New journal entry"),
        ("add files", "Add files"),
        ("добавить файлы", "Add files"),
        ("add a person", "Add a person"),
    ],
)
def test_what_is_begun_in_the_open_case_is_offered(life: Whole, case_id: str, typed: str, title: str) -> None:
    assert ("In this case", title) not in found(life, typed)
    life.store.overlay.close_panel()
    in_case(life, case_id)
    assert ("In this case", title) in found(life, typed)


def test_a_new_letter_is_offered_in_a_case(life: Whole, case_id: str) -> None:
    in_case(life, case_id)
    assert ("Actions", "New letter") in found(life, "новое письмо")


def test_a_new_incident_is_begun_with_the_keyboard_in_it(life: Whole, case_id: str) -> None:
    page = in_case(life, case_id)
    pick(life, "new inc")
    assert page.place() == "threats"
    assert QApplication.focusWidget().objectName() == "field.title"  # type: ignore[union-attr]
    assert life.find("incident.title").text() == "New incident"


def test_a_journal_entry_is_begun_with_the_keyboard_in_it(life: Whole, case_id: str) -> None:
    page = in_case(life, case_id)
    pick(life, "journal entry")
    assert page.place() == "journal"
    assert QApplication.focusWidget().objectName() == "journal.text"  # type: ignore[union-attr]


def test_adding_files_asks_which(life: Whole, case_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dialogs = QueuedDialogs(life.store.look, [None])
    monkeypatch.setattr(OpenStore, "dialogs", property(lambda _store: dialogs))
    page = in_case(life, case_id)
    pick(life, "add files")
    assert page.place() == "evidence"
    assert dialogs.asked == [("Add files", "")]


@pytest.mark.parametrize(
    ("typed", "theme", "title"),
    [
        ("dark", "dark", "Theme: Dark"),
        ("тём", "dark", "Theme: Dark"),
        ("theme dark", "dark", "Theme: Dark"),
        ("темн", "dark", "Theme: Dark"),
        ("system", "system", "Theme: As the system"),
        ("светл", "light", "Theme: Light"),
    ],
)
def test_the_theme_is_chosen_in_either_language(life: Whole, typed: str, theme: str, title: str) -> None:
    life.store.change_settings(life.store.settings.but(theme="contrast"))
    assert found(life, typed)[0] == ("Appearance", title)
    pick(life, typed)
    assert life.store.settings.theme == theme
