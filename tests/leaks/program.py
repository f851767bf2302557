"""The real program under test, from outside: gives orders to `living_window.py` and reads its answers."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

LIVING = Path(__file__).with_name("living_window.py")
PATIENCE = 60.0


def world(place: Path) -> dict[str, str]:
    """The environment of a program whose home and temporary files lie in folders of their own in `place`."""
    for name in ("home", "temporary"):
        (place / name).mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    temporary = str(place / "temporary")
    return kept | {
        "HOME": str(place / "home"),
        "CASEAPP_HOME": str(place / "home" / "caseapp"),
        "TMPDIR": temporary,
        "SQLITE_TMPDIR": temporary,
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }


class Program:
    """One run. Answers come in the order of the orders; the process is ended when the block is left."""

    def __init__(
        self, environment: Mapping[str, str], *words: str, before: Sequence[str] = (), **options: Any
    ) -> None:
        """`before`: a program that starts this one. `options` as subprocess.Popen takes them."""
        self.output = b""
        self._said: str | None = None
        self.process = subprocess.Popen(
            [*before, sys.executable, str(LIVING), *words],
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **options,
        )
        assert self.process.stdout is not None
        self._ready = selectors.DefaultSelector()
        self._ready.register(self.process.stdout, selectors.EVENT_READ)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        said = self.end()
        self._ready.close()
        if error is not None and said:
            error.add_note(said)

    def end(self) -> str:
        """Ends the process, if it still runs, and returns what it wrote to standard error."""
        self.process.kill()
        if self._said is None:
            self._said = self.process.communicate()[1].decode("utf-8", "replace")
        return self._said

    @property
    def pid(self) -> int:
        return self.process.pid

    def hear(self) -> dict[str, Any]:
        """The next answer."""
        stream, end = self.process.stdout, time.monotonic() + PATIENCE
        assert stream is not None
        while b"\n" not in self.output:
            assert self._ready.select(max(0.0, end - time.monotonic())), "the program says nothing"
            got = os.read(stream.fileno(), 65536)
            assert got, "the program has ended"
            self.output += got
        line, self.output = self.output.split(b"\n", 1)
        return dict(json.loads(line))

    def painted(self) -> float:
        """Waits until a window stands; when that was, on the clock of `time.monotonic`."""
        answer = self.hear()
        assert answer.get("painted"), answer
        return float(answer["at"])

    def do(self, order: str, **arguments: Any) -> Any:
        """Gives an order and waits until it is done."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([order, arguments]).encode() + b"\n")
        self.process.stdin.flush()
        answer = self.hear()
        assert answer.get("done") == order, answer
        return answer["value"]
