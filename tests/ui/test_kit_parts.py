"""Notices, pop-ups, findings, stages, search, empty pages, dialogs and actions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.actions import ACTIONS, Actions
from ui.dialogs import Answer, Dialogs, QueuedDialogs
from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.fields import LineField, LongField
from ui.widgets.findings import ErrorSummary, Finding, Findings
from ui.widgets.overlay import Overlay
from ui.widgets.page import PageHead
from ui.widgets.search import SearchField
from ui.widgets.stages import Stages, Step
from ui.widgets.toast import Toast

Show = Callable[..., QWidget]


@pytest.fixture
def page(look: Look, show: Show) -> QWidget:
    return show(LineField(look, "field", "Field"), width=800, height=600)


def child(parent: QWidget, name: str) -> QWidget:
    found = parent.findChild(QWidget, name)
    assert found is not None, name
    return found


# Notices


def test_notice_stands_24_above_the_bottom_and_follows(look: Look, page: QWidget) -> None:
    toast = Toast(look, page)
    toast.show_text("Incident deleted", "Undo", lambda: None)
    assert toast.geometry().bottom() + 1 == 600 - 24
    assert toast.height() == 40
    assert abs(toast.geometry().center().x() - 400) <= 1
    page.resize(1000, 700)
    QApplication.processEvents()
    assert toast.geometry().bottom() + 1 == 700 - 24


def test_notice_acts_once_and_goes(look: Look, page: QWidget) -> None:
    toast, done = Toast(look, page), []
    toast.show_text("Incident deleted", "Undo", lambda: done.append("undone"))
    assert toast.text() == "Incident deleted"
    assert toast.accessibleName() == "Incident deleted. Undo"
    QTest.mouseClick(child(toast, "toast.act"), Qt.MouseButton.LeftButton)
    assert (done, toast.text()) == (["undone"], "")


def test_notice_goes_by_itself(look: Look, page: QWidget, qtbot: QtBot) -> None:
    toast = Toast(look, page, seconds=0.01)
    with qtbot.waitSignal(toast.closed):
        toast.show_text("Saved")
    assert toast.text() == ""


def test_notice_waits_while_it_has_the_focus_and_gives_it_back(look: Look, page: QWidget) -> None:
    field = child(page, "field")
    field.setFocus()
    toast = Toast(look, page)
    toast.show_text("Incident deleted", "Undo", lambda: None)
    assert toast.counting
    toast.focus()
    assert child(toast, "toast.act").hasFocus()
    assert not toast.counting
    QTest.keyClick(child(toast, "toast.act"), Qt.Key.Key_Escape)
    assert field.hasFocus()
    assert toast.text() == ""


def test_new_notice_replaces_the_old_one(look: Look, page: QWidget) -> None:
    toast, done = Toast(look, page), []
    toast.show_text("First", "Undo", lambda: done.append(1))
    toast.show_text("Second")
    toast.focus()
    assert toast.text() == "Second"
    assert not child(toast, "toast.act").isVisible()
    assert done == []


# Pop-ups


def panel_with(look: Look, *names: str) -> QWidget:
    panel = QWidget()
    column = QVBoxLayout(panel)
    for name in names:
        column.addWidget(Button(look, name, name))
    return panel


def test_pop_up_holds_the_focus_and_gives_it_back(look: Look, page: QWidget) -> None:
    field = child(page, "field")
    field.setFocus()
    overlay = Overlay(look, page)
    panel = panel_with(look, "one", "two")
    overlay.open_panel(panel)
    assert child(panel, "one").hasFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [child(panel, "two"), child(panel, "one"), child(panel, "two")]
    QTest.keyClick(child(panel, "two"), Qt.Key.Key_Escape)
    assert overlay.panel is None
    assert field.hasFocus()


def test_pop_up_covers_the_page_at_any_size(look: Look, page: QWidget) -> None:
    overlay = Overlay(look, page)
    overlay.open_panel(panel_with(look, "one"), width=600)
    page.resize(500, 400)
    QApplication.processEvents()
    assert overlay.size() == page.size()
    assert overlay.panel is not None
    assert overlay.panel.width() <= 500 - 32


def test_pop_up_may_keep_escape_to_itself(look: Look, page: QWidget) -> None:
    overlay = Overlay(look, page)
    overlay.open_panel(panel_with(look, "one"), escape=False)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
    assert overlay.panel is not None


# Findings


FINDINGS = [
    Finding("consent", "Consent covers embassies until 20 Nov 2026", "It ran out.", "Renew consent"),
    Finding("birth", "Date of birth differs", link="Compare", blocks=False),
]


def test_findings_lead_to_what_settles_them(look: Look, show: Show) -> None:
    findings = Findings(look)
    show(findings)
    findings.show_findings(FINDINGS)
    settled: list[str] = []
    findings.settle.connect(settled.append)
    QTest.mouseClick(child(findings, "findings.birth.link"), Qt.MouseButton.LeftButton)
    assert settled == ["birth"]
    assert findings.blocking == 1
    assert findings.accessibleName() == "1 thing to settle before issue"
    assert child(findings, "findings.consent").accessibleName().endswith("It ran out.")


def test_nothing_left_is_one_line(look: Look, show: Show) -> None:
    findings = Findings(look)
    show(findings)
    findings.show_findings(FINDINGS)
    findings.show_findings(())
    assert findings.blocking == 0
    assert child(findings, "findings.ready").accessibleName() == "Ready to issue"


def test_error_summary_jumps_to_the_field(look: Look, show: Show) -> None:
    summary = ErrorSummary(look)
    show(summary)
    assert not summary.isVisible()
    summary.show_errors("Some fields need another look.", [("when", "When", "February has no day 31")])
    jumped: list[str] = []
    summary.jump.connect(jumped.append)
    QTest.mouseClick(child(summary, "errors.when"), Qt.MouseButton.LeftButton)
    assert jumped == ["when"]
    summary.show_errors("")
    assert not summary.isVisible()


# Stages


STEPS = [Step("copy", "Copy", "An encrypted copy"), Step("write", "Write"), Step("check", "Read back")]


def test_stages_go_on_one_by_one(look: Look, show: Show) -> None:
    stages = Stages(look, STEPS, "stages", "Backup")
    show(stages)
    stages.begin("write")
    assert [stages.state(s.id) for s in STEPS] == ["done", "now", "later"]
    assert child(stages, "stages.write").accessibleName() == "Write: under way"
    stages.progress("write", 5 * 2**32, 10 * 2**32, "20 of 40 GB")
    bar = child(stages, "stages.write.bar")
    assert bar.isVisible()
    assert bar.property("value") == 500
    stages.finish()
    assert {stages.state(s.id) for s in STEPS} == {"done"}
    assert not bar.isVisible()


def test_stages_say_where_it_stopped(look: Look, show: Show) -> None:
    stages = Stages(look, STEPS, "stages", "Backup")
    show(stages)
    stages.fail("write", "The stick was pulled out.")
    assert [stages.state(s.id) for s in STEPS] == ["done", "failed", "later"]
    assert child(stages, "stages.write").accessibleDescription() == "The stick was pulled out."
    stages.reset()
    assert {stages.state(s.id) for s in STEPS} == {"later"}


# Search, heads, empty pages


def test_search_waits_for_a_pause_and_enter_does_not(look: Look, show: Show, qtbot: QtBot) -> None:
    search = SearchField(look, "search", "Search", keys="Ctrl+K")
    show(search)
    told: list[str] = []
    search.searched.connect(told.append)
    QTest.keyClicks(search.field, "pet")
    assert told == []
    qtbot.waitUntil(lambda: told == ["pet"])
    QTest.keyClicks(search.field, "rova")
    with qtbot.waitSignal(search.entered):
        QTest.keyClick(search.field, Qt.Key.Key_Return)
    assert told == ["pet", "petrova"]


def test_escape_empties_the_search_and_down_leaves_it(look: Look, show: Show, qtbot: QtBot) -> None:
    search = SearchField(look, "search", "Search")
    show(search)
    search.set_text("petrova")
    told: list[str] = []
    search.searched.connect(told.append)
    with qtbot.waitSignal(search.down):
        QTest.keyClick(search.field, Qt.Key.Key_Down)
    QTest.keyClick(search.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: told == [""])
    QTest.keyClick(search.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert search.text() == ""


def test_empty_page_offers_one_thing(look: Look, show: Show, qtbot: QtBot) -> None:
    empty = EmptyState(look, "folder-open", "No case yet.", "New case")
    show(empty, width=600, height=400)
    with qtbot.waitSignal(empty.acted):
        QTest.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    empty.show_words("Nothing fits “Mine”.", "Clear the filter")
    assert empty.accessibleName() == "Nothing fits “Mine”."
    assert empty.button.accessibleName() == "Clear the filter"


def test_page_head_gives_way_to_its_button(look: Look, show: Show) -> None:
    head = PageHead(look, "Cases", "40 of 52 · highest risk first", beside=True)
    button = Button(look, "New case", "new", kind="main", icon="plus")
    head.add(button)
    show(head, width=360)
    assert button.width() == button.sizeHint().width()
    head.set_sentence("2 of 52")
    assert child(head, "page.sentence").property("text") == "2 of 52"


# Dialogs


def answer_next(press: Callable[[QDialog], None]) -> None:
    """Acts on the next dialog as soon as it runs."""

    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        try:
            press(box)
        finally:
            if box.isVisible():
                box.reject()

    QTimer.singleShot(0, act)


def test_verb_confirms_but_is_never_the_default(look: Look, page: QWidget) -> None:
    dialogs = Dialogs(look, page)

    def press(box: QDialog) -> None:
        assert box.windowTitle() == "Caseapp"
        assert box.focusWidget() is child(box, "box.no")
        assert child(box, "box.yes").property("text") == "Erase"
        QTest.mouseClick(child(box, "box.yes"), Qt.MouseButton.LeftButton)

    answer_next(press)
    assert dialogs.confirm("Erase the case?", "It can't come back.", "Erase")


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_escape_and_enter_say_no(look: Look, page: QWidget, key: Qt.Key) -> None:
    answer_next(lambda box: QTest.keyClick(box.focusWidget(), key))
    assert not Dialogs(look, page).confirm("Erase the case?", "It can't come back.", "Erase")


def test_locking_closes_what_is_open(look: Look, page: QWidget) -> None:
    dialogs = Dialogs(look, page)
    answer_next(lambda _box: dialogs.dismiss())
    assert dialogs.choose("Which?", "One of them.", [Answer("a", "This"), Answer("b", "That")]) == ""


def test_file_dialog_is_qts_own_and_remembers_nothing(
    look: Look, page: QWidget, tmp_path: Path, home: Path
) -> None:
    (tmp_path / "copy.caseback").write_bytes(b"x")
    dialogs = Dialogs(look, page)

    def press(box: QDialog) -> None:
        assert isinstance(box, QFileDialog)
        assert box.testOption(QFileDialog.Option.DontUseNativeDialog)
        assert box.history() == [str(tmp_path)] or box.history() == []
        box.selectFile("copy.caseback")
        box.accept()

    answer_next(press)
    chosen = dialogs.open_file("Choose a backup", ["Backup (*.caseback)"], tmp_path)
    assert chosen == tmp_path / "copy.caseback"
    answer_next(lambda box: box.reject())
    assert dialogs.folder("Choose a folder", tmp_path) is None
    assert not [p for p in home.rglob("*") if "QtProject" in p.name or p.suffix == ".conf"]


def test_queue_answers_in_order(look: Look, tmp_path: Path) -> None:
    dialogs = QueuedDialogs(look, ["yes", "", tmp_path, None])
    assert dialogs.confirm("One", "text", "Erase")
    assert not dialogs.confirm("Two", "text", "Erase")
    assert dialogs.folder("Three") == tmp_path
    assert dialogs.save_file("Four", "letter.pdf", ["PDF (*.pdf)"]) is None
    assert [title for title, _ in dialogs.asked] == ["One", "Two", "Three", "Four"]
    with pytest.raises(LookupError):
        dialogs.confirm("Five", "text", "Erase")


def test_queue_refuses_an_answer_that_was_not_offered(look: Look) -> None:
    with pytest.raises(LookupError):
        QueuedDialogs(look, ["maybe"]).confirm("One", "text", "Erase")


# Actions


def test_every_action_has_its_own_id_and_keys() -> None:
    ids = [spec.id for spec in ACTIONS]
    keys = [QKeySequence(k).toString() for spec in ACTIONS for k in (spec.shortcut, *spec.also) if k]
    assert len(set(ids)) == len(ids)
    assert len(set(keys)) == len(keys)
    assert all(keys)


@pytest.mark.qt_log_ignore("keyToAscii Unhandled key code", extend=True)  # QTest knows Latin keys only
def test_keys_answer_by_their_place_where_the_only_layout_is_russian(look: Look, page: QWidget) -> None:
    actions, done = Actions(page), []
    for name in ("search", "quick-log", "save", "lock"):
        actions.on(name, lambda name=name: done.append(name))  # type: ignore[misc]
    for keys in ("Ctrl+Л", "Ctrl+Shift+Т", "Ctrl+І", "Ctrl+Д", "Ctrl+К"):
        QTest.keySequence(page, QKeySequence(keys))
    assert done == ["search", "quick-log", "save", "lock"]
    assert ("Find or do", "Ctrl+K") in actions.listing()


@pytest.mark.qt_log_ignore("keyToAscii Unhandled key code", extend=True)  # QTest knows Latin keys only
def test_text_is_copied_and_pasted_by_the_place_of_the_keys(look: Look, page: QWidget) -> None:
    for field in (LineField(look, "line", "Line", parent=page), LongField(look, "long", "Long", parent=page)):
        field.show()
        field.setFocus()
        QTest.keyClicks(field, "two ")
        for keys in ("Ctrl+Ф", "Ctrl+С", "End", "Ctrl+М"):
            QTest.keySequence(field, QKeySequence(keys))
        text = field.text() if isinstance(field, LineField) else field.toPlainText()
        assert text == "two two "


def test_action_answers_to_its_keys_once_it_is_connected(look: Look, page: QWidget) -> None:
    actions, done = Actions(page), []
    QTest.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    actions.on("lock", lambda: done.append("lock"))
    QTest.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page, Qt.Key.Key_F12)
    assert done == ["lock", "lock"]
    assert actions.listing() == [("Lock", "Ctrl+L")]
    with pytest.raises(KeyError):
        actions["dance"]
