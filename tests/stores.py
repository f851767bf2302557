"""Real encrypted stores for tests, made quickly: the cheapest key derivation that a key file may have."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from caseapp.clock import Clock
from caseapp.keys import Cost, RecoveryKey
from caseapp.services import vault
from caseapp.services.office import Office
from tests.fakes import FixedClock

PASSPHRASE = "seven fictional words open this small store"
#: The least that a key file accepts; a real store uses far more.
CHEAP = Cost(memory=64 * 1024, passes=2, lanes=1)


def new_office(folder: Path, clock: Clock) -> Office:
    """A store with its organisation and one caseworker, open: a copy of one that was made once per run.

    It is opened with its recovery key, which takes no time; PASSPHRASE opens it too.
    """
    ready, sheet = _ready_made()
    shutil.copytree(ready, folder)
    return vault.unlock_with_recovery(folder, sheet, clock)


def new_store(folder: Path, clock: Clock, recovery: RecoveryKey | None = None) -> vault.Created:
    """The same, really made in this folder, with its recovery key."""
    return vault.create(
        folder,
        PASSPHRASE,
        organisation="Example Aid",
        caseworker="Anna Example",
        language="en",
        clock=clock,
        cost=CHEAP,
        recovery=recovery,
    )


@cache
def _ready_made() -> tuple[Path, str]:
    """The folder of the store that was made once, and its recovery key as printed."""
    root = Path(tempfile.mkdtemp(prefix="ready-made-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    made = new_store(root / "store", FixedClock())
    made.office.close()
    return root / "store", made.recovery.text
