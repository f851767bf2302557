"""The recovery sheet can be made again and again, whatever was printed before."""

from __future__ import annotations

import pypdfium2
import pytest

from caseapp.i18n import set_language
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


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_key_can_be_read_off_the_sheet(language: str) -> None:
    """Three lines of three groups, large, whole and in order, also when copied out."""
    key = RecoveryKey.new()
    set_language(language)
    try:
        sheet = recovery_sheet(key.text, START)
    finally:
        set_language("en")
    with pypdfium2.PdfDocument(sheet) as document:
        assert len(document) == 1
        words = document[0].get_textpage()
        lines = [line for line in words.get_text_range().splitlines() if line.count("–") == 2]
        hit = words.search(lines[0]).get_next()
        assert hit is not None
        _left, low, _right, top = words.get_charbox(hit[0])
    assert len(lines) == 3
    assert RecoveryKey.read(" ".join(lines)).text == key.text
    assert top - low > 9
