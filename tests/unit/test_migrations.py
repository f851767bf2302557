"""The schema that the revisions build is the one that the records declare."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.orm import Session

import caseapp.records
import db.draft
import db.fulltext
import db.history
from caseapp.records import IdentityDocument, Person
from caseapp.rules.passports import first_end
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


PERSON = {
    "case_id": "c" * 32,
    "relation": "CLI",
    "family": "Щукина",
    "given": "Евгения",
    "patronymic": "Андреевна",
    "latin_family": "Shchukina",
    "latin_given": "Evgeniia",
    "sex": "2",
    "birth": "1987-05-14",
    "birth_words": "",
    "birth_place": "Москва",
    "citizenships": '["RU"]',
    "languages": "[]",
    "occupation": "{}",
    "passport_no": "",
    "passport_issuer": "",
    "passport_from": None,
    "passport_until": None,
    "phone": "",
    "mail": "",
    "in_russia": "no",
    "notes": "speaks slowly",
    "created_at": "2025-01-02T03:04:05.000Z",
    "changed_at": "2025-02-03T04:05:06.000Z",
    "deleted_at": None,
    "deletion": None,
    "version": 3,
}


def keep(connection: Connection, table: str, values: dict[str, object]) -> None:
    """Inserts a row; columns that can't be empty and are not given hold an empty text."""
    needed = connection.execute(
        text(f"SELECT name FROM pragma_table_info('{table}') WHERE \"notnull\"")
    ).scalars()
    values = dict.fromkeys(needed, "") | values
    columns, places = ", ".join(values), ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({places})"), values)


def test_passports_of_the_first_schema_become_documents_and_nothing_of_them_is_lost(tmp_path: Path) -> None:
    salt = store_engine.new_salt()
    old = store_engine.create_store(tmp_path / "old.db", bytes(32), salt)
    migrate.upgrade(old, latest=1)
    passport = {
        "passport_no": "75 0000001",
        "passport_issuer": "МВД 00000",
        "passport_from": "2022-01-30",
        "passport_until": "2027-01-30",
    }
    gone = {"deleted_at": "2026-01-01T00:00:00.000Z", "deletion": "d" * 32}
    people: list[dict[str, object]] = [
        {"id": "1" * 32, **passport},
        {"id": "2" * 32},
        {"id": "3" * 32, "passport_until": "2028-05-06"},
        {"id": "4" * 32, "passport_issuer": "ГУВМ", **gone},
    ]
    with store_engine.foreign_keys_off(old):
        with old.begin() as connection:
            keep(connection, "cases", {"id": "c" * 32, "version": 1})
            for one in people:
                keep(connection, "persons", {**PERSON, **one})
        migrate.upgrade(old)
    with Session(old) as session:
        kept = {one.person_id: one for one in session.scalars(select(IdentityDocument))}
        persons = {one.id: one for one in session.scalars(select(Person))}
    old.dispose()
    assert set(kept) == {"1" * 32, "3" * 32, "4" * 32}
    first = kept["1" * 32]
    assert (first.kind, first.main, first.number, first.issuer) == ("PAF", True, "75 0000001", "МВД 00000")
    assert (first.issued_on, first.valid_until) == (date(2022, 1, 30), date(2027, 1, 30))
    assert (first.family, first.given, first.case_id) == ("Shchukina", "Evgeniia", "c" * 32)
    assert (first.country, first.chip, first.state, first.not_recognised_in) == ("", "", "", [])
    assert kept["3" * 32].valid_until == date(2028, 5, 6)
    assert kept["4" * 32].deletion == persons["4" * 32].deletion == "d" * 32
    assert len({one.id for one in kept.values()} | set(persons)) == 7
    assert all(len(one.id) == 32 for one in kept.values())
    for person in persons.values():
        found = (person.family, person.birth_place, person.notes, person.version)
        assert found == ("Щукина", "Москва", "speaks slowly", 3)
    assert not any(hasattr(Person, name) for name in passport)


def test_an_older_store_learns_when_the_papers_of_its_cases_begin_to_fail(tmp_path: Path) -> None:
    old = store_engine.create_store(tmp_path / "old.db", bytes(32), store_engine.new_salt())
    migrate.upgrade(old, latest=2)
    papers: dict[str, list[dict[str, object]]] = {
        "a": [{"valid_until": "2027-01-30"}, {"valid_until": "2026-05-06", "kind": "VIS"}],
        "b": [{"valid_until": "2026-01-30"}, {"valid_until": "2030-01-30"}],
        "c": [{"valid_until": "2029-01-30"}, {"valid_until": "2030-01-30", "state": "ANN"}],
        "d": [{"state": "EXP"}, {"valid_until": "2020-01-01", "kind": "PAI"}],
        "e": [{"valid_until": "2026-01-30"}, {"valid_until": "2030-01-30", "person_id": "x" * 32}],
        "f": [{"state": "REP", "valid_until": "2020-01-01"}, {"valid_until": None}],
        "g": [{"valid_until": "2026-01-30", "deleted_at": "2026-01-01T00:00:00.000Z"}],
    }
    with store_engine.foreign_keys_off(old):
        with old.begin() as connection:
            for case, kept in papers.items():
                keep(connection, "cases", {"id": case * 32, "version": 1, "profiles": "[]"})
                for person in (case, "x") if case == "e" else (case,):
                    keep(connection, "persons", {"id": person * 32, "case_id": case * 32, "version": 1})
                for at, paper in enumerate(kept):
                    whose = {"id": f"{case}{at}" * 16, "case_id": case * 32, "person_id": case * 32}
                    fixed = {"kind": "PAF", "main": 0, "not_recognised_in": "[]", "version": 1}
                    keep(connection, "identity_documents", {**whose, **fixed, **paper})
        migrate.upgrade(old)
    with Session(old) as session:
        ends: dict[str, str | None] = dict(
            session.execute(text("SELECT substr(id, 1, 1), passport_until FROM cases")).all()
        )
        documents = list(session.scalars(select(IdentityDocument)))
    old.dispose()
    assert ends == {
        "a": "2026-05-06",
        "b": "2030-01-30",
        "c": "0001-01-01",
        "d": "0001-01-01",
        "e": "2026-01-30",
        "f": None,
        "g": None,
    }
    for case, found in ends.items():
        mine = [one for one in documents if one.case_id == case * 32 and one.deleted_at is None]
        end = first_end(mine)
        assert (end.isoformat() if end else None) == found, "the rule of the app says the same"
