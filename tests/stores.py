"""Real encrypted stores for tests, made quickly: the cheapest key derivation that a key file may have."""

from __future__ import annotations

from pathlib import Path

from caseapp.clock import Clock
from caseapp.keys import Cost, RecoveryKey
from caseapp.services import vault
from caseapp.services.office import Office

PASSPHRASE = "seven fictional words open this small store"
#: The least that a key file accepts; a real store uses far more.
CHEAP = Cost(memory=64 * 1024, passes=2, lanes=1)


def new_office(folder: Path, clock: Clock) -> Office:
    """A new store with its organisation and one caseworker, open."""
    return new_store(folder, clock).office


def new_store(folder: Path, clock: Clock, recovery: RecoveryKey | None = None) -> vault.Created:
    """The same, with its recovery key."""
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
