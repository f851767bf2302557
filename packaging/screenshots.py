"""Takes the pictures in docs/pictures from the real window, on fictional clients, on a screen of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SIZE = (1366, 768)
INSIDE = "CASEAPP_SCREENSHOTS_INSIDE"


def main() -> int:
    """Starts a virtual screen and this program again on it."""
    if os.environ.get(INSIDE):
        return take()
    screen = shutil.which("Xvfb")
    if screen is None:
        print("Xvfb is needed: the pictures are taken on a screen of their own.", file=sys.stderr)
        return 1
    read, write = os.pipe()
    server = subprocess.Popen(
        [screen, "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        display = os.read(read, 16).decode().strip()
        with tempfile.TemporaryDirectory() as home:
            inside = {INSIDE: "1", "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb", "CASEAPP_HOME": home}
            return subprocess.run([sys.executable, __file__], env=os.environ | inside, check=False).returncode
    finally:
        server.terminate()
        server.wait()


def take() -> int:
    """Makes the demonstration's store and walks through the window, picture by picture."""
    sys.path.insert(0, str(ROOT))
    from caseapp import settings
    from caseapp.cli import Answer
    from caseapp.clock import SystemClock
    from caseapp.paths import Paths
    from caseapp.services import demo

    places, clock = Paths.default(), SystemClock()
    folder = places.data / "demonstration"
    demo.run(folder, Answer(as_json=True), clock)
    PICTURES.mkdir(parents=True, exist_ok=True)
    walk = Walk(places, clock, folder / "store", demo.PASSPHRASE)
    walk.unlock()
    for name, language, theme in (("", "en", "light"), ("-dark", "en", "dark"), ("-ru", "ru", "light")):
        settings.save(places.settings, settings.load(places.settings).but(language=language, theme=theme))
        walk.through(name, language, theme)
    walk.end()
    print(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES.relative_to(ROOT)}")
    return 0


class Staying:
    """Stands for the process, which is neither replaced nor ended here."""

    def start_anew(self, arguments: list[str]) -> None:
        """Nothing locks while the pictures are taken."""

    def end_within(self, seconds: float) -> None:
        """Nor does anything close."""


class Walk:
    """The application and its windows; every step waits until the window has come to rest."""

    def __init__(self, places: Any, clock: Any, store: Path, passphrase: str) -> None:
        from caseapp.settings import Settings
        from ui.application import make_application
        from ui.gate import Gate
        from ui.language import speak
        from ui.look import Look

        self.app = make_application(sys.argv[:1])
        speak(self.app, "en")
        self.look = Look("light", 100, self.app)
        self.look.apply()
        chosen = Settings(language="en", theme="light", auto_lock_minutes=30)
        self.gate = Gate(self.app, self.look, places, chosen, clock, Staying(), store)
        self.passphrase = passphrase

    def unlock(self) -> None:
        """The unlock screen, then the store."""
        self.gate.window.resize(*SIZE)
        self.gate.start()
        self.rest()
        self.shoot("unlock", self.gate.window)
        screen: Any = self.gate.window.centralWidget()
        screen.open_requested.emit(self.passphrase)
        self.until(lambda: self.gate.open_store is not None)
        self.window.resize(*SIZE)
        self.rest()

    @property
    def window(self) -> Any:
        assert self.gate.open_store is not None
        return self.gate.open_store.window

    def through(self, name: str, language: str, theme: str) -> None:
        """The screens that the README shows, in one language and theme."""
        open_store = self.gate.open_store
        assert open_store is not None
        open_store.change_settings(self.gate.settings.but(language=language, theme=theme))
        self.rest()
        self.window.resize(*SIZE)
        open_store.go("cases")
        self.rest()
        open_store.book("cases").back()
        self.rest()
        if name != "-dark":
            self.shoot("cases" + name, self.window)
        case = self.asked("NL-0001")
        open_store.open_case(case, "threats")
        self.rest()
        self.shoot("case" + name, self.window)
        if name == "-dark":
            return
        open_store.open_letter(self.draft(case, language))
        self.rest(60)
        self.shoot("letter" + name, self.window)
        open_store.book("letters").back()
        if not name:
            for place in ("contacts", "backup"):
                open_store.go(place)
                self.rest()
                self.shoot(place, self.window)

    def asked(self, number: str) -> str:
        """The id of a case, asked on the store thread."""
        assert self.gate.open_store is not None
        office, found = self.gate.open_store.office, list[str]()
        self.gate.runner.run(lambda: office.cases.by_number(number), found.append)
        self.until(lambda: bool(found))
        return found[0]

    def draft(self, case: str, language: str) -> str:
        """A draft of a letter to a contact."""
        assert self.gate.open_store is not None
        office, found = self.gate.open_store.office, list[Any]()

        def write() -> Any:
            from caseapp.records import Contact

            draft = office.letters.new(case, "asylum_support", language).record
            to = next(c for c in office.records.all(Contact) if c.kind == "ASY")
            return office.letters.change(draft.id, contact_id=to.id)

        self.gate.runner.run(write, found.append)
        self.until(lambda: bool(found))
        return str(found[0].record.id)

    def rest(self, turns: int = 25) -> None:
        """Lets answers arrive and the window paint."""
        for _ in range(turns):
            self.turn(40)

    def turn(self, milliseconds: int) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, done: Callable[[], bool]) -> None:
        for _ in range(2000):
            if done():
                return
            self.turn(20)
        raise TimeoutError

    def shoot(self, name: str, window: Any) -> None:
        """Saves what the window shows, with few colours: the pictures lie in the repository."""
        from PIL import Image

        path = PICTURES / f"{name}.png"
        window.grab().save(str(path), "PNG")
        with Image.open(path) as picture:
            few = picture.convert("RGB").quantize(160, dither=Image.Dither.NONE)
        few.save(path, optimize=True)

    def end(self) -> None:
        """Closes the store."""
        assert self.gate.open_store is not None
        office, done = self.gate.open_store.office, list[Any]()
        self.gate.runner.run(office.close, done.append)
        self.until(lambda: bool(done))
        self.gate.runner.close()


if __name__ == "__main__":
    sys.exit(main())
