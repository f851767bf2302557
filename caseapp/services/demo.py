"""The demonstration: the main job from an empty folder to a restored backup, on openly fictional clients."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from caseapp import paths
from caseapp.clock import Clock
from caseapp.i18n import N_, tr
from caseapp.records import (
    Caseworker,
    Contact,
    IdentityDocument,
    Incident,
    Letter,
    Note,
    Organisation,
    Person,
    Spelling,
)
from caseapp.services import backup, demo_evidence, medium, vault
from caseapp.services.demo_households import enter_households
from caseapp.services.demo_story import enter_story
from caseapp.services.office import Office
from caseapp.services.records import Saved
from db.errors import Problem
from db.files import write_new
from db.snapshot import digest

#: Everybody may know it: nothing in the demonstration is real.
PASSPHRASE = "nobody here is real, all of it is invented"  # noqa: S105 - it protects fictional people
MARK = "FICTIONAL-DEMONSTRATION.txt"
_TODAY = re.compile(r"(as-known:)?today([+-]\d+)?\Z")


class DemoFolderTaken(Problem):
    """The folder for the demonstration holds something else."""

    code = "demo-folder-taken"
    text = N_(
        "The folder {folder} holds something else than a demonstration. Nothing was changed. Choose another."
    )


class DemoDiffers(Problem):
    """The restored store is not equal to the one it was made from."""

    code = "demo-differs"
    text = N_("The restored store differs from the original in: {tables}.")


class Teller:
    """Says what the demonstration does and how long each step took."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str, line: str) -> Iterator[None]:
        """Times a step and tells it when it is done."""
        start = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - start, 3)
        self._answer.say(f"  {self.seconds[name]:6.2f} s  {line}")


def folder_for(chosen: Path | None) -> Path:
    """Where the demonstration lies: the chosen folder, or one of its own beside the app's data."""
    return chosen if chosen is not None else paths.Paths.default().data / "demonstration"


def run(chosen: Path | None, answer: Any, clock: Clock) -> int:
    """Runs the whole job and tells each step. Raises DemoFolderTaken, DemoDiffers and the steps' problems."""
    folder = folder_for(chosen)
    _clear(folder)
    teller = Teller(answer)
    answer.say(tr("The main job, on fictional clients:"))
    with teller.step("create", tr("encrypted store created")):
        created = vault.create(
            folder / "store",
            PASSPHRASE,
            organisation="Northern Light Legal Aid",
            caseworker="Anna Ozola",
            language="en",
            clock=clock,
        )
    office = created.office
    try:
        with teller.step("fill", tr("fictional clients, incidents and contacts entered")):
            counts = fill(office)
        with teller.step("letters", tr("letters and dossiers issued in English and Russian")):
            letters = write_letters(office, folder / "letters")
        with teller.step("search", tr("found across scripts")):
            found = office.search.find("Chtchoukina")
        with teller.step("backup", tr("encrypted backup made and read back")):
            (folder / "stick").mkdir()
            info = office.backup.make(folder / "stick")
        original = digest(office.custody.engine)
        evidence = {kept.evidence_id: kept.sha256 for kept in office.evidence.all_kept()}
    finally:
        office.close()
    with teller.step("verify", tr("backup verified with its passphrase")):
        report = backup.verify(info.folder, PASSPHRASE)
        if report.losses.problem is not None:
            raise report.losses.problem
    with teller.step("restore", tr("restored elsewhere")):
        backup.restore(info.folder, folder / "restored", PASSPHRASE)
    with teller.step("compare", tr("restored store opened and compared row by row, evidence byte by byte")):
        _compare(folder / "restored", original, evidence, clock)
    answer.say(tr("Store:     {place}", place=folder / "store"))
    answer.say(tr("Letters:   {place}", place=folder / "letters"))
    answer.say(tr("Backup:    {place}", place=info.folder))
    answer.say(tr("Restored:  {place}", place=folder / "restored"))
    answer.say(tr("Passphrase of the demonstration: {passphrase}", passphrase=PASSPHRASE))
    answer.give(
        folder=folder,
        seconds=teller.seconds,
        counts=counts,
        letters=[path.name for path in letters],
        found=len(found),
        cases=report.cases,
    )
    return 0


