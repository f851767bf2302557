"""Printing letters and dossiers as PDF: the only door to the PDF and font libraries.

The files conform to PDF/A-2a and PDF/UA-1; the same document always gives the same bytes. Importing this
package loads none of the libraries: they come with the first call.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from caseapp.letters.document import Document, Place, Rendered
from caseapp.letters.pdf.errors import MissingGlyph

__all__ = ["MissingGlyph", "Place", "Rendered", "page_count", "preload", "render", "unprintable"]


def render(
    document: Document, *, watermark: str | None = None, cancelled: Callable[[], bool] | None = None
) -> Rendered:
    """Prints a document.

    `watermark` is printed across each page, below the text; a draft carries its language's word for draft
    without it. `cancelled` is asked between blocks and pages. Raises MissingGlyph when a character cannot be
    printed, Cancelled when asked to stop.
    """
    from caseapp.letters.pdf.produce import produce

    return produce(document, watermark, cancelled)


def unprintable(text: str, lang: str = "en") -> tuple[str, ...]:
    """The characters of a text that no font of the program has, each once, in order of appearance.

    Invisible control and formatting characters are not among them: they are dropped on printing. `lang` is
    the language of the text.
    """
    from caseapp.letters.pdf.produce import unprintable as find

    del lang  # all languages share the same fonts; kept so that callers need not change when one gets its own
    return find(text)


def preload(languages: tuple[str, ...] = ("en", "ru")) -> None:
    """Loads libraries, fonts and hyphenation, so that the first letter comes as fast as the next."""
    from caseapp.letters.pdf.produce import warm

    warm(languages)


def page_count(data: bytes) -> int:
    """The number of pages of a PDF file. Raises ValueError when the bytes are no readable PDF."""
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        return len(pypdf.PdfReader(io.BytesIO(data), strict=True).pages)
    except PyPdfError as error:
        raise ValueError("not a readable PDF") from error
