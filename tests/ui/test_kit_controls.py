"""Buttons, chips, segments and fields: by mouse, by keyboard, and as a screen reader finds them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.look import Look, advance
from ui.widgets.buttons import Button, Check
from ui.widgets.chips import FilterChip, RiskChip, StatusPill
from ui.widgets.fields import ChoiceField, LineField, LongField
from ui.widgets.labels import ElidedLabel, FieldLabel, Words
from ui.widgets.segments import Choice, Segments, answer_choices, risk_choices
from ui.widgets.shapes import level, level_word

Show = Callable[..., QWidget]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


KINDS = ("main", "normal", "flat", "link")


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_button_answers_to_keys(qtbot: QtBot, show: Show, look: Look, key: Qt.Key) -> None:
    button = Button(look, "&Open case", "open")
    show(button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_button_is_found_by_its_words_without_the_mnemonic(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Save && &close", "save")
    qtbot.addWidget(button)
    assert (button.objectName(), button.accessibleIdentifier()) == ("save", "save")
    assert button.accessibleName() == "Save & close"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scale", [100, 200])
def test_button_has_room_for_its_words(look: Look, qtbot: QtBot, kind: str, scale: int) -> None:
    look.set("light", scale)
    button = Button(look, "Восстановить из копии", "restore", kind=kind, icon="usb")  # type: ignore[arg-type]
    qtbot.addWidget(button)
    words = advance("Восстановить из копии", look.bold() if kind == "main" else look.font())
    assert button.sizeHint().width() >= words + look.icon_size() + 8
    assert button.sizeHint().height() >= look.font().pixelSize() * 1.4


def test_icon_only_button_keeps_its_words_for_others(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "&Hide names", "hide", icon="eye-off")
    qtbot.addWidget(button)
    wide = button.sizeHint().width()
    button.set_icon_only(True)
    assert button.sizeHint().width() == 36 < wide
    assert (button.toolTip(), button.accessibleName()) == ("Hide names", "Hide names")


def test_busy_button_waits_and_comes_back(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "&Open", "open")
    qtbot.addWidget(button)
    button.set_busy("Opening…")
    assert (button.isEnabled(), button.text(), button.accessibleName()) == (False, "Opening…", "Opening…")
    button.set_busy("Still opening…")
    button.set_busy("")
    assert (button.isEnabled(), button.text(), button.busy) == (True, "&Open", False)


def test_check_box_is_hit_anywhere_on_its_words(look: Look, show: Show) -> None:
    check = Check(look, "Journalist and municipal deputy", "deputy")
    show(check)
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(check.sizeHint().width() - 4, 8))
    assert check.isChecked()
    QTest.keyClick(check, Qt.Key.Key_Space)
    assert not check.isChecked()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("critical", "crit"),
        ("crit", "crit"),
        ("moderate", "mod"),
        ("3", "high"),
        ("", ""),
        (None, ""),
        ("new", ""),
    ],
)
def test_levels_of_stored_codes(code: str | None, expected: str) -> None:
    assert level(code) == expected


def test_unknown_risk_is_a_word_without_shape(look: Look, qtbot: QtBot) -> None:
    chip = RiskChip(look, None, "risk")
    qtbot.addWidget(chip)
    assert level_word(None) == "Not assessed"
    assert chip.accessibleName() == "Risk: Not assessed"
    assert chip.sizeHint().width() == advance("Not assessed", look.font(12))
    chip.set_code("critical")
    assert chip.accessibleName() == "Risk: Critical"
    assert chip.sizeHint().width() == 24 + advance("Critical", look.bold(12)) + 10


def test_status_pill_says_its_status(look: Look, qtbot: QtBot) -> None:
    pill = StatusPill(look, "waiting", "status")
    qtbot.addWidget(pill)
    assert pill.accessibleName() == "Status: Waiting"


def test_filter_chip_counts_and_does_not_move_when_switched(look: Look, show: Show) -> None:
    chip = FilterChip(look, "Open", "open", count=40)
    show(chip)
    before = chip.sizeHint()
    assert chip.accessibleName() == "Open, 40"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    assert chip.sizeHint() == before
    chip.set_count(None)
    assert chip.accessibleName() == "Open"


def test_segments_walk_with_arrows_and_tell(look: Look, show: Show) -> None:
    segments = Segments(look, risk_choices(), "risk", "How serious")
    show(segments)
    told: list[str] = []
    segments.chosen.connect(told.append)
    segments.set_value("low")
    assert told == []
    segments.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Right)
    assert (segments.value(), told) == ("mod", ["mod"])
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    assert (segments.value(), told) == ("", ["mod", ""])


def test_segments_show_an_unknown_code_as_empty(look: Look, qtbot: QtBot) -> None:
    segments = Segments(look, answer_choices(), "answer", "Still going on")
    qtbot.addWidget(segments)
    segments.set_value("refused")
    assert segments.value() == "refused"
    segments.set_value("maybe")
    assert segments.value() == ""


def test_segments_have_room_at_twice_the_text(look: Look, show: Show) -> None:
    look.set("light", 200)
    segments = Segments(look, risk_choices(), "risk", "How serious")
    show(segments)
    for choice in risk_choices():
        button = segments.findChild(QWidget, f"risk.{choice.code}")
        assert button is not None
        assert button.width() >= advance(choice.text, look.bold()) + look.icon_size(11)


def test_choice_keeps_a_code_it_does_not_know(look: Look, qtbot: QtBot) -> None:
    field = ChoiceField(look, [Choice("a", "Alpha"), Choice("b", "Beta")], "kind", "Kind", empty="Choose")
    qtbot.addWidget(field)
    told: list[str] = []
    field.chosen.connect(told.append)
    assert field.value() == ""
    field.set_value("retired")
    assert (field.value(), told) == ("retired", [])
    field.set_choices([Choice("a", "Alpha")])
    assert field.value() == "retired"


def test_choice_is_changed_by_keys_but_not_by_the_wheel(look: Look, show: Show) -> None:
    field = ChoiceField(look, [Choice("a", "Alpha"), Choice("b", "Beta")], "kind", "Kind")
    show(field)
    told: list[str] = []
    field.chosen.connect(told.append)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert (field.value(), told) == ("a", ["a"])
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, wheel)
    assert field.value() == "a"


def test_line_field_forgets_for_good(look: Look, show: Show) -> None:
    field = LineField(look, "name", "Name")
    show(field)
    QTest.keyClicks(field, "Elena")
    field.forget()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""


@pytest.mark.parametrize("make", [LineField, LongField])
def test_fields_keep_people_from_dictionaries(
    look: Look, qtbot: QtBot, make: type[LineField | LongField]
) -> None:
    field = make(look, "name", "Name")
    qtbot.addWidget(field)
    hints = field.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText
    assert (field.objectName(), field.accessibleName()) == ("name", "Name")
    if isinstance(field, LineField):
        assert not field.dragEnabled()


def test_field_edge_shows_an_error_without_moving_the_text(look: Look, show: Show) -> None:
    field = LineField(look, "when", "When")
    show(field)
    before = field.size()
    assert before.height() == 32
    field.set_error(True)
    QApplication.processEvents()
    edge = field.grab().toImage().pixelColor(field.width() // 2, 0)
    assert edge.name().upper() == look.theme.crit
    assert field.size() == before


def test_long_field_grows_to_eight_lines_and_tab_leaves(look: Look, show: Show) -> None:
    field, after = LongField(look, "words", "Words"), LineField(look, "after", "After")
    show(field, after)
    heights = []
    for lines in (1, 2, 5, 8, 12):
        field.setPlainText("\n".join("line" for _ in range(lines)))
        heights.append(field.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_label_leads_to_its_field(look: Look, show: Show) -> None:
    field = LineField(look, "when", "")
    label = FieldLabel(look, "&When", field)
    show(label, field)
    assert label.buddy() is field
    assert field.accessibleName() == "When"
    other = LineField(look, "other", "Other")
    assert FieldLabel(look, "&Other", other).buddy() is other


def test_words_of_a_client_are_never_read_as_markup(look: Look, qtbot: QtBot) -> None:
    words = Words(look, "<b>bold</b> <img src='x'>", "words")
    qtbot.addWidget(words)
    assert words.textFormat() == Qt.TextFormat.PlainText


def test_elided_label_tells_the_whole_in_its_tooltip(look: Look, qtbot: QtBot, show: Show) -> None:
    label = ElidedLabel(look, "Papers and status of the whole family", "title")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    QApplication.processEvents()
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    QApplication.processEvents()
    assert label.toolTip() == ""
