"""Watches what an act asks of the store, for what would grow slow with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from caseapp.services.office import Office
from db.engine import raw

#: Tables that stay small in the largest store; one row each is looked at anyhow.
SMALL = {"organisations", "caseworkers", "drafts", "facts"}
#: Tables of the search index tell SQLite themselves how they look things up.
_OWN_INDEX = {"search_names", "search_text"}


def scanned(office: Office, act: Callable[[], object]) -> set[str]:
    """The statements by which an act reads a table through from end to end; the bin's own indexes hold just
    what is in the bin, so they may be.
    """
    asked: list[tuple[str, Any]] = []
    engine = office.custody.engine

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            asked.append((statement, values[0] if many else values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert asked, "nothing was asked"
    found = set()
    with raw(engine) as connection:
        large = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        large -= SMALL | _OWN_INDEX
        for statement, values in asked:
            for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values):
                told = str(step[3])
                if told.startswith("SCAN ") and told.split()[1] in large and not told.endswith("_binned"):
                    found.add(f"{told}: {statement}")
    return found
