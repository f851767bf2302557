"""A screen of its own with an accessibility bus: the hands and eyes of the black-box tests."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

DRIVER = Path(__file__).with_name("driver.py")
SYSTEM_PYTHON = "/usr/bin/python3"
#: Seconds after which a control that should be there is given up.
PATIENCE = 15.0
#: What Qt's accessibility bridge says of an older bus, and of a control that went while it was asked about.
KNOWN = ["GetApplicationBusAddress", "Could not find accessible on path", "qt.accessibility.atspi"]

_WAKE = (
    "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi;"
    "Atspi.get_desktop(0).get_child_count()"
)


class Screen:
    """Xvfb, a session bus of its own, and the folder of its sockets. `close` ends all it started."""

    def __init__(self, folder: Path, width: int = 1366, height: int = 768) -> None:
        self.children: list[subprocess.Popen[Any]] = []
        self.layout = "us"
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        self.environment = {
            **os.environ,
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "NO_AT_BRIDGE": "0",
            "GTK_MODULES": "",
        }
        for name in ("WAYLAND_DISPLAY", "XAUTHORITY", "AT_SPI_BUS_ADDRESS"):
            self.environment.pop(name, None)
        reader, writer = os.pipe()
        self._start(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
            pass_fds=[writer],
        )
        os.close(writer)
        with os.fdopen(reader) as answer:
            self.environment["DISPLAY"] = ":" + answer.readline().strip()
        bus = self._start(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True
        )
        assert bus.stdout is not None
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        # A program that starts before the accessibility bus does would never be seen on it.
        subprocess.run([SYSTEM_PYTHON, "-c", _WAKE], env=self.environment, check=True, timeout=60)

    def _start(self, command: Sequence[str], **options: Any) -> subprocess.Popen[Any]:
        options = {"stderr": subprocess.DEVNULL, **options}
        child = subprocess.Popen(command, env=self.environment, start_new_session=True, **options)
        self.children.append(child)
        return child

    def run(self, command: Sequence[str], log: Path, **environment: str) -> Window:
        """Starts a program with a window; it must keep its process number. What it prints goes to the log."""
        with log.open("ab") as file:
            child = subprocess.Popen(
                command,
                env={**self.environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
        self.children.append(child)
        return Window(self, child, log)

    def picture(self, target: Path) -> None:
        """Takes a picture of the whole screen (PNG), through Qt in a process of its own."""
        script = (
            "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
            "app.primaryScreen().grabWindow(0).save(sys.argv[1])"
        )
        subprocess.run(
            [sys.executable, "-c", script, str(target)], env=self.environment, check=True, timeout=30
        )

    def keys(self, *keys: str) -> None:
        """Presses keys by their X names: `ctrl+l`, `Return`, `Tab`; letters are those of the Latin layout."""
        self._lay_out("us")
        subprocess.run(
            ["xdotool", "key", "--delay", "5", *keys], env=self.environment, check=True, timeout=30
        )

    def type(self, text: str) -> None:
        """Types on the keyboard into whatever has the focus; each Cyrillic part with the Russian layout."""
        for part in re.findall(r"[^а-яё]+|[а-яё][^a-z]*", text, re.IGNORECASE):
            layout = "ru" if re.match("[а-яё]", part, re.IGNORECASE) else "us"
            self._lay_out(layout)
            subprocess.run(
                ["xdotool", "type", "--delay", "5", "--", part], env=self.environment, check=True, timeout=60
            )

    def _lay_out(self, layout: str) -> None:
        if layout != self.layout:
            subprocess.run(["setxkbmap", layout], env=self.environment, check=True, timeout=30)
            self.layout = layout

    def close(self) -> None:
        """Ends every process that was started here, newest first, and those they started."""
        for child in reversed(self.children):
            for final in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(child.pid, final)
                    child.wait(5)
                    break
                except subprocess.TimeoutExpired:
                    continue
                except ProcessLookupError:
                    child.wait(5)
                    break
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    stream.close()


class Window:
    """The window of one program, moved by the driver."""

    def __init__(self, screen: Screen, program: subprocess.Popen[Any], log: Path) -> None:
        self.screen = screen
        self.log = log
        self.program = program
        self.driver = screen._start(
            [SYSTEM_PYTHON, str(DRIVER), str(program.pid)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, method: str, **arguments: Any) -> Any:
        """Sends one order to the driver and gives its answer; a refusal becomes an AssertionError."""
        assert self.driver.stdin is not None
        assert self.driver.stdout is not None
        self.driver.stdin.write(json.dumps([method, arguments]) + "\n")
        self.driver.stdin.flush()
        line = self.driver.stdout.readline()
        assert line, "the driver has ended"
        answer = json.loads(line)
        if "bad" in answer:
            code = self.program.poll()
            life = "" if code is None else f"\nthe program ended with {code}"
            shown = f"{self.dump()}\n{self.log.read_text(encoding='utf-8')}"
            raise AssertionError(f"{method} {arguments}: {answer['bad']}{life}\n{shown}")
        return answer["good"]

    def dump(self) -> str:
        """What is to be seen in the window, as an indented list."""
        assert self.driver.stdin is not None
        assert self.driver.stdout is not None
        self.driver.stdin.write('["dump", {}]\n')
        self.driver.stdin.flush()
        return str(json.loads(self.driver.stdout.readline())["good"])

    def on_screen(self) -> list[str]:
        """The visible windows and menus of the program, the lowest first, by X number."""
        seek = ["xdotool", "search", "--onlyvisible", "--pid", str(self.program.pid)]
        return subprocess.run(
            seek, env=self.screen.environment, timeout=30, capture_output=True, text=True
        ).stdout.split()

    def activate(self) -> None:
        """Gives the topmost window of the program the keyboard, as a window manager would."""
        focus = ["xdotool", "windowfocus", "--sync", self.on_screen()[-1]]
        subprocess.run(focus, env=self.screen.environment, check=True, timeout=30)

    def find(
        self,
        key: str | None = None,
        *,
        name: str | None = None,
        role: str | None = None,
        state: str | None = None,
        within: str | None = None,
        timeout: float = PATIENCE,
    ) -> Control:
        """The first visible control with this identifier, name, role and state, as soon as there is one.

        `within`: the identifier of a control that it stands in.
        """
        wanted = {"key": key, "name": name, "role": role, "state": state, "within": within}
        return Control(self, self.ask("find", timeout=timeout, **wanted))

    def popup(self, opener: str) -> None:
        """Presses a control that opens a menu, and waits for the menu: it is a window of its own."""
        before = len(self.on_screen())
        self.find(opener).press()
        end = time.monotonic() + PATIENCE
        while len(self.on_screen()) <= before:
            assert time.monotonic() < end, f"{opener} opened no menu"
            time.sleep(0.05)

    def gone(self, key: str, timeout: float = PATIENCE) -> None:
        """Waits until no visible control has this identifier."""
        self.ask("absent", timeout=timeout, key=key)

    def said(self) -> list[str]:
        """The lines that the program printed, apart from those that Qt prints for every program."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if not any(known in line for known in KNOWN)]

    def unnamed(self) -> list[str]:
        """Visible controls without a name for screen readers."""
        return list(self.ask("unnamed"))


