"""The system's own signs that the person left: one class for each system, chosen in `system_locks`."""

from __future__ import annotations

import os
import sys
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage, QDBusUnixFileDescriptor

_LOGIN: Final = "org.freedesktop.login1"
_LOGIN_PATH: Final = "/org/freedesktop/login1"
_MANAGER: Final = "org.freedesktop.login1.Manager"
#: Screen savers that say when they become active: the common name, GNOME, Cinnamon, MATE, KDE.
_SAVERS: Final = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
)


def _slot(signature: str) -> Any:
    """A slot as QDBusConnection.connect takes it: text at run time, whatever its declared type says."""
    return SLOT(signature)


class LinuxLocks(QObject):
    """Listens to logind (session lock, sleep) and to the screen saver; both over D-Bus, neither is started by
    us.

    Holds a delay inhibitor of logind, so that the machine waits a moment before it sleeps, until `covered` is
    called.
    """

    happened = Signal(str)

    def __init__(
        self,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._system = QDBusConnection.systemBus() if system is None else system
        self._session = QDBusConnection.sessionBus() if session is None else session
        self._inhibitor = -1
        self.connected = self._listen()
        self._hold()

    def covered(self) -> None:
        """Lets logind go on."""
        if self._inhibitor >= 0:
            os.close(self._inhibitor)
            self._inhibitor = -1

    @Slot(bool)
    def prepare_for_sleep(self, begins: bool) -> None:
        if begins:
            self.happened.emit("sleep")
        else:
            self._hold()

    @Slot()
    def session_locked(self) -> None:
        self.happened.emit("session")

    @Slot(bool)
    def saver_changed(self, active: bool) -> None:
        if active:
            self.happened.emit("session")

    def _listen(self) -> int:
        """Number of signals that could be subscribed to."""
        count = 0
        if self._system.isConnected():
            sleep = _slot("prepare_for_sleep(bool)")
            count += self._system.connect(_LOGIN, _LOGIN_PATH, _MANAGER, "PrepareForSleep", self, sleep)
            # Any session of ours: without a path the signal of every session object matches, and only our own
            # user's agents may lock them.
            lock = _slot("session_locked()")
            count += self._system.connect(_LOGIN, "", "org.freedesktop.login1.Session", "Lock", self, lock)
        if self._session.isConnected():
            changed = _slot("saver_changed(bool)")
            for name, path in _SAVERS:
                count += self._session.connect("", path, name, "ActiveChanged", self, changed)
        return count

    def _hold(self) -> None:
        if not self._system.isConnected() or self._inhibitor >= 0:
            return
        bus = self._system.interface()
        if not bus.isServiceRegistered(_LOGIN).value():
            return
        login = QDBusInterface(_LOGIN, _LOGIN_PATH, _MANAGER, self._system)
        answer = login.call("Inhibit", "sleep", "Caseapp", "Caseapp covers its data", "delay")
        if answer.type() != QDBusMessage.MessageType.ReplyMessage or not answer.arguments():
            return
        handle = answer.arguments()[0]
        if isinstance(handle, QDBusUnixFileDescriptor) and handle.isValid():
            self._inhibitor = os.dup(handle.fileDescriptor())


class NoLocks(QObject):
    """A system that we can't hear yet; the idle timer alone locks there.

    This is the place for Windows (WTSRegisterSessionNotification, WM_POWERBROADCAST) and macOS
    (com.apple.screenIsLocked, willSleep): a class with `happened` and `covered`, chosen below.
    """

    happened = Signal(str)

    def covered(self) -> None:
        """Nothing waits."""


def system_locks(parent: QObject | None = None) -> LinuxLocks | NoLocks:
    """The source of this system."""
    return LinuxLocks(parent=parent) if sys.platform.startswith("linux") else NoLocks(parent)
