"""The gates themselves: a log line nobody announced, a warning, a missing program."""

from __future__ import annotations

import logging
import warnings
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import LogWatch
from tests.fakes import FixedClock


def test_an_announced_log_line_is_allowed_and_a_missing_one_is_found(log_watch: LogWatch):
    with log_watch.expect("disk is nearly full"):
        logging.getLogger("caseapp.test").warning("the disk is nearly full")
    with pytest.raises(AssertionError, match="nothing logged"), log_watch.expect("something else"):
        logging.getLogger("caseapp.test").info("the disk is nearly full")
    assert log_watch.seen == []


def test_an_unannounced_log_line_is_kept_against_the_test(log_watch: LogWatch):
    logging.getLogger("caseapp.test").error("number %d", 7)
    assert [record.getMessage() for record in log_watch.seen] == ["number 7"]
    log_watch.seen.clear()


def test_warnings_are_errors():
    with pytest.raises(DeprecationWarning):
        warnings.warn("old ways", DeprecationWarning, stacklevel=1)


def test_the_clock_stands_still_until_moved(clock: FixedClock):
    first = clock.now()
    assert clock.now() == first
    assert clock.today() == first.date()
    clock.advance(timedelta(days=-1))
    assert clock.now() == first - timedelta(days=1)
    with pytest.raises(ValueError, match="time zone"):
        FixedClock(datetime(2026, 1, 1))
    assert FixedClock(datetime(2026, 1, 1, tzinfo=UTC)).today().isoformat() == "2026-01-01"
