"""The recovery sheet can be made again and again, whatever was printed before."""

from __future__ import annotations

from caseapp.keys import RecoveryKey
from caseapp.services.sheet import recovery_sheet
from tests.fakes import START


def test_two_sheets_in_a_row_are_printed_and_differ_by_their_key() -> None:
    key = RecoveryKey.new().text
    first, second = recovery_sheet(key, START), recovery_sheet(key, START)
    other = recovery_sheet(RecoveryKey.new().text, START)
    assert first == second
    assert first.startswith(b"%PDF")
    assert other != first
