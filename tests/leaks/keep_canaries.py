"""Makes a store full of canaries and goes on saving until killed: `keep_canaries.py STORE PASSPHRASE`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from caseapp.clock import SystemClock
from caseapp.keys import Cost
from caseapp.records import Note
from caseapp.services import vault
from tests.leaks.canaries import fill, words


def main() -> None:
    word = words()
    created = vault.create(
        Path(sys.argv[1]),
        Path(sys.argv[2]).read_text(encoding="utf-8"),
        organisation=next(word),
        caseworker=next(word),
        language="en",
        clock=SystemClock(),
        cost=Cost(memory=64 * 1024, passes=2, lanes=2),
    )
    case = fill(created.office, word).case
    created.office.drafts.put("note", {"text": next(word)})
    print("ready", flush=True)
    for _ in range(100_000):
        created.office.records.add(Note(case_id=case, text=next(word)))


main()
