"""Reading the whole store to tell whether it is as it was written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from caseapp.i18n import ntr, tr
from caseapp.progress import NoProgress, Progress
from caseapp.records import ALL, Case
from db import engine as store_engine

if TYPE_CHECKING:
    from caseapp.services.office import Office


@dataclass(frozen=True)
class Check:
    """What was counted, and a sentence for each thing that is not as it should be."""

    cases: int
    records: int
    saves: int
    findings: list[str]

    def counts(self) -> dict[str, int]:
        """The numbers by name."""
        return {"cases": self.cases, "records": self.records, "saves": self.saves}


def check(office: Office, progress: Progress | None = None) -> Check:
    """Reads every page, every seal of the history, the receipt, and every byte of the evidence.

    Raises Cancelled.
    """
    findings: list[str] = []
    if store_engine.integrity(office.custody.engine):
        # From here on the engine refuses the file; what could still be counted would not be true.
        return Check(0, 0, office.store.chain.seq, [tr("Part of the store file is damaged.")])
    with office.store.read() as work:
        breaks = list(office.store.chain.breaks(work.connection()))
        records = sum(
            int(work.scalar(select(func.count()).select_from(kind).where(kind.deleted_at.is_(None))) or 0)
            for kind in ALL
        )
        cases = int(work.scalar(select(func.count()).select_from(Case).where(Case.deleted_at.is_(None))) or 0)
    if breaks:
        findings.append(
            tr(
                "The history does not hold at line {line}: something else than the app changed it.",
                line=breaks[0],
            )
        )
    receipt = office.custody.receipt.read()
    if receipt is not None and receipt[0] != office.store.chain.seq:
        findings.append(tr("The save receipt does not match the store."))
    findings += _of_evidence(office, progress or NoProgress())
    return Check(cases, records, office.store.chain.seq, findings)


def _of_evidence(office: Office, progress: Progress) -> list[str]:
    """A sentence on files that are gone, and one on files that are not what was taken in."""
    kept = office.evidence.all_kept()
    states: Counter[str] = Counter()
    progress.stage("check", sum(one.size for one in kept))
    for one in kept:
        progress.check()
        states[office.evidence.examine(one, _Within(progress)).state] += 1
    findings = []
    if states["missing"]:
        findings.append(
            ntr(
                "{n} evidence file is missing from the folder of the store.",
                "{n} evidence files are missing from the folder of the store.",
                states["missing"],
            )
        )
    if states["damaged"]:
        findings.append(
            ntr(
                "{n} evidence file is damaged: it differs from what was taken in.",
                "{n} evidence files are damaged: they differ from what was taken in.",
                states["damaged"],
            )
        )
    return findings


class _Within:
    """One file of many: its stages are part of a longer one."""

    def __init__(self, whole: Progress) -> None:
        self.advance, self.check = whole.advance, whole.check

    def stage(self, name: str, total: int) -> None:
        pass
