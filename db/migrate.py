"""The schema's number, and the way from an older one to today's.

Revisions are numbered 0001, 0002, ...; a store carries the number in `user_version`, so that a store of
today's schema opens without loading Alembic. Revisions are append-only and import no live class.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, text

from db.errors import StoreNewer

#: The number of the newest revision.
LATEST = 4

FOLDER = Path(__file__).resolve().parent / "migrations"


def schema_number(connection: Connection) -> int:
    """The schema the store has; 0 for a file without tables."""
    return int(connection.execute(text("PRAGMA user_version")).scalar_one())


def check(engine: Engine, latest: int = LATEST) -> bool:
    """Whether the store has today's schema; False means it is older. Raises StoreNewer."""
    with engine.connect() as connection:
        found = schema_number(connection)
        connection.rollback()
    if found > latest:
        raise StoreNewer
    return found == latest


def upgrade(engine: Engine, folder: Path = FOLDER, latest: int = LATEST) -> None:
    """Brings the store to today's schema in one transaction; run it on a copy, never on the only store.

    `folder` holds Alembic's env.py and versions/.
    """
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "newline")
    scripts = ScriptDirectory.from_config(config)
    with engine.begin() as connection:
        found = schema_number(connection)
        config.attributes["connection"] = connection
        with EnvironmentContext(
            config,
            scripts,
            fn=lambda revision, context: scripts._upgrade_revs(f"{latest:04}", revision),
            destination_rev=f"{latest:04}",
        ):
            scripts.run_env()
        connection.execute(text(f"PRAGMA user_version = {int(latest)}"))
    assert found <= latest
