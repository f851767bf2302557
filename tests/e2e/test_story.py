"""A client's story in the real window: a call, a car that was seen before, papers, people, evidence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from caseapp.clock import SystemClock
from tests import factory, stores
from tests.e2e.personal import personal_bytes
from tests.e2e.screen import Screen
from tests.e2e.storyteller import Storyteller
from tests.leaks.traces import STRACE, families
from tests.unit import hostile

pytestmark = [
    pytest.mark.tools("Xvfb", "dbus-daemon", "setxkbmap", "strace", "xdotool"),
    pytest.mark.xdist_group("screen"),
    pytest.mark.timeout(300),
]

#: How the search offers the client.
FOUND = "Мария Лосева C-0002"
TOLD = "followed yesterday by a grey Skoda А123ВС 77"
NAME = "Лосева Мария"
#: What was typed of the client and must stand nowhere in the open.
PERSONAL = ["Лосев", "Losev", "LOSEW", "Нина", "А123ВС", "A123BC", "courtyard", "doorway", "ruling", "Skoda"]


def store_with_another_client(folder: Path) -> None:
    """Another client has met the car: noted in Latin letters, as her lawyer wrote it down."""
    office = stores.new_office(folder, SystemClock())
    other = factory.case(office)
    incident = factory.incident(office, other, title="A car outside", kind="T03")
    factory.trace(office, incident, kind="PLA", value="A123BC77", country="RU")
    office.close()


def what_she_brings(folder: Path) -> list[Path]:
    """Two photographs and a court paper."""
    folder.mkdir()
    files = {
        "Loseva courtyard.png": hostile.photo(320, 240, "slategray", "PNG"),
        "Loseva doorway.png": hostile.photo(240, 320, "darkkhaki", "PNG"),
        "Loseva ruling.pdf": hostile.pdf(pages=2),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def test_a_story_from_the_first_call_to_the_evidence(screen: Screen, tmp_path: Path, source_root: Path):
    home, trace = tmp_path / "home", tmp_path / "trace"
    home.mkdir()
    (home / "caseapp" / "data").mkdir(parents=True)
    store_with_another_client(home / "caseapp" / "data" / "store")
    brought = what_she_brings(tmp_path / "brought")
    program = [*STRACE, str(trace), "-D", sys.executable, str(source_root / "main.py")]
    world = {"CASEAPP_HOME": str(home / "caseapp"), "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    window = screen.run(program, tmp_path / "log", **world)
    person = Storyteller(window)
    person.unlock(stores.PASSPHRASE)
    window.find("cases", timeout=60)

    person.log_call(TOLD, "А123ВС 77 was seen before in 1 other case", NAME)
    assert window.find("toast.text").name == "Logged in C-0002 · seen before in 1 other case"
    person.find_case("losewa", offered=FOUND)
    person.keys("alt+4")
    assert "Seen before in 1 other case" in window.find("which").name
    person.add_files(brought)
    person.view_evidence("Loseva courtyard.png")
    person.add_passport(("Loseva", "Maria"), "LOSEWA", "MARIJA")
    person.add_relative("Лосева", "Нина", "Parent")
    person.record_search("Her mother's flat was searched", "Relatives searched", "Нина")
    person.find_case("losewa marija", offered="Marija Losewa Maria Loseva")

    person.lock()
    person.unlock(stores.PASSPHRASE)
    window.find("case.name", name="Maria Loseva", timeout=60)
    person.find_again(*(path.name for path in brought))
    window.program.kill()
    assert window.said() == []
    assert families(trace) == {"AF_UNIX"}
    inside = [path.read_bytes()[-500:-440] for path in brought]
    assert personal_bytes(tmp_path, [*PERSONAL, *inside], brought) == []
