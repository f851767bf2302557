"""The process is killed while it takes files in: what was reported is there and whole, what was not leaves at
most a file that no record names.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

VICTIM = Path(__file__).parent / "evidence_victim.py"
ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork"),
    pytest.mark.timeout(300),
]


def kill(folder: Path, cycles: int, *words: str) -> dict[str, int]:
    seed = secrets.randbelow(1 << 31)
    command = [sys.executable, str(VICTIM), str(folder), str(cycles), str(seed), *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stderr) == (0, ""), f"seed {seed}: {done.stderr}"
    print(f"seed {seed}: {done.stdout}")
    found: dict[str, int] = json.loads(done.stdout)
    return found


def test_no_reported_file_is_lost(tmp_path: Path) -> None:
    found = kill(tmp_path, 24)
    assert found["reports"] >= 24
    assert {name: found[name] for name in ("lost", "broken", "half", "uncleared")} == {
        "lost": 0,
        "broken": 0,
        "half": 0,
        "uncleared": 0,
    }
    assert found["orphans"] > 0, "no kill hit a file on its way: the moments are chosen badly"


def test_a_report_before_the_record_shows_as_a_loss(tmp_path: Path) -> None:
    """The control: the same count does find losses when there are some."""
    found = kill(tmp_path, 10, "early")
    assert found["lost"] > 0
    assert (found["broken"], found["half"], found["uncleared"]) == (0, 0, 0)
