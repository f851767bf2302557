"""The register of letters, and telling whether a file is one of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from caseapp.records import Incident, Letter
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.screen_stand import SMALL, Stand, cells, click_head, settle, unnamed
from ui.look import Look
from ui.screens.letters import LettersScreen

Make = Callable[..., Stand]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    factory.furnish(opened)
    yield opened
    opened.close()


@pytest.fixture
def stand(look: Look, office: Office) -> Iterator[Make]:
    made: list[Stand] = []

    def make(**more: Any) -> Stand:
        made.append(Stand(look, office, LettersScreen, **more))
        return made[-1]

    yield make
    for one in made:
        one.close()


def issued(office: Office, case_id: str, language: str = "en") -> Letter:
    """A dossier that was issued: the kind that asks for least."""
    letter = office.letters.new(case_id, "dossier", language).record
    return office.letters.issue(letter.id).record


@pytest.fixture
def three(office: Office, clock: FixedClock) -> dict[str, str]:
    """Two issued letters of two clients, a year apart, and a draft."""
    first = factory.case(office)
    other = factory.case(office, {"family": "Примеров", "latin_family": "Primerov", "latin_given": "Timur"})
    for case in (first, other):
        office.records.add(Incident(**factory.INCIDENT, case_id=case.id))
    old = issued(office, first.id)
    clock.advance(timedelta(days=365))
    new = issued(office, other.id, "ru")
    draft = office.letters.new(first.id, "asylum_support", "en").record
    return {"old": old.id, "new": new.id, "draft": draft.id}


def keys(window: Stand) -> list[str]:
    model = window.screen.model
    return [model.key_at(row) for row in range(model.rowCount())]


def test_drafts_come_before_issued_letters_newest_first(stand: Make, three: dict[str, str]) -> None:
    window = stand()
    assert keys(window) == [three["draft"], three["new"], three["old"]]
    table = window.screen.table
    assert cells(table, "number") == ["–", "NL-0002/1", "NL-0001/1"]
    assert cells(table, "client")[1] == "Timur Primerov, NL-0002"
    assert cells(table, "language") == ["English", "Russian", "English"]
    assert cells(table, "state") == ["Draft", "Issued", "Issued"]
    assert cells(table, "date")[2] == "16 Mar 2026"
    assert len(cells(table, "code")[1]) == 11
    assert window.find("letters.head.sentence").text() == "3 letters"


@pytest.mark.parametrize(
    ("chip", "count", "left"),
    [("issued", 2, ["new", "old"]), ("drafts", 1, ["draft"]), ("year", 2, ["draft", "new"])],
)
def test_chips_narrow_the_register(
    stand: Make, three: dict[str, str], chip: str, count: int, left: list[str]
) -> None:
    window = stand()
    assert window.find(f"letters.filter.{chip}").accessibleName().endswith(f", {count}")
    window.click(f"letters.filter.{chip}")
    assert keys(window) == [three[name] for name in left]
    assert window.find("letters.head.sentence").text() == f"{len(left)} of 3"


@pytest.mark.parametrize(
    ("typed", "left"),
    [("примеров", ["new"]), ("NL-0001/1", ["old"]), ("shchukina", ["draft", "old"]), ("zzz", [])],
)
def test_typing_finds_by_client_in_any_script_and_by_number(
    stand: Make, three: dict[str, str], typed: str, left: list[str]
) -> None:
    window = stand()
    window.screen.search.set_text(typed)
    assert keys(window) == [three[name] for name in left]
    if not left:
        window.click("letters.unfound.act")
        assert len(keys(window)) == 3


def test_a_check_code_from_paper_finds_its_letter(stand: Make, office: Office, three: dict[str, str]) -> None:
    code = office.records.get(Letter, three["new"]).check_code
    window = stand()
    window.screen.search.set_text(code.lower())
    assert keys(window) == [three["new"]]


def test_kind_and_order_can_be_chosen(stand: Make, three: dict[str, str]) -> None:
    window = stand()
    window.screen.kind.set_value("dossier")
    window.screen.kind.chosen.emit("dossier")
    assert keys(window) == [three["new"], three["old"]]
    click_head(window.screen.table, "client")
    assert keys(window) == [three["old"], three["new"]]
    click_head(window.screen.table, "client")
    assert keys(window) == [three["new"], three["old"]]


def test_enter_opens_the_letter(stand: Make, three: dict[str, str]) -> None:
    window = stand()
    window.screen.table.setFocus()
    window.press(window.screen.table, Qt.Key.Key_Down)
    window.press(window.screen.table, Qt.Key.Key_Return)
    assert window.asked == [("letter", three["new"])]


def test_hidden_names_leave_case_numbers(stand: Make, three: dict[str, str]) -> None:
    window = stand()
    window.privacy.set_hidden(True)
    assert cells(window.screen.table, "client") == ["NL-0001", "NL-0002", "NL-0001"]


def test_a_new_draft_appears_and_the_selection_stays(
    stand: Make, office: Office, three: dict[str, str]
) -> None:
    window = stand()
    window.screen.table.select_key(three["old"])
    case_id = office.records.get(Letter, three["old"]).case_id
    window.bus.publish(office.letters.new(case_id, "protection", "ru").changes.records)
    settle()
    assert window.screen.model.rowCount() == 4
    assert window.screen.table.current_key() == three["old"]


def test_without_letters_the_way_leads_to_the_cases(stand: Make) -> None:
    window = stand()
    window.click("letters.empty.act")
    assert window.asked == [("go", "cases")]


def test_a_small_window_keeps_number_client_and_state(stand: Make, three: dict[str, str]) -> None:
    window = stand(size=SMALL)
    table = window.screen.table
    hidden = {c.id for n, c in enumerate(window.screen.model.columns) if table.isColumnHidden(n)}
    assert "code" in hidden
    assert not hidden & {"number", "date", "client", "state"}
    assert table.columnWidth(2) >= 170


class TestVerify:
    def test_our_own_file_is_recognised_and_its_letter_opens(
        self, stand: Make, office: Office, three: dict[str, str], tmp_path: Path
    ) -> None:
        path = tmp_path / "letter.pdf"
        path.write_bytes(office.letters.copy(three["new"]))
        window = stand(answers=[path])
        window.click("letters.verify")
        assert window.find("verdict.title").text() == "This is our letter, unchanged"
        assert "NL-0002/1" in window.find("verdict.text").text()
        window.click("verdict.open")
        assert window.asked == [("letter", three["new"])]
        assert window.overlay.panel is None

    def test_a_changed_file_is_told_apart(
        self, stand: Make, office: Office, three: dict[str, str], tmp_path: Path
    ) -> None:
        path = tmp_path / "letter.pdf"
        path.write_bytes(office.letters.copy(three["new"]) + b"\n% changed\n")
        window = stand(answers=[path])
        window.click("letters.verify")
        assert window.find("verdict.title").text() == "This is not the letter that we issued"
        code = office.records.get(Letter, three["new"]).check_code
        assert code in window.find("verdict.code").text()

    @pytest.mark.parametrize("content", [b"", b"no PDF at all", b"%PDF-1.7\n%%EOF\n"])
    def test_anything_else_is_no_letter_of_ours(
        self, stand: Make, three: dict[str, str], tmp_path: Path, content: bytes
    ) -> None:
        path = tmp_path / "thing.pdf"
        path.write_bytes(content)
        window = stand()
        window.screen.verify_file(path)
        settle()
        title = window.find("verdict.title").text()
        assert title in ("This file can't be read as a PDF", "We did not issue this file")
        window.click("verdict.close")
        assert window.overlay.panel is None

    def test_a_file_that_is_gone_is_a_sentence(
        self, stand: Make, three: dict[str, str], tmp_path: Path
    ) -> None:
        window = stand()
        problems: list[str] = []
        window.runner.on_problem = lambda problem: problems.append(problem.code)
        window.screen.verify_file(tmp_path / "gone.pdf")
        assert problems == ["verify-file"]

    def test_choosing_nothing_changes_nothing(self, stand: Make, three: dict[str, str]) -> None:
        window = stand(answers=[None])
        window.click("letters.verify")
        assert window.overlay.panel is None

    def test_a_pdf_can_be_dragged_in(
        self, stand: Make, office: Office, three: dict[str, str], tmp_path: Path
    ) -> None:
        path = tmp_path / "dragged.pdf"
        path.write_bytes(office.letters.copy(three["old"]))
        window = stand()
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(QPointF(50, 50), copy, data, left, none)
        QApplication.sendEvent(window.screen, entering)
        assert entering.isAccepted()
        assert window.find("letters.head.sentence").text() == "Drop the file to verify it"
        QApplication.sendEvent(window.screen, QDropEvent(QPointF(50, 50), copy, data, left, none))
        settle()
        assert window.find("verdict.title").text() == "This is our letter, unchanged"
        assert window.find("letters.head.sentence").text() == "3 letters"

    @pytest.mark.parametrize("name", ["picture.png", "table.xlsx"])
    def test_other_files_are_not_taken(self, stand: Make, tmp_path: Path, name: str) -> None:
        window = stand()
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        entering = QDragEnterEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(window.screen, entering)
        assert not entering.isAccepted()


def test_every_control_can_be_found(stand: Make, three: dict[str, str]) -> None:
    window = stand()
    assert unnamed(window.screen) == []
