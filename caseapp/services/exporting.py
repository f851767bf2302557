"""The whole store as open files: JSON that any program reads, and the issued letters as PDF.

What is written is plain text. It leaves the protection of the store because the user asked for exactly that.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from caseapp import paths
from caseapp.i18n import N_
from caseapp.progress import NoProgress, Progress
from caseapp.records import ALL, Letter, LetterCopy, Record
from caseapp.services.medium import clear, writing_to
from caseapp.services.records import Records
from db.errors import Problem
from db.files import write_new
from db.history import HistoryRow, plain
from db.session import Store

FORMAT = "caseapp-export"
VERSION = 1


class ExportFolderTaken(Problem):
    """The folder chosen for an export already holds something."""

    code = "export-folder-taken"
    text = N_("The folder {folder} is not empty. Nothing was written. Choose an empty or a new folder.")


@dataclass(frozen=True)
class Exported:
    """What an export wrote: how many records of each kind, and how many letters."""

    folder: Path
    records: dict[str, int]
    letters: int


def export(store: Store, records: Records, folder: Path, progress: Progress | None = None) -> Exported:
    """Writes every record, the history and the issued letters into a new folder; the history notes the
    export.

    One file for each kind of record, named by its kind; letters as letters/<number>.pdf; README.txt
    explains. Raises ExportFolderTaken, the problems of the medium, Cancelled.
    """
    watched = progress or NoProgress()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportFolderTaken(folder=folder)
    part = folder.with_name(folder.name + ".partial")
    clear(part)
    try:
        with writing_to(folder.parent):
            part.mkdir(parents=True, mode=0o700)
            counts = _write(store, part, watched)
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
    except BaseException:
        clear(part)
        raise
    letters = counts.pop("pdf")
    with store.write(records.by) as work:
        work.log("export", records=sum(counts.values()), letters=letters)
    return Exported(folder, counts, letters)


def _write(store: Store, part: Path, progress: Progress) -> dict[str, int]:
    counts: dict[str, int] = {}
    with store.read() as work:
        for kind in ALL:
            progress.check()
            rows = [
                as_json(record) for record in work.scalars(select(kind).order_by(kind.created_at, kind.id))
            ]
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
                "detail": json.loads(row.detail),
            }
            for row in work.scalars(select(HistoryRow).order_by(HistoryRow.seq))
        ]
        _put(part / "history.json", "history", history)
        (part / "letters").mkdir(mode=0o700)
        counts["pdf"] = 0
        for number, letter_id, data in work.execute(
            select(Letter.number, Letter.id, LetterCopy.data).join(
                LetterCopy, LetterCopy.letter_id == Letter.id
            )
        ):
            progress.check()
            name = "".join(c if c.isalnum() or c in "-_" else "-" for c in number) or letter_id
            write_new(part / "letters" / f"{name}.pdf", data)
            counts["pdf"] += 1
    write_new(part / "README.txt", paths.resource("backup", "EXPORT.txt").read_bytes())
    return counts


def as_json(record: Record) -> dict[str, Any]:
    """A record as plain JSON: every column by its name."""
    return {column.name: plain(getattr(record, column.name)) for column in type(record).__table__.columns}


def _put(path: Path, kind: str, rows: list[dict[str, Any]]) -> None:
    whole = {"format": FORMAT, "version": VERSION, "kind": kind, "records": rows}
    write_new(path, json.dumps(whole, ensure_ascii=False, indent=1).encode())
