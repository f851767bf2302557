"""The main job, once, in the real window on a real screen: by keyboard and by what screen readers see."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.caseworker import Caseworker
from tests.e2e.screen import Screen
from tests.leaks.traces import STRACE, families

pytestmark = [
    pytest.mark.tools("Xvfb", "dbus-daemon", "setxkbmap", "strace", "xdotool"),
    pytest.mark.xdist_group("screen"),
    pytest.mark.timeout(300),
]


def test_from_nothing_to_a_restored_backup(screen: Screen, tmp_path: Path, source_root: Path):
    home, stick = tmp_path / "home", tmp_path / "stick"
    stick.mkdir()
    window = screen.run(
        [sys.executable, str(source_root / "main.py")], tmp_path / "log", CASEAPP_HOME=str(home), HOME=str(home)
    )
    person = Caseworker(window)
    person.start("Northern Light Legal Aid", "Anna Ozola")
    person.open_case("Кузьминов", "Пётр", "Austria")
    assert window.find("case.second").name.startswith("Пётр Кузьминов")
    person.record_threat("Warned not to order food", "In March 2024 a friend warned the client not to order food.")
    person.add_contact("Federal Office for Test Matters", "Austria")
    person.describe_office()
    person.begin_letter("Federal")
    number = person.issue_letter()
    assert number == "C-0001/1"
    person.save_letter(tmp_path / "letter.pdf")
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    person.back_up(stick)
    window.find("backup.start", state="enabled").press()
    import time
    time.sleep(6)
    dd=window.dump(); print(dd[dd.find('backup.page'):])
    screen.picture(Path("/tmp/probe/1.png"))
    window.find("backup.check").press(); time.sleep(3)
    dd=window.dump(); print(dd[dd.find('backup.page'):])
    screen.picture(Path("/tmp/probe/2.png"))
    window.find("backup.restore").press(); time.sleep(2)
    dd=window.dump(); print(dd[dd.find('backup.page'):])
    screen.picture(Path("/tmp/probe/3.png"))
