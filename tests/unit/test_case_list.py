"""The list of cases stays fast however many there are: every question is answered by its one index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from caseapp.services.cases import CaseFilter
from db.engine import raw
from tests import factory, stores
from tests.fakes import FixedClock

FILTERS = [
    CaseFilter(),
    CaseFilter(status="all"),
    CaseFilter(status="WAI", mine=True),
    CaseFilter(risk=("3", "4"), country="DE"),
    CaseFilter(deadline_within=14, no_contact_for=30),
    CaseFilter(passport_within=6, profile="JOUR"),
]


def test_every_question_of_the_list_is_answered_by_its_one_index(tmp_path: Path, clock: FixedClock) -> None:
    office = stores.new_office(tmp_path / "store", clock)
    engine = office.custody.engine
    factory.case(office, profiles=["JOUR"])
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, *_more: Any) -> None:
        if " cases" in sql and "SELECT" in sql and "search" not in sql:
            asked.append((sql, values))

    event.listen(engine, "before_cursor_execute", note)
    for wanted in FILTERS:
        office.cases.count(wanted)
        for sort in ("name", "country", "status", "risk", "deadline", "contact", "number"):
            office.cases.window(wanted, sort, descending=sort == "risk", offset=1)
            office.cases.page(wanted, sort, after=office.cases.page(wanted, sort, limit=1).next)
    office.cases.countries()
    event.remove(engine, "before_cursor_execute", note)
    plans = {}
    with raw(engine) as connection:
        for sql, values in asked:
            rows = connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
            plans[sql] = [str(row[-1]) for row in rows if " cases" in str(row[-1])]
    office.close()
    assert len(plans) > 50
    for sql, steps in plans.items():
        others = [step for step in steps if "COVERING INDEX ix_cases_list" not in step]
        # What is shown of the fifty is looked up by their ids.
        if any("sqlite_autoindex_cases_1 (id=?)" not in step for step in others) or len(others) == len(steps):
            pytest.fail(f"{sql}: {steps}")
