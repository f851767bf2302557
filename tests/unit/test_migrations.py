"""The schema that the revisions build is the one that the records declare."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

import caseapp.records
import db.draft
import db.fulltext
import db.history
from db import engine as store_engine
from db import migrate
from db.base import Base
from db.errors import StoreNewer

TABLES_OF_THEIR_OWN = (caseapp.records, db.draft, db.fulltext, db.history)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    salt = store_engine.new_salt()
    made = store_engine.create_store(tmp_path / "store.db", bytes(32), salt)
    migrate.upgrade(made)
    yield made
    made.dispose()


def test_revisions_build_what_the_records_declare(engine: Engine) -> None:
    def ours(name: str | None, kind: str, parents: object) -> bool:
        search = kind == "table" and str(name).startswith("search_") and name != "search_entries"
        return not search and name != "alembic_version"

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours, "compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_store_of_todays_schema_opens_without_any_revision(engine: Engine) -> None:
    assert migrate.check(engine)


def test_a_newer_schema_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"PRAGMA user_version = {migrate.LATEST + 1}"))
    with pytest.raises(StoreNewer, match="newer version"):
        migrate.check(engine)


def test_an_older_schema_keeps_its_rows(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO facts (name, value) VALUES ('kept', '1')"))
    later = tmp_path / "later"
    (later / "versions").mkdir(parents=True)
    (later / "env.py").write_text((migrate.FOLDER / "env.py").read_text(encoding="utf-8"), encoding="utf-8")
    for revision in (migrate.FOLDER / "versions").glob("*.py"):
        (later / "versions" / revision.name).write_text(
            revision.read_text(encoding="utf-8"), encoding="utf-8"
        )
    following = f"{migrate.LATEST + 1:04}"
    (later / "versions" / f"{following}_more.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\n"
        f"revision = {following!r}\ndown_revision = '{migrate.LATEST:04}'\n\n\n"
        "def upgrade():\n    op.add_column('facts', sa.Column('more', sa.String(), server_default=''))\n",
        encoding="utf-8",
    )
    migrate.upgrade(engine, later, migrate.LATEST + 1)
    with engine.connect() as connection:
        assert migrate.schema_number(connection) == migrate.LATEST + 1
        assert connection.execute(text("SELECT name, more FROM facts")).all() == [("kept", "")]
