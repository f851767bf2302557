"""The app's side of the viewer: starts the process, asks it, believes nothing that it can't check.

The file goes there through a pipe and comes back as pixels; nothing is written anywhere.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Self, cast

from caseapp.i18n import N_
from caseapp.viewer import wire
from db.errors import Problem

#: The argument by which the app's own program becomes the viewer.
AS_VIEWER: Final = "--viewer"
#: What can be looked at inside the app; the type is the one found in the bytes, not the file's ending.
SHOWN: Final = frozenset(
    (
        "application/pdf",
        "image/bmp",
        "image/gif",
        "image/heic",
        "image/heif",
        "image/jpeg",
        "image/png",
        "image/tiff",
        "image/webp",
    )
)
#: Larger files are not looked at (bytes).
LARGEST_FILE: Final = 256 * 1024 * 1024
#: The longer edge of a page that may be asked for (pixels).
LONGEST_EDGE: Final = 6000
_STARTING, _ANSWERING = 60.0, 10.0
_TEXTS: Final = (
    "author",
    "camera",
    "changed",
    "description",
    "place_time",
    "program",
    "serial",
    "taken",
    "taken_offset",
    "title",
)
_LONGEST_TEXT: Final = 200


class CannotShow(Problem):
    """A file can't be looked at inside the app; it is kept as it is."""

    code = "cannot-show"
    text = N_("This file could not be read as a picture or PDF. It is kept unchanged; you can save a copy.")


class TooLargeToShow(CannotShow):
    code = "too-large-to-show"
    text = N_(
        "This picture would need too much memory to be shown safely. It is kept unchanged; you can save a"
        " copy."
    )


class NeedsPassword(CannotShow):
    code = "needs-password"
    text = N_("This PDF opens only with a password of its own. It is kept unchanged; you can save a copy.")


class NoAnswer(CannotShow):
    code = "viewer-silent"
    text = N_("This file took too long to read and was put aside. It is kept unchanged; you can save a copy.")


_WHY: Final[dict[str, type[CannotShow]]] = {"too-large": TooLargeToShow, "password": NeedsPassword}


@dataclass(frozen=True)
class Seen:
    """What a file is. `notes` holds what it says of itself: checked texts, `latitude`, `longitude`,
    `scripts`; `holds` what guards the viewer ("limits", "privileges", "calls").
    """

    kind: str
    pages: int
    width: int
    height: int
    notes: dict[str, Any] = field(default_factory=dict)
    holds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """Rows of red, green and blue, three bytes a pixel. `partial`: the rest of the file is damaged."""

    width: int
    height: int
    data: bytes
    partial: bool = False


def start_words() -> list[str]:
    """How the viewer is started: this program again, by its own interpreter or as it is when frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, AS_VIEWER]
    main = Path(__file__).resolve().parent.parent.parent / "main.py"
    return [sys.executable, "-E", "-s", "-B", str(main), AS_VIEWER]


class Viewing:
    """One file under the glass. Use it in a `with`, or `close` it; any thread, one at a time.

    `stop` may be called from any other thread, as when the window locks: whoever waits gets NoAnswer.
    """

    def __init__(self, data: bytes, *, seconds: float = _ANSWERING, words: list[str] | None = None) -> None:
        """Opens the file in a process of its own. Raises CannotShow with the reason.

        `seconds` for each answer; `words` start another program than our own (one that lies, in a test).
        """
        if len(data) > LARGEST_FILE:
            raise TooLargeToShow
        self._seconds = seconds
        self._process = _started(words or start_words())
        try:
            hello = self._receive(0, _STARTING)[0]
            held = hello.get("holds")
            holds = tuple(str(one)[:20] for one in held[:9]) if isinstance(held, list) else ()
            facts, _ = self._ask({"do": "open"}, data)
            self.seen = _checked(facts, holds)
        except BaseException:
            self.close()
            raise

    def page(self, number: int, edge: int) -> Picture:
        """A page, from 0, whose longer edge is at most `edge` pixels. Raises CannotShow."""
        edge = min(edge, LONGEST_EDGE)
        said, block = self._ask({"do": "page", "page": number, "edge": edge}, most=edge * edge * 3)
        width, height = _whole(said, "width", edge), _whole(said, "height", edge)
        if len(block) != width * height * 3:
            raise CannotShow
        return Picture(width, height, block, said.get("partial") is True)

    def stop(self) -> None:
        """Ends the process at once."""
        self._process.kill()

    def close(self) -> None:
        """Ends the process and waits until it is gone."""
        self._process.kill()
        for line in (self._process.stdin, self._process.stdout):
            if line is not None:
                with suppress(OSError):
                    line.close()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, words: dict[str, Any], data: bytes = b"", most: int = 0) -> tuple[dict[str, Any], bytes]:
        sending = cast(BinaryIO, self._process.stdin)
        said, block = self._receive(most, self._seconds, lambda: wire.send(sending, words, data))
        if "why" in said:
            raise _WHY.get(str(said["why"]), CannotShow)
        return said, block

    def _receive(self, most: int, seconds: float, before: Any = None) -> tuple[dict[str, Any], bytes]:
        """One answer within `seconds`; a process that is late, dead or talks nonsense is ended."""
        late = threading.Event()

        def give_up() -> None:
            late.set()
            self._process.kill()

        watch = threading.Timer(seconds, give_up)
        watch.daemon = True
        watch.start()
        try:
            if before is not None:
                before()
            return wire.receive(cast(BinaryIO, self._process.stdout), most)
        except (wire.Ended, wire.Garbled, OSError, ValueError) as error:
            self._process.kill()
            raise (NoAnswer if late.is_set() else CannotShow) from error
        finally:
            watch.cancel()
            watch.join()


def _started(words: list[str]) -> subprocess.Popen[bytes]:
    """The process: nothing of ours in its surroundings but three pipes."""
    root = Path(sys.executable).anchor or os.sep
    # Windows can't load its own libraries without this one.
    surroundings = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(  # noqa: S603 - our own program
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=root,
        env=surroundings,
        close_fds=True,
        creationflags=flags,
    )


def _whole(said: dict[str, Any], name: str, most: int) -> int:
    value = said.get(name)
    if type(value) is not int or not 1 <= value <= most:
        raise CannotShow
    return value


def _checked(said: dict[str, Any], holds: tuple[str, ...]) -> Seen:
    """What the viewer says of the file, as far as it can be true."""
    kind = said.get("kind")
    if kind not in ("image", "pdf"):
        raise CannotShow
    huge = 2**31
    given = said.get("notes")
    given = given if isinstance(given, dict) else {}
    notes: dict[str, Any] = {}
    for name in _TEXTS:
        value = given.get(name)
        if isinstance(value, str) and value.isprintable():
            notes[name] = value[:_LONGEST_TEXT]
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = given.get(name)
        if isinstance(value, float | int) and math.isfinite(value) and abs(value) <= most:
            notes[name] = float(value)
    if given.get("scripts") is True:
        notes["scripts"] = True
    return Seen(
        kind,
        _whole(said, "pages", huge),
        _whole(said, "width", huge),
        _whole(said, "height", huge),
        notes,
        holds,
    )
