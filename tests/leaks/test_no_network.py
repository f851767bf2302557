"""The whole main job without a network: sockets refused, no interface to send by, and nothing even tried."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.leaks.traces import STRACE, families

pytestmark = [pytest.mark.tools("strace", "unshare"), pytest.mark.timeout(300)]

REFUSE = Path(__file__).with_name("refuse_network.py")
#: Root may leave the network at once; others first take a name space of their own.
WITHOUT_NETWORK = next(
    (
        prefix
        for prefix in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"])
        if subprocess.run([*prefix, "true"], capture_output=True).returncode == 0
    ),
    [],
)


@dataclass(frozen=True)
class Outcome:
    """How a run under all guards ended, and what the guards saw."""

    code: int
    output: str
    refused: str
    families: set[str]


def run_guarded(folder: Path, *script: str, refuse: bool = True) -> Outcome:
    """Runs a script without a network, traced, and (unless told otherwise) with sockets refused."""
    trace, report = folder / "trace", folder / "refused"
    report.touch()
    python: Sequence[str] = [sys.executable, str(REFUSE), str(report)] if refuse else [sys.executable]
    done = subprocess.run(
        [*WITHOUT_NETWORK, *STRACE, str(trace), *python, *script],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=240,
    )
    return Outcome(done.returncode, done.stdout, report.read_text(encoding="utf-8"), families(trace))


def test_the_main_job_needs_no_network(tmp_path: Path, source_root: Path):
    outcome = run_guarded(
        tmp_path, str(source_root / "main.py"), "demo", "--no-window", "--folder", str(tmp_path / "demo")
    )
    assert outcome.code == 0, outcome.output
    assert outcome.refused == ""
    assert outcome.families <= {"AF_UNIX"}


@pytest.mark.parametrize("refuse", [True, False])
def test_a_program_that_does_use_it_is_caught_by_every_guard(tmp_path: Path, refuse: bool):
    caller = tmp_path / "caller.py"
    caller.write_text(
        "import socket, sys\n"
        "try:\n"
        "    socket.socket(socket.AF_INET, socket.SOCK_STREAM).connect(('127.0.0.1', 9))\n"
        "except OSError as error:\n"
        "    sys.exit(type(error).__name__ + ' ' + str(error.errno))\n"
    )
    outcome = run_guarded(tmp_path, str(caller), refuse=refuse)
    if refuse:
        assert outcome.refused.startswith("socket.__new__")
        assert "PermissionError" in outcome.output
    else:
        assert outcome.families == {"AF_INET"}
        assert outcome.code == 1
        assert "OSError 101" in outcome.output, "the machine's own network was within reach"