def _clear(folder: Path) -> None:
    """Makes room for a fresh demonstration; only ever removes an earlier one."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).is_file():
            raise DemoFolderTaken(folder=folder)
        medium.clear(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_new(folder / MARK, tr("Everybody and everything in this folder is invented.").encode() + b"\n")


def _compare(
    folder: Path, original: dict[str, tuple[int, str]], evidence: dict[str, str], clock: Clock
) -> None:
    """Opens the restored store as anyone would, and holds it row for row and every file of evidence (by the
    SHA-256 of what it held) against the original.

    The original went on to note its backup; those tables may differ.
    """
    office = vault.unlock(folder, PASSPHRASE, clock)
    try:
        restored = digest(office.custody.engine)
        files = {kept.evidence_id: office.evidence.examine(kept) for kept in office.evidence.all_kept()}
    finally:
        office.close()
    if {name: verdict.sha256 for name, verdict in files.items() if verdict.whole} != evidence:
        raise DemoDiffers(tables="evidence")
    later = {"facts", "history", "sqlite_master"}
    different = [name for name in original if name not in later and original[name] != restored.get(name)]
    if different:
        raise DemoDiffers(tables=", ".join(different))


def fill(office: Office) -> dict[str, int]:
    """Enters the bundled caseload through the same services as the window; returns how many of each kind."""
    today = office.clock.today()
    counts = {"case": 0, "incident": 0, "contact": 0, "evidence": 0}
    with office.store.write(office.me):
        _enter_office(office, _load("office.json", today))
        for entry in _load("contacts.json", today):
            office.records.add(Contact(**entry))
            counts["contact"] += 1
        for path in sorted(paths.resource("demo").glob("cases-*.json")):
            for entry in _load(path.name, today):
                counts["incident"] += _enter_case(office, entry)
                counts["case"] += 1
        enter_households(office, _load("households.json", today))
        counts["actor"] = enter_story(office, _load("actors.json", today))
    counts["evidence"] = demo_evidence.enter(office, _load("evidence.json", today))
    return counts


def _enter_office(office: Office, data: dict[str, Any]) -> None:
    organisation = office.records.all(Organisation)[0]
    office.records.change(Organisation, organisation.id, **data["organisation"])
    first, *others = data["caseworkers"]
    office.records.change(Caseworker, office.me, **first)
    for other in others:
        office.records.add(Caseworker(**other))


def _enter_case(office: Office, entry: dict[str, Any]) -> int:
    saved = office.cases.open_new(entry["client"], entry["case"])
    case = saved.record
    client_id = case.client_id or ""
    papers: dict[str, str] = {}
    for paper in entry.get("documents", []):
        made = office.records.add(IdentityDocument(case_id=case.id, person_id=client_id, **paper)).record
        papers[made.number] = made.id
    for spelling in entry.get("spellings", []):
        spelling["document_id"] = papers.get(spelling.pop("document_no", ""))
        office.records.add(Spelling(case_id=case.id, person_id=client_id, **spelling))
    for person in entry.get("people", []):
        office.records.add(Person(case_id=case.id, **person))
    for incident in entry.get("incidents", []):
        office.records.add(Incident(case_id=case.id, **incident))
    for note in entry.get("notes", []):
        office.records.add(Note(case_id=case.id, caseworker_id=office.me, **note))
    return len(entry.get("incidents", []))


def _load(name: str, today: date) -> Any:
    """A file of the caseload, with "today", "today-3" and "today+14" turned into dates; "as-known:today-3"
    into a date as it is known (EDTF).
    """
    return _dated(json.loads(paths.resource("demo", name).read_text(encoding="utf-8")), today)


def _dated(value: Any, today: date) -> Any:
    if isinstance(value, dict):
        return {key: _dated(inner, today) for key, inner in value.items()}
    if isinstance(value, list):
        return [_dated(inner, today) for inner in value]
    if isinstance(value, str):
        if match := _TODAY.match(value):
            day = today + timedelta(days=int(match[2] or 0))
            return day.isoformat() if match[1] else day
        if re.fullmatch(r"date:\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value[5:])
    return value


def write_letters(office: Office, folder: Path) -> list[Path]:
    """Issues the letters that the caseload plans, and puts copies into the folder."""
    folder.mkdir(mode=0o700)
    written = []
    for plan in _load("letters.json", office.clock.today()):
        case_id = office.cases.by_number(plan["case"])
        for language in ("en", "ru"):
            letter = _draft(office, case_id, plan, language).record
            issued = office.letters.issue(letter.id).record
            path = folder / f"{issued.number.replace('/', '-')}-{plan['kind']}-{language}.pdf"
            write_new(path, office.letters.copy(issued.id))
            written.append(path)
    return written


def _draft(office: Office, case_id: str, plan: dict[str, Any], language: str) -> Saved[Letter]:
    saved = office.letters.new(case_id, plan["kind"], language)
    values = dict(plan.get("values", {})) | plan.get(language, {})
    if wanted := plan.get("contact"):
        contact = next(c for c in office.records.all(Contact) if c.name == wanted)
        values["contact_id"] = contact.id
    return office.letters.change(saved.record.id, **values)
