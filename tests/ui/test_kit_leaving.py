"""What happens when the person leaves: idle time, the system's lock, the clipboard."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.clipboard import SECONDS, SecretClipboard
from ui.idle import REASONS, AutoLock
from ui.look import Look
from ui.system_locks import LinuxLocks, NoLocks
from ui.widgets.fields import LineField

Show = Callable[..., QWidget]
MOMENT = 0.02 / 60


class FakeSource(QObject):
    happened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.let_go = 0

    def covered(self) -> None:
        self.let_go += 1


def test_nobody_there_locks_once(qtbot: QtBot, qapp: QApplication) -> None:
    lock = AutoLock(MOMENT)
    reasons: list[str] = []
    lock.wanted.connect(reasons.append)
    assert not lock.watching
    lock.start()
    with qtbot.waitSignal(lock.wanted):
        pass
    assert reasons == ["idle"]
    assert not lock.watching


def test_a_key_begins_the_count_anew(look: Look, show: Show) -> None:
    window = show(LineField(look, "field", "Field")).windowHandle()
    now = [0.0]
    lock = AutoLock(1, seconds=lambda: now[0])
    reasons: list[str] = []
    lock.wanted.connect(reasons.append)
    lock.start()
    now[0] = 59
    QTest.keyClick(window, Qt.Key.Key_A)
    now[0] = 118
    QTest.keyClick(window, Qt.Key.Key_B)
    assert reasons == []


def test_first_key_after_a_long_sleep_locks(look: Look, show: Show) -> None:
    window = show(LineField(look, "field", "Field")).windowHandle()
    now = [0.0]
    lock = AutoLock(1, seconds=lambda: now[0])
    reasons: list[str] = []
    lock.wanted.connect(reasons.append)
    lock.start()
    now[0] = 3600
    QTest.keyClick(window, Qt.Key.Key_A)
    assert reasons == ["idle"]


def test_system_locks_at_once_and_is_let_go_when_covered(qapp: QApplication) -> None:
    source = FakeSource()
    lock = AutoLock(5, [source])
    reasons: list[str] = []
    lock.wanted.connect(reasons.append)
    source.happened.emit("sleep")
    assert reasons == []
    lock.start()
    source.happened.emit("sleep")
    source.happened.emit("session")
    assert reasons == ["sleep"]
    lock.covered()
    assert source.let_go == 1


def test_stopping_ends_the_watch(qtbot: QtBot) -> None:
    lock = AutoLock(MOMENT)
    lock.start()
    lock.set_minutes(5)
    lock.stop()
    with qtbot.assertNotEmitted(lock.wanted, wait=60):
        pass


def test_systems_without_signs_still_have_the_seam(qapp: QApplication) -> None:
    lock = AutoLock(5, [NoLocks()])
    lock.start()
    lock.covered()
    assert lock.watching
    assert {"idle", "sleep", "session"} <= set(REASONS)


@pytest.fixture
def bus(tmp_path: object) -> Iterator[QDBusConnection]:
    """A message bus of our own."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().decode().strip()
    assert re.match(r"unix:", address)
    connection = QDBusConnection.connectToBus(address, "test-bus")
    assert connection.isConnected()
    yield connection
    QDBusConnection.disconnectFromBus("test-bus")
    daemon.terminate()
    daemon.wait(5)
    daemon.stdout.close()


def send(bus: QDBusConnection, path: str, interface: str, name: str, *values: object) -> None:
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(values))
    assert bus.send(message)


@pytest.mark.tools("dbus-daemon")
def test_screen_saver_and_logind_are_heard(bus: QDBusConnection, qtbot: QtBot) -> None:
    assert bus.registerService("org.freedesktop.login1")
    locks = LinuxLocks(bus, bus)
    heard: list[str] = []
    locks.happened.connect(heard.append)
    assert locks.connected == 7
    send(bus, "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False)
    send(bus, "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True)
    qtbot.waitUntil(lambda: heard == ["session"])
    send(bus, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", True)
    qtbot.waitUntil(lambda: heard == ["session", "sleep"])
    session = "/org/freedesktop/login1/session/_31"
    send(bus, session, "org.freedesktop.login1.Session", "Lock")
    qtbot.waitUntil(lambda: heard == ["session", "sleep", "session"])
    locks.covered()


def test_secret_carries_the_marks_and_goes_after_its_time(qtbot: QtBot, qapp: QApplication) -> None:
    assert SECONDS == 30
    clipboard = SecretClipboard(seconds=0.01)
    clipboard.copy("marble ginger")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "marble ginger"
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert data.hasFormat("application/x-nspasteboard-concealed-type")
    assert any("CanIncludeInClipboardHistory" in kind for kind in data.formats())
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")
    assert not clipboard.counting


def test_what_another_copied_stays(qapp: QApplication) -> None:
    clipboard = SecretClipboard()
    clipboard.copy("secret")
    QGuiApplication.clipboard().setText("shopping list")
    clipboard.clear()
    assert QGuiApplication.clipboard().text() == "shopping list"
    QGuiApplication.clipboard().clear(QClipboard.Mode.Clipboard)


def test_clearing_on_lock_needs_no_waiting(qapp: QApplication) -> None:
    clipboard = SecretClipboard()
    clipboard.copy("secret")
    assert clipboard.counting
    clipboard.clear()
    assert QGuiApplication.clipboard().text() == ""
    assert not clipboard.counting


def test_the_watch_lets_every_event_pass(qapp: QApplication) -> None:
    event, watched = QEvent(QEvent.Type.KeyPress), QObject()
    assert not AutoLock(5).eventFilter(watched, event)
