"""Every file passes PDF/A-2a, PDF/UA-1 and qpdf; and the validator would notice if it did not."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import page
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseapp.letters.document import (
    BulletList,
    CheckCode,
    Column,
    Contents,
    Document,
    Fact,
    Heading,
    InfoBlock,
    KeyValues,
    Note,
    Paragraph,
    Recipient,
    Row,
    Signature,
    Span,
    Table,
    rich,
    value,
)
from caseapp.letters.pdf import render, unprintable
from tests.letters import pdf_samples

SAMPLES: dict[str, Callable[[], Document]] = {
    "english": pdf_samples.english_letter,
    "russian": pdf_samples.russian_letter,
    "arabic": pdf_samples.arabic_letter,
    "hebrew": pdf_samples.hebrew_note,
    "dossier": pdf_samples.dossier,
    "draft": lambda: pdf_samples.english_letter(draft=True),
    "us-letter": lambda: replace(pdf_samples.english_letter(), page_size="letter"),
    "bare": lambda: pdf_samples.short(Paragraph("One line.")),
    "empty": lambda: pdf_samples.short(),
    "empty parts": lambda: pdf_samples.short(
        Paragraph(""),
        Heading(""),
        BulletList(("",)),
        Table((Column("a"), Column("")), (Row(("", "")),)),
        Note(""),
    ),
    "links": lambda: pdf_samples.short(
        Paragraph(rich("To ", Span("the end", link="#end"), " or ", Span("nowhere", link="#gone"), ".")),
        Paragraph(
            rich(Span("Call", link="tel:+37160000000"), " or ", Span("run", link="javascript:alert(1)"))
        ),
        Heading("End", anchor="end"),
    ),
    "levels": lambda: pdf_samples.short(
        Heading("a", 3), Heading("b", 4), Heading("c", 1), Contents("Contents", 4)
    ),
    "missing field": lambda: pdf_samples.short(
        Paragraph(rich("Born on ", Span("date of birth", missing=True), "."))
    ),
    "address only": lambda: pdf_samples.short(
        Recipient(tuple(f"Line {n}" for n in range(9))),
        InfoBlock((Fact("Reference", "a" * 60), Fact("Empty", ""))),
        KeyValues((Fact("Label", ""), Fact("Long", "word " * 300))),
        CheckCode("Code", "AB", payload=""),
        Signature("Yours", "Name"),
    ),
}


@cache
def printed(name: str) -> bytes:
    return render(SAMPLES[name]()).data


def failures(data: bytes, profile: str) -> list[str]:
    report = page.validate_pdf_bytes(data, profile=profile)
    found = [failure.rule_id for failure in report.failures]
    assert report.is_compliant == (not found)
    return found


@pytest.mark.parametrize("profile", ["2a", "ua1"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_conforms(name: str, profile: str) -> None:
    assert failures(printed(name), profile) == []


@pytest.mark.tools("qpdf")
@pytest.mark.parametrize("name", SAMPLES)
def test_qpdf_finds_nothing_wrong(name: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(printed(name))
    check = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert (check.returncode, check.stderr) == (0, "")


def test_the_dossier_is_long() -> None:
    assert render(pdf_samples.dossier()).pages > 60


# Same length before and after, so that the cross-references stay right.
FAULTS = [
    ("ua1", b"/StructTreeRoot", b"/StructTreeRooX"),
    ("2a", b"/StructTreeRoot", b"/StructTreeRooX"),
    ("2a", b"/OutputIntents", b"/OutputIntentX"),
    ("ua1", b" /Lang ", b" /Lanx "),
    ("2a", b"/FontFile2", b"/FontFilX2"),
    ("2a", b"/ToUnicode", b"/ToUnicodX"),
    ("ua1", b"/ToUnicode", b"/ToUnicodX"),
    ("ua1", b" /Alt ", b" /Alx "),
    ("2a", b"\r\nendstream", b"xxendstream"),
    ("2a", b"pdfaid:part>2", b"pdfaid:part>1"),
    ("ua1", b"pdfuaid:part>1", b"pdfuaid:part>2"),
    ("ua1", b"/DisplayDocTitle true", b"/DisplayDocTitle fals"),
    ("ua1", b"/S /H2", b"/S /H4"),
    ("ua1", b"/Contents <FEFF", b"/Contentx <FEFF"),
    ("ua1", b"/Tabs /S", b"/Tabs /R"),
    ("2a", b"/F 4 /Contents", b"/F 2 /Contents"),
]


@pytest.mark.parametrize(("profile", "sound", "faulty"), FAULTS, ids=[f"{f[0]} {f[1]!r}" for f in FAULTS])
def test_a_planted_fault_is_found(profile: str, sound: bytes, faulty: bytes) -> None:
    data = printed("russian" if b"FEFF" in sound else "english")
    if b"FEFF" in sound:
        linked = Span("почта", link="mailto:desk@example.org")
        data = render(pdf_samples.short(Paragraph((linked,)), lang="ru")).data
    assert sound in data
    assert len(sound) == len(faulty)
    assert failures(data.replace(sound, faulty), profile)


TEXTS = st.text(st.characters(max_codepoint=0x1FFFF), max_size=60).map(
    lambda text: "".join(char for char in text if not unprintable(char))
)
WORDS = st.text(
    st.sampled_from(
        "abc АБВ אבג ابت ელე հայ 123 ()[]«»-—.,:/\u0301\u05b0\u064e\u200f\u2067\u202e\u00ad\n\t\u00a0"
    ),
    max_size=120,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, WORDS, st.sampled_from(["en", "ru", "ar", "he", "tr", "xx"]), st.booleans())
def test_any_text_prints_and_conforms(odd: str, mixed: str, lang: str, bold: bool) -> None:
    document = pdf_samples.short(
        Heading(odd),
        Paragraph(odd),
        Paragraph(rich("a ", value(mixed, bold=bold), " ", Span(odd, italic=True, lang="ka"), ".")),
        Table((Column(mixed), Column(odd, 0.2)), (Row((odd, mixed)), Row((mixed, odd)))),
        lang=lang,
        title=f"T {odd}",
        author_org=mixed,
    )
    data = render(document).data
    assert failures(data, "2a") == []
    assert failures(data, "ua1") == []
