"""How long letters take, beside plain reportlab on the same words: `python -m tests.bench.bench_letters`.

Times vary with the machine; the ratios within one run count. Bars: a warm letter at most 3 times plain
reportlab (which neither shapes nor tags), a long dossier at most 2 times.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from caseapp.letters.document import Document, Row, Table, block_texts, plain
from caseapp.letters.pdf import preload, render
from caseapp.paths import resource as resource_path
from tests.letters import pdf_samples

ROOT = Path(__file__).resolve().parents[2]
COLD = """
import time
start = time.perf_counter()
from tests.letters import pdf_samples
from caseapp.letters.pdf import render
render(pdf_samples.english_letter())
print((time.perf_counter() - start) * 1000)
"""


def best(work: Callable[[], object], rounds: int) -> float:
    """The shortest of some runs, in milliseconds of processor time."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def stock(document: Document) -> bytes:
    """The same words set by reportlab's own paragraphs and tables: unshaped, untagged, greedy lines."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate
    from reportlab.platypus import Table as StockTable

    if "Bench" not in pdfmetrics.getRegisteredFontNames():
        path = resource_path("fonts", "letters", "NotoSerif-Regular.ttf")
        pdfmetrics.registerFont(TTFont("Bench", str(path)))
    style = ParagraphStyle(
        "bench", fontName="Bench", fontSize=10.3, leading=14.4, alignment=TA_JUSTIFY, spaceAfter=7
    )
    small = ParagraphStyle("small", fontName="Bench", fontSize=8.2, leading=10.9)
    story: list[Any] = []
    for block in document.blocks:
        if isinstance(block, Table):
            rows = [
                [Paragraph(escape(plain(cell)), small) for cell in row.cells]
                for row in block.rows
                if not row.heading
            ]
            shares = [column.width for column in block.columns]
            story.append(
                StockTable(rows, colWidths=[468 * share / sum(shares) for share in shares], splitInRow=1)
            )
        else:
            story += [Paragraph(escape(plain(text)), style) for text in block_texts(block) if text]
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4).build(story)
    return file.getvalue()


def cases() -> Iterator[tuple[str, Document, int]]:
    """Name, document, and how often to run it."""
    english = pdf_samples.english_letter()
    yield "one-page letter", replace(english, blocks=english.blocks[:9]), 30
    yield "two-page letter with table", english, 20
    table = next(block for block in english.blocks if isinstance(block, Table))
    longer = replace(table, rows=tuple(Row(row.cells) for row in table.rows * 5))
    blocks = tuple(longer if block is table else block for block in english.blocks)
    yield "letter with 25-row table", replace(english, blocks=blocks), 10
    yield "dossier with 1,000-row table", pdf_samples.dossier(), 3


def main() -> None:
    """Prints the table."""
    cold = subprocess.run([sys.executable, "-c", COLD], cwd=ROOT, capture_output=True, text=True, check=True)
    preload(("en", "ru"))
    print(f"{'':32}{'pages':>6}{'ours ms':>10}{'plain ms':>10}{'ratio':>8}")
    for name, document, rounds in cases():
        pages = render(document).pages
        stock(document)
        ours, plain_ = best(partial(render, document), rounds), best(partial(stock, document), rounds)
        print(f"{name:32}{pages:>6}{ours:>10.1f}{plain_:>10.1f}{ours / plain_:>8.2f}")
    print(f"first letter of a process, imports and fonts included: {float(cold.stdout):.0f} ms")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
