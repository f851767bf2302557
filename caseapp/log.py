"""What is written down when the app itself fails: kinds of errors and places in the code, never a value."""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from caseapp.version import VERSION

#: The log never grows beyond this; the older half goes.
LARGEST = 64 * 1024


def outline(error: BaseException) -> str:
    """An error's kind and the places it passed through: no message, no values."""
    lines = [f"Caseapp {VERSION} {type(error).__module__}.{type(error).__qualname__}"]
    lines += [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    cause = error.__cause__ or error.__context__
    if cause is not None:
        lines.append(f"  from {type(cause).__module__}.{type(cause).__qualname__}")
    return "\n".join(lines) + "\n"


def write(path: Path, error: BaseException) -> None:
    """Adds the outline of an error to the log; a disk that refuses is passed over."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        old = path.read_bytes() if path.exists() else b""
        new = (old + outline(error).encode())[-LARGEST:]
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "wb") as file:
            file.write(new)


def watch(path: Path, tell: Callable[[str], None]) -> None:
    """From now on an error that nobody expected is logged as an outline and told as one.

    Python's own reports would print messages, which may hold values.
    """

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        write(path, error.with_traceback(trace))
        tell(outline(error))

    def passed_over(report: sys.UnraisableHookArgs | threading.ExceptHookArgs) -> None:
        # Where nothing can be raised any more (a destructor, a thread's end): logged, but nobody is stopped.
        if report.exc_value is not None:
            write(path, report.exc_value.with_traceback(report.exc_traceback))

    sys.excepthook = caught
    sys.unraisablehook = passed_over
    threading.excepthook = passed_over


def keep_private() -> None:
    """Files made from now on are for this user alone, and a crash leaves no image of the memory behind."""
    os.umask(0o077)
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            import ctypes

            pr_set_dumpable = 4
            ctypes.CDLL(None).prctl(pr_set_dumpable, 0, 0, 0, 0)
