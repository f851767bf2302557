"""Pins every dependency of pyproject.toml with hashes: writes requirements.lock and requirements-dev.lock.

One lock serves all systems and Pythons, and names no package index: each machine's pip asks the one it knows.
Afterwards every supported system and Python is tried for a wheel of every line.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PROJECT = FOLDER.parent / "pyproject.toml"
#: The oldest system of each kind that Qt's own wheels are made for.
SYSTEMS = [
    "x86_64-manylinux_2_34",
    "aarch64-manylinux_2_39",
    "x86_64-pc-windows-msvc",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
]
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
MACOS = "14.0"
UV = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--only-binary", ":all:", "--no-header"]
LOCKED = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]


def wishes() -> str:
    """A digest of the dependencies that pyproject.toml asks for; the locks carry it, so a stale one shows."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    asked = [project["requires-python"], *project["dependencies"], *project["optional-dependencies"]["dev"]]
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()


def write(target: Path, *more: str) -> None:
    """Resolves into `target`, keeping what it pins already as far as possible."""
    options = [*more, "--python-version", PYTHONS[0], "--output-file", str(target), str(PROJECT)]
    subprocess.run([*UV, *LOCKED, *options], check=True, stdout=subprocess.DEVNULL)
    body = "".join(line for line in target.read_text(encoding="utf-8").splitlines(True) if line[0] != "#")
    head = f"# Made by `make lock` from pyproject.toml; not edited by hand.\n# wishes: {wishes()}\n"
    target.write_text(head + body, encoding="utf-8")


def prove_wheels(lock: Path) -> list[str]:
    """The systems and Pythons for which some line of the lock has no wheel, with uv's reason."""
    lacking = []
    with tempfile.TemporaryDirectory() as folder:
        for python in PYTHONS:
            for system in SYSTEMS:
                target = ["--python-version", python, "--python-platform", system, "-o", f"{folder}/out"]
                done = subprocess.run(
                    [*UV, *target, str(lock)],
                    capture_output=True,
                    text=True,
                    env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": MACOS},
                )
                if done.returncode:
                    lacking.append(f"Python {python}, {system}: {done.stderr.strip()}")
    return lacking


def main() -> int:
    run, dev = FOLDER / "requirements.lock", FOLDER / "requirements-dev.lock"
    write(run)
    write(dev, "--extra", "dev", "--constraint", str(run))
    lacking = prove_wheels(dev)
    for line in lacking:
        print(line, file=sys.stderr)
    print(f"{'Not every system has' if lacking else 'Every system has'} a wheel for every line")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
