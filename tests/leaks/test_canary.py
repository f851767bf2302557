"""Nothing personal stands in any byte that is written outside the store and the files a person asked for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.leaks.canaries import CYRILLIC, LATIN, leaks
from tests.leaks.traces import opened_for_writing

pytestmark = [pytest.mark.timeout(240)]

MAKER = Path(__file__).with_name("keep_canaries.py")
PASSPHRASE = "six words that nobody else has"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The whole world of a run: home, temporary files, store, stick, and the folder of what was asked for."""
    for name in ("home", "temporary", "asked", "stick"):
        (tmp_path / name).mkdir()
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def environment(place: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    temporary = str(place / "temporary")
    return kept | {
        "HOME": str(place / "home"),
        "CASEAPP_HOME": str(place / "home" / "caseapp"),
        "TMPDIR": temporary,
        "SQLITE_TMPDIR": temporary,
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@pytest.fixture
def verb(place: Path, environment: dict[str, str], source_root: Path) -> Run:
    """Runs one verb in that world, watching which files it opens for writing."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        trace = place / "trace"
        line = ["strace", "-f", "-qq", "-e", "trace=open,openat,creat", "-o", str(trace), sys.executable]
        line += [
            str(source_root / "main.py"),
            *words,
            "--passphrase-file",
            str(place / "passphrase"),
            "--json",
        ]
        done = subprocess.run(line, env=environment, cwd=place, capture_output=True, text=True, timeout=120)
        assert opened_for_writing(trace, place) == set()
        trace.unlink()
        return done

    return run


@pytest.fixture
def store(place: Path, environment: dict[str, str]) -> Path:
    """A store full of canaries whose program was killed in the middle of saving."""
    folder = place / "store"
    line = [sys.executable, str(MAKER), str(folder), str(place / "passphrase")]
    with subprocess.Popen(line, env=environment, cwd=place, stdout=subprocess.PIPE) as maker:
        assert maker.stdout is not None
        said = maker.stdout.readline()
        maker.kill()
    assert said == b"ready\n"
    return folder


@pytest.mark.tools("strace")
def test_nothing_personal_is_written_elsewhere(place: Path, store: Path, verb: Run):
    asked = place / "asked"
    assert leaks(place) == [], "after being killed"

    found = json.loads(verb("search", str(store), f"{LATIN}aab").stdout)["found"]
    assert found
    assert verb("check", str(store)).returncode == 0
    letter = verb("letter", str(store), "C-0001", "--kind", "dossier", "--language", "en",
                  "--out", str(asked / "letter.pdf"))  # fmt: skip
    assert "Traceback" not in letter.stderr
    assert (asked / "letter.pdf").is_file(), letter.stdout
    assert verb("backup", str(store), str(place / "stick")).returncode == 0
    assert verb("verify", str(place / "stick")).returncode == 0
    assert verb("restore", str(place / "stick"), str(place / "restored")).returncode == 0
    assert verb("search", str(place / "restored"), f"{CYRILLIC}ааб").returncode == 0
    assert verb("search", str(store), "x" * 5000).returncode == 1
    assert leaks(place, asked) == []

    assert verb("export", str(store), str(asked / "export")).returncode == 0
    assert leaks(place, asked) == []
    (evidence,) = (asked / "export" / "evidence").iterdir()
    assert evidence.name.endswith(".txt")
    assert evidence.read_text(encoding="utf-8").count(LATIN.capitalize()) > 1000
    told = "".join(p.read_text(encoding="utf-8") for p in (asked / "export").rglob("*.json"))
    canaries = set(re.findall(f"(?i)(?:{LATIN}[a-j]{{3}}|{CYRILLIC}[абвгдежзик]{{3}})", told))
    assert len(canaries) > 60, "the search for canaries would not find them in the open either"
    assert len(leaks(place)) > 0


@pytest.mark.parametrize("form", [f"{LATIN}aaa", CYRILLIC.upper(), CYRILLIC.capitalize()])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "unicode-escape"])
def test_a_canary_in_the_open_is_found(tmp_path: Path, form: str, encoding: str):
    (tmp_path / "spool").write_bytes(b"\x00\xff" + form.encode(encoding) + b"\x00")
    assert len(leaks(tmp_path)) == (0 if encoding == "unicode-escape" and form == CYRILLIC.upper() else 1)
    assert leaks(tmp_path, tmp_path / "spool") == []


def test_a_canary_in_a_file_name_is_found(tmp_path: Path):
    (tmp_path / f"letter for {LATIN.capitalize()}.pdf").touch()
    assert len(leaks(tmp_path)) == 1
