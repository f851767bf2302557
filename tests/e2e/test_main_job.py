"""The main job, once, in the real window on a real screen: by keyboard and by what screen readers see."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.caseworker import Caseworker
from tests.e2e.personal import personal_bytes
from tests.e2e.screen import Screen
from tests.leaks.traces import STRACE, families

pytestmark = [
    pytest.mark.tools("Xvfb", "dbus-daemon", "setxkbmap", "strace", "xdotool"),
    pytest.mark.xdist_group("screen"),
    pytest.mark.timeout(300),
]

#: How the search offers the client: both scripts in one line.
FOUND = "Petr Kuzminov Пётр Кузьминов"
#: What was typed of the client and must stand nowhere in the open.
PERSONAL = ["Кузьминов", "Kuzminov", "A friend warned", "Warned not to order"]


def test_from_nothing_to_a_restored_backup(screen: Screen, tmp_path: Path, source_root: Path):
    home, stick, elsewhere, letter = (
        tmp_path / name for name in ("home", "stick", "elsewhere", "letter.pdf")
    )
    for folder in (home, stick, elsewhere):
        folder.mkdir()
    program = [sys.executable, str(source_root / "main.py")]
    world = {"CASEAPP_HOME": str(home / "caseapp"), "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    trace = tmp_path / "trace"
    window = screen.run([*STRACE, str(trace), "-D", *program], tmp_path / "log", **world)
    person = Caseworker(window)
    person.start("Northern Light Legal Aid", "Anna Ozola")
    person.open_case("Кузьминов", "Пётр", "Austria")
    window.find("case.second", name="Пётр Кузьминов · C-0001")
    person.record_threat("Warned not to order food", "A friend warned the client not to order food.")
    person.add_contact("Federal Office for Test Matters", "Austria")
    person.describe_office()
    person.begin_letter("Federal")
    person.settle("The signatory has no function", "title", "Legal adviser")
    person.go("letters")
    assert person.issue_letter() == "C-0001/1"
    person.save_letter(letter)
    assert letter.read_bytes().startswith(b"%PDF")
    person.back_up(stick)
    assert "every byte was read again and is equal" in person.check_copy()
    person.restore(elsewhere)

    person.lock()
    person.unlock("not the passphrase")
    window.find("unlock.problem", timeout=30)
    person.unlock(person.passphrase)
    window.find("backup.copies", timeout=30)
    person.search("kuzmynov", finds=FOUND)
    window.program.kill()
    assert window.said() == []
    assert families(trace) == {"AF_UNIX"}
    assert personal_bytes(tmp_path, PERSONAL, [letter]) == []

    again = screen.run([*program, "--store", str(elsewhere)], tmp_path / "log", **world)
    restored = Caseworker(again)
    restored.unlock(person.passphrase)
    again.find("cases", timeout=30)
    restored.search("Кузьминов", finds=FOUND)
    assert again.said() == []
