"""An unlocked store with its services: what the screens and the verbs work with."""

from __future__ import annotations

from pathlib import Path

from caseapp.clock import Clock
from caseapp.services.actors import Actors
from caseapp.services.backup import Backups
from caseapp.services.bin import Bin
from caseapp.services.cases import Cases
from caseapp.services.counting import Counts
from caseapp.services.custody import Custody
from caseapp.services.drafts import Drafts, Facts
from caseapp.services.evidence import EvidenceFiles
from caseapp.services.letters import Letters
from caseapp.services.linked_cases import LinkedCases
from caseapp.services.quicklog import QuickLog
from caseapp.services.recent import Recent
from caseapp.services.records import Records
from caseapp.services.search import Search
from caseapp.services.traces import Traces
from caseapp.services.watch import Watch
from db import engine as store_engine
from db.session import Store


class Office:
    """One open store. Made by vault.create and vault.unlock; all of it belongs to the store thread."""

    def __init__(self, custody: Custody, store: Store, clock: Clock) -> None:
        self.custody = custody
        self.store = store
        self.clock = clock
        self.facts = Facts(store)
        self.me: str = self.facts.get("me") or ""
        self.drafts = Drafts(store, clock)
        self.records = Records(store, clock, self.me)
        self.search = Search(store)
        self.recent = Recent(self.facts, self.search)
        self.traces = Traces(store)
        self.counts = Counts(store)
        self.actors = Actors(store, self.records)
        self.cases = Cases(store, self.records, self.search, clock)
        self.linked = LinkedCases(store, self.search)
        self.letters = Letters(store, self.records, clock)
        self.evidence = EvidenceFiles(custody, store, self.records, clock)
        self.bin = Bin(store, self.records, self.evidence, self.facts, clock)
        self.watch = Watch(store, clock)
        self.quick_log = QuickLog(store, self.records, self.cases, self.search, clock)
        self.backup = Backups(custody, store, self.evidence, self.facts, clock, self.me)

    @property
    def folder(self) -> Path:
        """The folder that holds the store."""
        return self.custody.folder

    def settle(self) -> None:
        """Takes the saves from the log into the store file; called when nothing was saved for two seconds."""
        if self.custody.dirty:
            store_engine.checkpoint(self.custody.engine)
            self.custody.dirty = False

    def close(self) -> None:
        """Closes the store and lets other processes have it. Nothing of it may be used afterwards."""
        try:
            store_engine.close(self.custody.engine)
        finally:
            self.custody.receipt.close()
            self.custody.lock.release()
