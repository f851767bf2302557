"""The unlock screen: asks once, forgets for good, and says nothing about whose store it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from caseapp import i18n
from ui.keyboard import Keyboard, KeyboardReader
from ui.look import Look
from ui.screens.unlock import UnlockScreen

Show = Callable[..., QWidget]


class Keys(KeyboardReader):
    """A keyboard that says what the test wants."""

    def __init__(self, state: Keyboard) -> None:
        super().__init__()
        self.state = state

    def read(self) -> Keyboard:
        return self.state


@pytest.fixture
def keys(qapp: QApplication) -> Keys:
    return Keys(Keyboard("ru", False))


@pytest.fixture
def screen(look: Look, show: Show, keys: Keys) -> UnlockScreen:
    made = UnlockScreen(look, keyboard=keys)
    show(made, width=1366, height=768)
    made.field.setFocus()
    QApplication.processEvents()
    return made


def press(screen: QWidget, name: str) -> None:
    button = screen.findChild(QAbstractButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_enter_and_the_button_ask_for_the_same(screen: UnlockScreen) -> None:
    asked: list[str] = []
    screen.open_requested.connect(asked.append)
    assert screen.field.hasFocus()
    QTest.keyClick(screen.field, Qt.Key.Key_Return)
    assert asked == []
    QTest.keyClicks(screen.field, "marble ginger")
    QTest.keyClick(screen.field, Qt.Key.Key_Return)
    QTest.mouseClick(screen.button, Qt.MouseButton.LeftButton)
    assert asked == ["marble ginger", "marble ginger"]


def test_first_key_says_that_typing_began_once(screen: UnlockScreen) -> None:
    typing: list[int] = []
    screen.typing.connect(lambda: typing.append(1))
    QTest.keyClicks(screen.field, "abc")
    assert typing == [1]


def test_wrong_passphrase_stays_selected_and_is_told(screen: UnlockScreen) -> None:
    QTest.keyClicks(screen.field, "wrong")
    screen.opening()
    assert (screen.button.text(), screen.button.isEnabled(), screen.field.isEnabled()) == (
        "Opening…",
        False,
        False,
    )
    screen.refused("The passphrase did not open this store.")
    assert screen.field.hasFocus()
    assert screen.field.selectionLength() == len(screen.field.text()) == 5
    assert screen.problem.isVisible()
    assert screen.problem.accessibleName() == "The passphrase did not open this store."
    assert (screen.button.text(), screen.button.isEnabled()) == ("&Open", True)
    QTest.keyClicks(screen.field, "r")
    assert not screen.problem.isVisible()


def test_delay_is_counted_down_on_the_button(screen: UnlockScreen) -> None:
    QTest.keyClicks(screen.field, "wrong")
    asked: list[str] = []
    screen.open_requested.connect(asked.append)
    screen.refused("The passphrase did not open this store.", wait=2)
    assert (screen.button.text(), screen.button.isEnabled()) == ("Open again in 2 seconds", False)
    QTest.keyClick(screen.field, Qt.Key.Key_Return)
    assert asked == []
    screen._second_passed()
    assert screen.button.text() == "Open again in 1 second"
    screen._second_passed()
    assert (screen.button.text(), screen.button.isEnabled()) == ("&Open", True)


def test_text_shows_only_while_the_eye_is_open(screen: UnlockScreen) -> None:
    QTest.keyClicks(screen.field, "marble")
    assert screen.field.echoMode() == QLineEdit.EchoMode.Password
    press(screen, "unlock.passphrase.eye")
    assert screen.field.echoMode() == QLineEdit.EchoMode.Normal
    hints = screen.field.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText
    press(screen, "unlock.passphrase.eye")
    assert screen.field.echoMode() == QLineEdit.EchoMode.Password


def test_nothing_brings_the_passphrase_back(screen: UnlockScreen) -> None:
    QTest.keyClicks(screen.field, "marble")
    press(screen, "unlock.passphrase.eye")
    QTest.keyClick(screen.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().setText("before")
    QTest.keyClick(screen.field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(screen.field, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"
    assert screen.field.text() == "marble"
    screen.forget()
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        QTest.keyClick(screen.field, key, Qt.KeyboardModifier.ControlModifier)
    assert screen.field.text() == ""
    assert screen.field.echoMode() == QLineEdit.EchoMode.Password


def test_keyboard_and_caps_lock_are_shown(screen: UnlockScreen, keys: Keys) -> None:
    badge = screen.findChild(QWidget, "unlock.passphrase.language")
    assert badge is not None
    assert badge.isVisible()
    assert badge.accessibleName() == "RU"
    assert screen.layout_note.accessibleName() == "Russian keyboard"
    assert not screen.caps.isVisible()
    keys.state = Keyboard("en", True)
    QTest.keyClicks(screen.field, "A")
    assert badge.accessibleName() == "EN"
    assert screen.layout_note.accessibleName() == "English keyboard"
    assert screen.caps.isVisible()


def test_keyboard_is_learned_from_what_is_typed(qapp: QApplication) -> None:
    reader = KeyboardReader()
    assert reader.read() == Keyboard("", None)
    reader.learn("ф", shifted=False)
    assert reader.read() == Keyboard("ru", False)
    reader.learn("D", shifted=False)
    assert reader.read() == Keyboard("en", True)
    reader.learn("7", shifted=False)
    reader.learn("", shifted=True)
    assert reader.read() == Keyboard("en", True)
    reader.learn("D", shifted=True)
    assert reader.read().caps is False


def test_links_lead_out(screen: UnlockScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.restore_requested):
        press(screen, "unlock.restore")
    with qtbot.waitSignal(screen.other_store_requested):
        press(screen, "unlock.other")


def test_recovery_key_is_asked_for_in_the_same_field(screen: UnlockScreen) -> None:
    asked: list[tuple[str, str]] = []
    screen.open_requested.connect(lambda text: asked.append(("passphrase", text)))
    screen.recover_requested.connect(lambda text: asked.append(("recovery", text)))
    QTest.keyClicks(screen.field, "half typed")
    press(screen, "unlock.recovery")
    assert screen.recovering
    assert screen.field.text() == ""
    assert screen.field.accessibleName() == "Recovery key"
    assert screen.field.echoMode() == QLineEdit.EchoMode.Normal
    QTest.keyClicks(screen.field, "7K2M")
    QTest.keyClick(screen.field, Qt.Key.Key_Return)
    press(screen, "unlock.recovery")
    QTest.keyClicks(screen.field, "marble")
    QTest.keyClick(screen.field, Qt.Key.Key_Return)
    assert asked == [("recovery", "7K2M"), ("passphrase", "marble")]


def test_whole_recovery_key_is_in_sight(screen: UnlockScreen) -> None:
    press(screen, "unlock.recovery")
    screen.field.setText(" ".join(["XNXN"] * 9))
    QApplication.processEvents()
    margins = screen.field.textMargins()
    room = screen.field.width() - margins.left() - margins.right()
    assert screen.field.fontMetrics().horizontalAdvance(screen.field.text()) < room
    press(screen, "unlock.recovery")
    QApplication.processEvents()
    assert screen.field.width() == 400


def test_language_is_switched_with_the_text_kept(screen: UnlockScreen) -> None:
    QTest.keyClicks(screen.field, "marble")

    def speak(code: str) -> None:
        i18n.set_language(code)
        screen.retranslate()

    screen.language_chosen.connect(speak)
    press(screen, "unlock.language.ru")
    assert i18n.language() == "ru"
    assert screen.field.text() == "marble"
    russian = screen.findChild(QAbstractButton, "unlock.language.ru")
    assert russian is not None


def test_tab_order_begins_with_the_passphrase_and_ends_with_another_store(screen: UnlockScreen) -> None:
    screen.field.setFocus()
    seen = []
    for _ in range(8):
        widget = QApplication.focusWidget()
        assert widget is not None
        seen.append(widget.objectName())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert seen[:4] == ["unlock.passphrase", "unlock.passphrase.eye", "unlock.open", "unlock.recovery"]
    assert len(set(seen[:7])) == 7
    assert "unlock.other" in seen


@pytest.mark.parametrize(("width", "height", "scale"), [(1366, 768, 100), (800, 600, 100), (1366, 768, 200)])
def test_everything_is_in_sight(
    look: Look, show: Show, keys: Keys, width: int, height: int, scale: int
) -> None:
    look.set("light", scale)
    screen = UnlockScreen(look, keyboard=keys)
    page = show(screen, width=width, height=height)
    screen.refused(
        "The passphrase did not open this store. Nothing was lost; look at the keyboard and try again."
    )
    QApplication.processEvents()
    assert (page.width(), page.height()) == (width, height)
    for child in screen.findChildren(QWidget):
        if child.isVisible():
            spot = child.mapTo(page, child.rect().topLeft())
            assert spot.x() >= 0
            assert spot.y() >= 0
            assert spot.x() + child.width() <= width, child.objectName()
            assert spot.y() + child.height() <= height, child.objectName()
