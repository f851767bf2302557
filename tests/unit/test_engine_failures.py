"""Errors become problems with a sentence; whatever is not expected stays an error."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, OperationalError

import caseapp.keys.problems
import db.errors
from db import engine as door
from db.errors import DiskTrouble, Problem, StoreFull, StoreReadOnly
from db.failures import problems, translate


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Engine]:
    engine = door.create_store(tmp_path / "store.db", bytes(32), door.new_salt())
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL UNIQUE)"))
        connection.execute(text("INSERT INTO t VALUES (1, 'x')"))
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, StoreFull),
        (errno.EDQUOT, StoreFull),
        (errno.EFBIG, StoreFull),
        (errno.EROFS, StoreReadOnly),
        (errno.EACCES, StoreReadOnly),
        (errno.EIO, DiskTrouble),
        (errno.ENODEV, DiskTrouble),
    ],
)
def test_errors_of_the_system(number: int, problem: type[Problem]) -> None:
    with pytest.raises(problem), problems():
        raise OSError(number, "said by the system")


@pytest.mark.parametrize("error", [ValueError("x"), OSError(errno.EEXIST, "x"), KeyError(1), MemoryError()])
def test_what_is_not_expected_stays_as_it_is(error: Exception) -> None:
    assert translate(error) is None
    with pytest.raises(type(error)) as caught, problems():
        raise error
    assert caught.value is error


def test_a_problem_passes_unchanged() -> None:
    problem = StoreFull()
    with pytest.raises(StoreFull) as caught, problems():
        raise problem
    assert caught.value is problem


@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO t VALUES (1, 'y')", "INSERT INTO t VALUES (2, 'x')", "INSERT INTO t VALUES (3, NULL)"],
)
def test_a_broken_rule_of_the_schema_is_no_problem_of_the_user(store: Engine, statement: str) -> None:
    with pytest.raises(IntegrityError) as caught, store.begin() as connection:
        connection.execute(text(statement))
    assert translate(caught.value) is None


def test_a_mistake_in_a_statement_is_no_problem_of_the_user(store: Engine) -> None:
    with pytest.raises(OperationalError) as caught, store.begin() as connection:
        connection.execute(text("SELECT nothing FROM nowhere"))
    assert translate(caught.value) is None


def every_problem() -> list[type[Problem]]:
    found, waiting = [], [Problem]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting += kind.__subclasses__()
    return [kind for kind in found if kind.__module__ in (db.errors.__name__, caseapp.keys.problems.__name__)]


def test_every_problem_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in every_problem()]
    assert len(codes) > 20
    assert sorted(codes) == sorted(set(codes))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


def test_every_problem_speaks_in_plain_whole_sentences() -> None:
    for kind in every_problem():
        assert kind.text.endswith("."), kind
        assert "!" not in kind.text, kind
        assert "  " not in kind.text, kind
        assert not re.search(r"[a-z]\.[A-Z]|SQL|HMAC|salt|exception|error code", kind.text), kind
