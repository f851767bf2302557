"""The whole store as open files: JSON that any program reads, the issued letters as PDF, and the evidence.

What is written is plain text. It leaves the protection of the store because the user asked for exactly that.
It is a copy for the office alone, internal notes and special categories included, and no disclosure: its
README.txt says so first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from caseapp import paths
from caseapp.i18n import N_, tr
from caseapp.progress import NoProgress, Progress
from caseapp.records import ALL, Evidence, Letter, LetterCopy, Record
from caseapp.rules.filetypes import EXTENSIONS
from caseapp.services.evidence import EXPORTED, EvidenceDamaged, EvidenceFiles, EvidenceMissing
from caseapp.services.medium import clear, writing_to
from caseapp.services.records import Records
from db.errors import Problem
from db.files import write_new
from db.history import HistoryRow, plain, told
from db.session import Store

FORMAT = "caseapp-export"
VERSION = 1


class ExportFolderTaken(Problem):
    """The folder chosen for an export already holds something."""

    code = "export-folder-taken"
    text = N_("The folder {folder} is not empty. Nothing was written. Choose an empty or a new folder.")


@dataclass(frozen=True)
class Exported:
    """What an export wrote: how many records of each kind, how many letters and files of evidence; `lost`
    counts the evidence that the store itself has lost, `binned` the records in the bin, which stay out.
    """

    folder: Path
    records: dict[str, int]
    letters: int
    evidence: int
    lost: int
    binned: int


def export(
    store: Store,
    records: Records,
    evidence: EvidenceFiles,
    folder: Path,
    progress: Progress | None = None,
) -> Exported:
    """Writes every record, the history, the issued letters and the evidence into a new folder; the history
    notes the export, and so does the custody of each file.

    What is in the bin stays out with all that belongs to it: a person whose record was deleted must not turn
    up in an open file. Of such a record the history says only who did what and when.

    One file for each kind of record, named by its kind; letters as letters/<number>.pdf; evidence as
    evidence/<id> with the customary ending of its type; README.txt explains. Raises ExportFolderTaken, the
    problems of the medium, Cancelled.
    """
    watched = progress or NoProgress()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportFolderTaken(folder=folder)
    part = folder.with_name(folder.name + ".partial")
    clear(part)
    try:
        with writing_to(folder.parent):
            part.mkdir(parents=True, mode=0o700)
            counts, binned = _write(store, part, watched)
            written, lost = _write_evidence(store, evidence, part / "evidence", watched)
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
    except BaseException:
        clear(part)
        raise
    letters = counts.pop("pdf")
    with store.write(records.by) as work:
        for evidence_id in written:
            evidence.note(evidence_id, EXPORTED, purpose=tr("Everything in the store, as open files"))
        work.log("export", records=sum(counts.values()), letters=letters, evidence=len(written))
    return Exported(folder, counts, letters, len(written), lost, binned)


def _write(store: Store, part: Path, progress: Progress) -> tuple[dict[str, int], int]:
    """The records and letters; how many of each, and how many stay in the bin."""
    counts: dict[str, int] = {}
    binned: set[str] = set()
    with store.read() as work:
        for kind in ALL:
            progress.check()
            found = list(work.scalars(select(kind).order_by(kind.created_at, kind.id)))
            rows = [as_json(record) for record in found if record.deleted_at is None]
            binned |= {record.id for record in found if record.deleted_at is not None}
            counts[kind.KIND] = len(rows)
            _put(part / f"{kind.KIND}.json", kind.KIND, rows)
        history = [
            {
                "seq": row.seq,
                "at": plain(row.at),
                "who": row.who,
                "act": row.act,
                "record": row.record,
                "id": row.record_id,
                "case": row.case_id,
                "detail": {} if row.record_id in binned else told(row.detail),
            }
            for row in work.scalars(select(HistoryRow).order_by(HistoryRow.seq))
        ]
        _put(part / "history.json", "history", history)
        (part / "letters").mkdir(mode=0o700)
        counts["pdf"] = 0
        for number, letter_id, data in work.execute(
            select(Letter.number, Letter.id, LetterCopy.data)
            .join(LetterCopy, LetterCopy.letter_id == Letter.id)
            .where(Letter.deleted_at.is_(None))
        ):
            progress.check()
            name = "".join(c if c.isalnum() or c in "-_" else "-" for c in number) or letter_id
            write_new(part / "letters" / f"{name}.pdf", data)
            counts["pdf"] += 1
    write_new(part / "README.txt", paths.resource("backup", "EXPORT.txt").read_bytes())
    return counts, len(binned)


def _write_evidence(
    store: Store, evidence: EvidenceFiles, folder: Path, progress: Progress
) -> tuple[list[str], int]:
    """Every evidence file of a live record in the clear; the ids of what was written, and how many are lost.

    What the store has lost does not keep the rest from being written.
    """
    with store.read() as work:
        rows = list(
            work.execute(
                select(Evidence.id, Evidence.media_type)
                .where(Evidence.deleted_at.is_(None), Evidence.sealed_name != "")
                .order_by(Evidence.created_at, Evidence.id)
            )
        )
    folder.mkdir(mode=0o700)
    written: list[str] = []
    for evidence_id, kind in rows:
        try:
            evidence.write_out(
                evidence.find(evidence_id), folder / (evidence_id + EXTENSIONS.get(kind, "")), progress
            )
            written.append(evidence_id)
        except (EvidenceMissing, EvidenceDamaged):
            continue
    return written, len(rows) - len(written)


def as_json(record: Record) -> dict[str, Any]:
    """A record as plain JSON: every column by its name."""
    return {column.name: plain(getattr(record, column.name)) for column in type(record).__table__.columns}


def _put(path: Path, kind: str, rows: list[dict[str, Any]]) -> None:
    whole = {"format": FORMAT, "version": VERSION, "kind": kind, "records": rows}
    write_new(path, json.dumps(whole, ensure_ascii=False, indent=1).encode())
