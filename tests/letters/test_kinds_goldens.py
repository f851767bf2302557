"""Whole letters against goldens: what a reader gets to read, kind by kind and language by language.

A wanted change of wording is taken over with CASEAPP_GOLDENS=write; the difference is then read like any
other.
"""

from __future__ import annotations

import difflib
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from caseapp.letters import kinds
from caseapp.records import Letter
from tests.letters.materials import material, read

GOLDENS = Path(__file__).parent / "golden"
AT = datetime(2026, 3, 16, 9, 30, tzinfo=UTC)
PAIRS = [(kind.code, lang) for kind in kinds.ALL for lang in kind.languages]


@pytest.mark.parametrize(("kind", "lang"), PAIRS)
def test_the_letter_reads_as_its_golden(kind: str, lang: str) -> None:
    earlier = Letter(
        kind="protection",
        language="en",
        number="NL-0001/2",
        check_code="ZYXWV-54321",
        recipient="State Police of Exampleland\nGuard Street 5",
        dated=date(2026, 2, 20),
        issued_at=AT,
    )
    made = material(kind, lang, issued=[earlier], letter={"their_reference": "X-55/2026"})
    found = read(made.numbered("NL-0001/7", "ABCDE-12345", AT))
    golden = GOLDENS / f"{kind}-{lang}.txt"
    if os.environ.get("CASEAPP_GOLDENS") == "write":
        golden.write_text(found, "utf-8")
    kept = golden.read_text("utf-8")
    assert found == kept, "\n".join(difflib.unified_diff(kept.splitlines(), found.splitlines(), lineterm=""))


@pytest.mark.parametrize(("kind", "lang"), PAIRS)
def test_a_draft_says_that_its_number_and_code_are_to_come(kind: str, lang: str) -> None:
    text = read(material(kind, lang))
    assert {"en": "Our reference: assigned when issued", "ru": "Исх. №: присваивается при выпуске"}[
        lang
    ] in text
    assert "00000-00000" in text
