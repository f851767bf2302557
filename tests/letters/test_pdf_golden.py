"""The whole of the sample letters, tags and words, beside files that people have read.

After a wanted change: `CASEAPP_WRITE_GOLDEN=1 pytest tests/letters/test_pdf_golden.py`, then read the diff.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from caseapp.letters.document import Document
from caseapp.letters.pdf import render
from tests.letters import pdf_samples

GOLDEN = Path(__file__).parent / "golden"
SAMPLES: dict[str, Callable[[], Document]] = {
    "pdf-english-letter": pdf_samples.english_letter,
    "pdf-russian-letter": pdf_samples.russian_letter,
    "pdf-dossier": lambda: pdf_samples.dossier(12),
}
_SHOW = re.compile(
    rb"\[(?P<array>.*?)\] TJ|/Span <</ActualText <(?P<told>\w+)>>>|<(?P<one>\w{4})> Tj|/(?P<font>F\d+) "
)
_MARKED = re.compile(rb"<</MCID (\d+)>> BDC\n(.*?)(?=/\w+ <</MCID|/Artifact|ET$|\Z)", re.S | re.M)


def meanings(font: Any) -> dict[str, str]:
    """Glyph to text, from the file's own map."""
    table = font["/ToUnicode"].get_data().decode()
    pairs = re.findall(r"<(\w{4})> <(\w+)>", table)
    return {glyph: bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


def page_texts(page: Any) -> dict[int, str]:
    """The words of every piece of marked content on a page."""
    fonts = {name[1:]: meanings(font) for name, font in page["/Resources"]["/Font"].items()}
    current: dict[str, str] = {}
    found: dict[int, str] = {}
    for mcid, body in _MARKED.findall(page.get_contents().get_data()):
        words: list[str] = []
        skip = 0
        for match in _SHOW.finditer(body):
            if match["font"]:
                current = fonts[match["font"].decode()]
            elif match["told"]:
                words.append(bytes.fromhex(match["told"].decode())[2:].decode("utf-16-be"))
                skip = 1
            elif skip:
                skip = 0  # shown instead by its ActualText
            else:
                codes = (
                    re.findall(r"<(\w+)>", match["array"].decode())
                    if match["array"]
                    else [match["one"].decode()]
                )
                joined = "".join(codes)
                words.append("".join(current[joined[n : n + 4].upper()] for n in range(0, len(joined), 4)))
        found[int(mcid)] = "".join(words).replace("\u00ad", "")
    return found


def told(reader: pypdf.PdfReader) -> Iterator[str]:
    """The structure tree as indented lines: tag, words, alternative text."""
    texts = {page.indirect_reference.idnum: page_texts(page) for page in reader.pages}  # type: ignore[union-attr]

    def walk(reference: Any, depth: int) -> Iterator[str]:
        element = reference.get_object()
        pieces: list[str] = []
        below: list[str] = []
        for kid in element["/K"]:
            item = kid.get_object()
            if isinstance(item, int):
                pieces.append(texts[element.raw_get("/Pg").idnum][item])
            elif item.get("/Type") == "/MCR":
                pieces.append(texts[item.raw_get("/Pg").idnum][item["/MCID"]])
            elif item.get("/Type") == "/StructElem":
                below += walk(kid, depth + 1)
        alt = f" [{element['/Alt']}]" if "/Alt" in element else ""
        yield f"{'  ' * depth}{element['/S'][1:]}{alt} {' '.join(' '.join(pieces).split())}".rstrip()
        yield from below

    root: Any = reader.trailer["/Root"]
    yield from walk(root["/StructTreeRoot"]["/K"][0], 0)


@pytest.mark.parametrize("name", SAMPLES)
def test_tags_and_words_are_as_read(name: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(render(SAMPLES[name]()).data), strict=True)
    found = "\n".join(told(reader)) + "\n"
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("CASEAPP_WRITE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8", newline="\n")
    assert found == file.read_text(encoding="utf-8")
