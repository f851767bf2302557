"""A field is its column and a migration, nothing else: a new column on a record, and everything that follows.

The file of the record is read with three lines more in it, in a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: What whoever adds the fields writes: their columns in the record's file, and the migration that adds them.
COLUMNS = """
    umbrella: Mapped[str] = field(
        "text", N_("Colour of the umbrella"), search="text", group=N_("What happened")
    )
    whisper: Mapped[str] = field("long", N_("Whispered"), "internal", group=N_("Notes to ourselves"))
    seen_in: Mapped[str] = field("country", N_("Seen in"), group=N_("What happened"))

"""
DECLARATION = """
import importlib.abc, importlib.util, sys
from pathlib import Path

NAME, FILE = "caseapp.records.incident", Path("caseapp/records/incident.py")

class Edited(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    def find_spec(self, name, path, target=None):
        return importlib.util.spec_from_file_location(name, FILE, loader=self) if name == NAME else None
    def get_filename(self, name):
        return str(FILE)
    def get_data(self, path):
        before, end, after = FILE.read_text(encoding="utf-8").partition("    __table_args__")
        assert end
        return (before + COLUMNS + end + after).encode()

sys.meta_path.insert(0, Edited())
from caseapp.records import Incident

MIGRATION = [
    "ALTER TABLE incidents ADD COLUMN umbrella VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE incidents ADD COLUMN whisper VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE incidents ADD COLUMN seen_in VARCHAR NOT NULL DEFAULT ''",
]
"""

#: What happens with them, through the doors that every record goes through.
USE = """
import json, os, sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from sqlalchemy import text

from caseapp import i18n
from caseapp.errors import Invalid
from caseapp.letters.material import disclosed
from caseapp.records.titles import title_of
from caseapp.services.exporting import export
from tests.fakes import FixedClock
from tests.stores import new_office

folder = Path(sys.argv[1])
office = new_office(folder / "store", FixedClock())
case = office.cases.open_new({"family": "Тестова"}, {}).record
with office.store.write("") as work:
    for statement in MIGRATION:
        work.execute(text(statement))
told = {}

new = Incident(case_id=case.id, title="Followed", umbrella="  emerald\\u202e green ")
made = office.records.add(new).record
told["cleaned"] = made.umbrella
office.records.change(Incident, made.id, umbrella="scarlet", whisper="a secret word", seen_in="LV")
told["kept"] = office.cases.summary(case.id).incidents[0].umbrella
try:
    office.records.change(Incident, made.id, seen_in="XX")
except Invalid as problem:
    told["refused"] = list(problem.fields)
told["found"] = [hit.id == made.id for hit in office.search.find("scarlet")]
told["not found"] = len(office.search.find("emerald"))
lines = office.records.history(Incident, made.id)
told["history"] = [[x.before, x.after] for x in lines if x.field == "umbrella"]
seq = next(x.seq for x in office.records.history(Incident, made.id) if x.field == "whisper")
told["then"] = office.records.at(Incident, made.id, seq - 1).umbrella
letter = disclosed(office.records.get(Incident, made.id))
told["letters"] = [letter.umbrella, letter.whisper]
export(office.store, office.records, office.evidence, folder / "open")
rows = json.loads((folder / "open" / "incident.json").read_text(encoding="utf-8"))["records"]
told["exported"] = [rows[0]["umbrella"], rows[0]["whisper"]]
back = office.records.revert(Incident, made.id, seq, ["umbrella"]).record
told["put back"] = [back.umbrella, back.whisper]
undone = office.records.take_back(office.records.change(Incident, made.id, umbrella="blue").changes)
told["undone"] = office.records.get(Incident, made.id).umbrella

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit

from ui.application import make_application
from ui.bus import ChangeBus
from ui.forms import Setting
from ui.forms.keeper import RecordKeeper
from ui.look import Look
from ui.words import told as said
from ui.tasks import InlineRunner
from ui.writer import Writer

app = make_application(["caseapp"])
look = Look("light", 100)
look.apply()
writer = Writer(InlineRunner(), ChangeBus())
now = office.records.get(Incident, made.id)
keeper = RecordKeeper(writer, office, now, Setting(look, office.clock.today))
field = keeper.form.findChild(QLineEdit, "field.umbrella")
field.setText("violet")
field.textEdited.emit("violet")
keeper.form.flush()
told["typed"] = office.records.get(Incident, made.id).umbrella
told["label"] = field.accessibleName()
told["words"] = said(Incident.fields()["seen_in"], "LV", {})
office.close()
print(json.dumps(told, ensure_ascii=False))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the other process says of the new fields."""
    folder = tmp_path_factory.mktemp("declared")
    done = subprocess.run(
        [sys.executable, "-c", f"COLUMNS = {COLUMNS!r}\n{DECLARATION}{USE}", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_it_is_cleaned_checked_and_kept(told: Any) -> None:
    assert told["cleaned"] == "emerald green"
    assert told["kept"] == "scarlet"
    assert told["refused"] == ["seen_in"]


def test_search_finds_what_stands_there_now(told: Any) -> None:
    assert told["found"] == [True]
    assert told["not found"] == 0


def test_history_tells_it_and_puts_it_back(told: Any) -> None:
    assert told["history"] == [["emerald green", "scarlet"], [None, "emerald green"]]
    assert told["then"] == "emerald green"
    assert told["put back"] == ["emerald green", "a secret word"]
    assert told["undone"] == "emerald green"


def test_letters_get_what_its_sensitivity_allows_and_the_export_has_all(told: Any) -> None:
    assert told["letters"] == ["scarlet", ""]
    assert told["exported"] == ["scarlet", "a secret word"]


def test_the_form_has_it_with_its_label_and_lists_tell_it_in_words(told: Any) -> None:
    assert told["typed"] == "violet"
    assert told["label"] == "Colour of the umbrella"
    assert told["words"] == "Latvia"
