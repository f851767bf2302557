"""Ctrl+K: anything that can be opened or done, in the whole window over a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseapp import i18n
from caseapp.records import Actor, Contact, Evidence, Incident, Note
from db.draft import Draft, Fact
from tests.fakes import FixedClock
from tests.stores import new_office
from tests.ui.forms_stage import keys
from tests.ui.whole_window import Whole
from ui.look import Look
from ui.palette.lines import fits

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ids(tmp_path: Path, clock: FixedClock) -> dict[str, str]:
    """A store with a little of everything, closed; the ids of what is in it."""
    office = new_office(tmp_path / "store", clock)
    case = office.cases.open_new({"family": "Щукина", "given": "Евгения"}, {"country": "GE"}).record
    other = office.cases.open_new({"family": "Примеров", "given": "Пётр"}, {}).record
    add = office.records.add
    found = {
        "case": case.id,
        "other": other.id,
        "incident": add(Incident(case_id=case.id, title="Followed by a tram")).record.id,
        "note": add(Note(case_id=case.id, text="Asked about the tram again")).record.id,
        "contact": add(Contact(name="Tram Riders Aid", country="GE")).record.id,
        "actor": add(Actor(name="Tram watchers")).record.id,
        "evidence": add(Evidence(case_id=case.id, title="Photo of the tram")).record.id,
    }
    office.close()
    return found


@pytest.fixture
def life(qtbot: QtBot, look: Look, tmp_path: Path, clock: FixedClock, ids: dict[str, str]) -> Iterator[Whole]:
    made = Whole(qtbot, look, tmp_path, clock)
    made.unlock()
    yield made
    made.close()


def open_palette(life: Whole) -> Any:
    QTest.keyClick(QApplication.focusWidget() or life.store.window, Key.Key_K, Ctrl)
    life.rest()
    return life.store.search.panel


def type_in(life: Whole, text: str) -> list[tuple[str, str]]:
    panel = life.store.search.panel
    assert panel is not None
    panel.field.setText("")
    keys(panel.field, text)
    life.rest()
    return [(line.group, line.title) for line in panel.lines()]


def enter(life: Whole) -> None:
    QTest.keyClick(life.store.search.panel.field, Key.Key_Return)  # type: ignore[union-attr]
    life.rest()


def test_every_kind_of_record_and_every_action_is_found_at_one_place(life: Whole) -> None:
    panel = open_palette(life)
    assert panel.field.hasFocus()
    found = type_in(life, "tram")
    assert [group for group, _ in found] == [
        "Contacts",
        "Actors",
        "Threats and incidents",
        "Evidence files",
        "Journal",
    ]
    assert ("Actions", "Lock") in type_in(life, "lock")
    assert ("Places", "Backup") in type_in(life, "backup")
    assert type_in(life, "0000000") == []


def test_names_are_found_across_scripts_and_enter_opens(life: Whole, ids: dict[str, str]) -> None:
    open_palette(life)
    assert type_in(life, "shchuk") == [("Cases and people", "Евгения Щукина")]
    enter(life)
    assert life.store.search.panel is None
    assert life.store.book("cases").opened.case_id == ids["case"]  # type: ignore[union-attr]


def test_the_keyboard_comes_along_into_the_case(life: Whole) -> None:
    life.find("rail.cases").setFocus()
    open_palette(life)
    type_in(life, "shchuk")
    enter(life)
    QTest.keyClick(
        QApplication.focusWidget() or life.store.window, Key.Key_4, Qt.KeyboardModifier.AltModifier
    )
    life.rest()
    assert life.store.book("cases").opened.place() == "threats"  # type: ignore[union-attr]


def test_a_hit_inside_a_case_leads_to_it(life: Whole, ids: dict[str, str]) -> None:
    open_palette(life)
    type_in(life, "followed tram")
    enter(life)
    page: Any = life.store.book("cases").opened
    assert (page.case_id, page.place()) == (ids["case"], "threats")


def test_actions_are_found_in_both_languages_and_done(life: Whole) -> None:
    open_palette(life)
    assert ("Actions", "Hide names") in type_in(life, "имена")
    type_in(life, "hide nam")
    enter(life)
    assert life.store.privacy.hidden


def test_arrows_walk_over_the_lines_and_past_the_heads(life: Whole) -> None:
    panel = open_palette(life)
    type_in(life, "tram")
    titles = []
    for _ in range(6):
        titles.append(panel.list.currentItem().text())
        QTest.keyClick(panel.field, Key.Key_Down)
    assert titles[0] == titles[5] == "Tram Riders Aid"
    assert len(set(titles)) == 5
    QTest.keyClick(panel.field, Key.Key_Escape)
    assert life.store.search.panel is None


def test_sections_of_the_open_case_and_what_was_opened_last_come_first(
    life: Whole, ids: dict[str, str]
) -> None:
    for name in ("other", "case"):
        life.store.open_case(ids[name])
        life.rest()
    panel = open_palette(life)
    first = [(line.group, line.title) for line in panel.lines()[:3]]
    assert first == [
        ("Opened lately", "Евгения Щукина"),
        ("Opened lately", "Пётр Примеров"),
        ("In this case", "Overview"),
    ]
    type_in(life, "journal")
    enter(life)
    assert life.store.book("cases").opened.place() == "journal"  # type: ignore[union-attr]


def test_names_stay_hidden_when_they_are_to(life: Whole, ids: dict[str, str]) -> None:
    life.store.open_case(ids["case"])
    life.rest()
    life.store.privacy.set_hidden(True)
    panel = open_palette(life)
    assert panel.lines()[0].title == "C-0001"
    type_in(life, "tram")
    words = " ".join(f"{line.title} {line.second}" for line in panel.lines())
    assert "Щукина" not in words
    assert "again" not in words


def test_letters_typed_on_the_bar_open_it_too(life: Whole) -> None:
    keys(life.store.window.toolbar.search, "щук")
    life.rest()
    panel: Any = life.store.search.panel
    assert panel.field.text() == "щук"
    assert [line.title for line in panel.lines()][:1] == ["Евгения Щукина"]


def test_nothing_typed_is_kept(life: Whole) -> None:
    word = "Неразглашаемая"
    panel = open_palette(life)
    type_in(life, word)
    QTest.keyClick(panel.field, Key.Key_Escape)
    life.rest()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(panel)
    assert life.store.window.toolbar.search.text() != word
    kept: list[str] = []
    store = life.store.office.store

    def read() -> None:
        with store.read() as work:
            kept.extend(str(row.content) for row in work.query(Draft))
            kept.extend(str(row.value) for row in work.query(Fact))

    life.store.runner.run(read)
    life.rest()
    assert not any(word in one for one in kept)
    assert open_palette(life).field.text() == ""


def test_a_text_fits_by_beginnings_parts_and_letters_in_order() -> None:
    i18n.set_language("en")
    assert fits("new l", ["New letter"]) > fits("etter", ["New letter"]) > fits("nwltr", ["New letter"]) > 0
    assert fits("xyz", ["New letter"]) == 0
    assert fits("tram", ["High contrast theme"]) == 0, "letters in the middle of words say nothing"
    assert fits("блок", ["Lock", "Заблокировать"]) == 2.0


def test_the_cases_whose_passport_ends_soon_are_one_line_away(life: Whole) -> None:
    open_palette(life)
    assert ("Actions", "Cases whose passport ends soon") in type_in(life, "passport")
    life.store.search.panel.field.setText("")  # type: ignore[union-attr]
    type_in(life, "cases whose")
    enter(life)
    book: Any = life.store.book("cases")
    listing = book.listing
    assert book.currentWidget() is listing
    assert listing.filters.wanted().passport_within == 6
