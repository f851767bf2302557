"""Reading the whole store to tell whether it is as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from caseapp.i18n import tr
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


def check(office: Office) -> Check:
    """Reads every page, every seal of the history and the receipt."""
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
    return Check(cases, records, office.store.chain.seq, findings)
