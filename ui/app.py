"""Starts the application: type, colours, language, and the first thing that is shown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
    app.setDesktopFileName("caseapp")
    speak(app, chosen.language or _system_language())
    look = Look(chosen.theme, chosen.text_scale, app)
    look.apply()
    gate = Gate(app, look, places, chosen, clock, start_anew, store)
    log.watch(places.crash_log, gate.tell_bug)
    gate.start(passphrase)
    return app.exec()


def start_anew(arguments: list[str]) -> None:
    """Replaces this process by a fresh one, which knows nothing: only so is the memory truly cleared."""
    words = [sys.executable, *([] if getattr(sys, "frozen", False) else [sys.argv[0]]), *arguments]
    if sys.platform == "win32":
        subprocess.Popen(words, close_fds=True)  # noqa: S603 - our own program
        os._exit(0)
    os.execv(sys.executable, words)  # noqa: S606 - our own program


def _system_language() -> str:
    """The language of the system where we have it, else English."""
    from PySide6.QtCore import QLocale

    code = QLocale.system().name().split("_")[0]
    return code if code in i18n.LANGUAGES else "en"
