"""What is loaded when: nothing heavy before the first paint, and networking modules only as the known
baggage.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

#: Slow to load, so they come while the passphrase is typed.
HEAVY = {
    "PIL", "alembic", "asyncio", "cryptography", "email", "pypdf", "pyphen", "rapidfuzz", "reportlab",
    "segno", "sqlalchemy", "sqlcipher3", "uharfbuzz", "PySide6.QtPdf", "PySide6.QtPdfWidgets",
    "PySide6.QtNetwork",
}  # fmt: skip
NETWORK = {
    "PySide6.QtNetwork", "asyncio", "ftplib", "http", "imaplib", "multiprocessing", "poplib", "smtplib",
    "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "webbrowser", "xmlrpc",
}  # fmt: skip
#: The libraries that load networking modules for features that Caseapp does not use.
BAGGAGE = {
    "sqlalchemy": {"asyncio", "socket", "ssl"},  # its asynchronous engines
    "segno": {"http", "socket", "ssl", "urllib.request"},  # its notebooks and links
}


def loaded_after(code: str, folder: Path) -> set[str]:
    """The modules in a fresh interpreter after this code, run in the source tree."""
    script = f"{code}\nimport sys, json; print('\\n' + json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_nothing_heavy_before_the_first_paint(source_root: Path, tmp_path: Path):
    store = tmp_path / "data" / "store"
    store.mkdir(parents=True)
    (store / "store.db").touch()
    (store / "keys.json").touch()
    done = subprocess.run(
        [sys.executable, str(source_root / "tests" / "bench" / "paint.py"), "app"],
        env=os.environ | {"CASEAPP_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout)["modules"])
    assert "ui.screens.unlock" in loaded
    assert loaded & HEAVY == set()


def test_the_core_needs_no_screen(source_root: Path):
    modules = [
        ".".join(path.relative_to(source_root).with_suffix("").parts).removesuffix(".__init__")
        for floor in ("caseapp", "db")
        for path in sorted((source_root / floor).rglob("*.py"))
        if "migrations" not in path.parts
    ]
    assert len(modules) > 40
    loaded = loaded_after("\n".join(f"import {module}" for module in modules), source_root)
    assert not any(module.startswith(("PySide6", "ui")) for module in loaded)
    assert loaded & NETWORK <= set().union(*BAGGAGE.values())


@pytest.mark.parametrize("library", BAGGAGE)
def test_the_baggage_is_what_it_is_said_to_be(library: str, source_root: Path):
    assert loaded_after(f"import {library}", source_root) & NETWORK == BAGGAGE[library]
