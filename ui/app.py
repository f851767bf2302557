"""Starts the application: type, colours, language, and the first thing that is shown."""

from __future__ import annotations

import faulthandler
import os
import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from caseapp import i18n, log
from caseapp.clock import Clock
from caseapp.paths import Paths
from caseapp.settings import Settings
from ui.application import make_application
from ui.gate import Gate
from ui.language import speak
from ui.look import Look


def run(places: Paths, chosen: Settings, clock: Clock, store: Path | None, passphrase: str = "") -> int:
    """Opens the window and returns when it was closed.

    `store`: the folder to open instead of the customary one. `passphrase` opens it at once; only the
    demonstration has one that everybody may know.
    """
    app = make_application(sys.argv[:1])
    keep_qt_quiet()
    app.setDesktopFileName("caseapp")
    speak(app, chosen.language or _system_language())
    look = Look(chosen.theme, chosen.text_scale, app)
    look.apply()
    gate = Gate(app, look, places, chosen, clock, ThisProcess(), store)
    log.watch(places.crash_log, gate.faults.tell)
    gate.start(passphrase)
    code = app.exec()
    if not gate.ended:
        os._exit(code)  # a thread hangs in the disk; taking Qt down around it would crash
    return code


def keep_qt_quiet() -> None:
    """From now on Qt names only the room that a warning comes from: its texts may quote what stands in a
    window, and what is printed ends up in the journal of the system.

    Developers see the texts by Qt's own switch QT_FORCE_STDERR_LOGGING=1.
    """
    if os.environ.get("QT_FORCE_STDERR_LOGGING") != "1":
        qInstallMessageHandler(_qt_said)


def _qt_said(kind: QtMsgType, context: QMessageLogContext, _text: str) -> None:
    if kind != QtMsgType.QtDebugMsg and sys.stderr is not None:
        print(f"Qt {kind.name} {context.category or ''}", file=sys.stderr)  # noqa: T201 - holds no values


class ThisProcess:
    """The process as the window's gate sees it."""

    def start_anew(self, arguments: list[str]) -> None:
        """Replaces this process by a fresh one, which knows nothing: only so is the memory truly cleared."""
        words = [sys.executable, *([] if getattr(sys, "frozen", False) else [sys.argv[0]]), *arguments]
        # Also where the program was removed meanwhile, nothing may stay in memory.
        with suppress(OSError):
            _replace(words)
        os._exit(0)

    def end_within(self, seconds: float) -> None:
        """Ends the process after that time, from a thread that needs nothing of Python or Qt."""
        # Its report of what hung names places in the code only, and goes nowhere.
        faulthandler.dump_traceback_later(seconds, exit=True, file=open(os.devnull, "w"))  # noqa: SIM115 - held to the end


def _replace(words: list[str]) -> None:
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(words, close_fds=True)  # noqa: S603 - our own program
    else:
        os.execv(sys.executable, words)  # noqa: S606 - our own program


def _system_language() -> str:
    """The language of the system where we have it, else English."""
    from PySide6.QtCore import QLocale

    code = QLocale.system().name().split("_")[0]
    return code if code in i18n.LANGUAGES else "en"
