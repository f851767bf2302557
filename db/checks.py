"""The steps of checking a store, on the driver's connection. `db.engine.integrity` puts them together."""

from __future__ import annotations

from typing import Any

from db.errors import StoreDamaged, StoreFull
from db.failures import CORRUPT, IOERR, NOTADB, result_code, translate


def emptied(connection: Any) -> bool:
    """Takes the log into the store file; False when the disk has no room for it."""
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except Exception as error:
        problem = translate(error)
        if isinstance(problem, StoreFull):
            return False
        if not isinstance(problem, StoreDamaged):  # damage is what the checks go on to name
            raise (problem or error) from error
    return True


def findings(connection: Any, check: str) -> list[str]:
    """What one of the checks (a pragma) finds; empty when all is well."""
    try:
        rows = connection.execute(f"PRAGMA {check}").fetchall()
    except Exception as error:
        if (code := result_code(error)) is None or code & 0xFF not in (CORRUPT, NOTADB, IOERR):
            raise (translate(error) or error) from error
        return [f"{check}: {error}"]
    return [str(row[0]) for row in rows if row[0] != "ok"]
