"""Every kind in every language as a printed file: archives and screen readers accept it."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import page
import pypdf
import pytest

from caseapp.letters import kinds, pdf
from tests import factory
from tests.letters.materials import composed, material

PAIRS = [(kind.code, lang) for kind in kinds.ALL for lang in kind.languages]
AT = datetime(2026, 3, 16, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module", params=PAIRS, ids=lambda pair: "-".join(pair))
def printed(request: pytest.FixtureRequest) -> tuple[str, str, bytes]:
    kind, lang = request.param
    made = material(kind, lang).numbered("NL-0001/7", "ABCDE-12345", AT)
    return kind, lang, pdf.render(composed(made)).data


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_the_file_conforms(printed: tuple[str, str, bytes], profile: str) -> None:
    result = page.validate_pdf_bytes(printed[2], profile=profile)
    assert result.is_compliant, [failure.rule_id for failure in result.failures]


def test_the_same_letter_gives_the_same_bytes(printed: tuple[str, str, bytes]) -> None:
    kind, lang, data = printed
    made = material(kind, lang)
    numbered = made.numbered("NL-0001/7", "ABCDE-12345", AT)
    assert pdf.render(composed(numbered)).data == pdf.render(composed(numbered)).data
    assert len(data) > 10_000


def test_its_words_copy_out(printed: tuple[str, str, bytes]) -> None:
    data = printed[2]
    found = " ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(data)).pages)
    bare = "".join(found.split())
    for words in ("ABCDE-12345", "NL-0001/7", "Shchukina", "Chtchoukina", "Щукина"):
        assert "".join(words.split()) in bare


def test_the_files_own_data_name_nobody(printed: tuple[str, str, bytes]) -> None:
    _, lang, data = printed
    info = pypdf.PdfReader(io.BytesIO(data)).metadata
    assert info is not None
    written = " ".join(str(value) for value in info.values())
    assert info.author == factory.ORGANISATION["name"][lang]
    for name in ("Shchukina", "Щукина", "Evgeniia", "Anna", "caseapp"):
        assert name not in written