class Control:
    """One control of the window."""

    def __init__(self, window: Window, handle: int) -> None:
        self.window = window
        self.handle = handle

    def press(self, action: str = "") -> None:
        """Does the control's action: the first one, or the one of this name."""
        self.window.ask("act", handle=self.handle, action=action)

    def tick(self) -> None:
        """Presses a radio button, a box or a switch, and waits until it is on."""
        self.press()
        self.window.ask("until", handle=self.handle, state="checked", timeout=PATIENCE)

    def focus(self) -> None:
        """Gives the control the keyboard."""
        self.window.activate()
        self.window.ask("focus", handle=self.handle)

    def type(self, text: str, *keys: str) -> None:
        """Focuses the field and types, then presses further keys."""
        self.focus()
        self.window.screen.type(text)
        if keys:
            self.window.screen.keys(*keys)

    def write(self, text: str) -> None:
        """Replaces the text of a field at once, as dictation does."""
        self.window.ask("write", handle=self.handle, text=text)

    def choose(self, place: int) -> None:
        """Selects the child at this place."""
        self.window.ask("choose", handle=self.handle, place=place)

    @property
    def text(self) -> str:
        return str(self.window.ask("text", handle=self.handle))

    @property
    def count(self) -> int:
        """How many children it has: rows of a list, cells of a table."""
        return int(self.window.ask("count", handle=self.handle))

    @property
    def states(self) -> set[str]:
        return set(self.window.ask("describe", handle=self.handle)["states"])

    @property
    def name(self) -> str:
        return str(self.window.ask("describe", handle=self.handle)["name"])
