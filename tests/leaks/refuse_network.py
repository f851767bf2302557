"""Runs a script as `python` would, but refuses every use of the network at the door of Python's sockets.

`python refuse_network.py REPORT SCRIPT [ARGUMENT …]`: each refused call adds a line to the file REPORT.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

#: Audit events of the socket module that reach outwards or wait for something from there.
EVENTS = {
    "socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyaddr", "socket.gethostbyname",
    "socket.getnameinfo", "socket.sendmsg", "socket.sendto",
}  # fmt: skip


def refuse(report: str) -> None:
    """From here on, for good, no Python code of this process makes or uses a socket."""

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.__new__" or event in EVENTS:
            with open(report, "a", encoding="utf-8") as file:
                file.write(f"{event} {arguments[1:]}\n")
            raise PermissionError("no network here")

    sys.addaudithook(watch)


if __name__ == "__main__":
    refuse(sys.argv[1])
    del sys.argv[:2]
    sys.path[0] = str(Path(sys.argv[0]).resolve().parent)
    runpy.run_path(sys.argv[0], run_name="__main__")
