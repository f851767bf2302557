"""From a document to its PDF: compose, cut into pages, draw, bind."""

from __future__ import annotations

from collections.abc import Callable

from caseapp.errors import Cancelled
from caseapp.letters.document import Cover, Document, Place, Recipient, Rendered, plain, texts
from caseapp.letters.pdf import fonts, hyphens, shape
from caseapp.letters.pdf.bind import Binder
from caseapp.letters.pdf.clean import clean
from caseapp.letters.pdf.compose import Composer
from caseapp.letters.pdf.errors import MissingGlyph
from caseapp.letters.pdf.first_page import FirstPage
from caseapp.letters.pdf.flow import PagePlan, paginate
from caseapp.letters.pdf.frame import Frame
from caseapp.letters.pdf.ink import Press
from caseapp.letters.pdf.words import words

Stop = Callable[[], bool] | None


def produce(document: Document, watermark: str | None, cancelled: Stop) -> Rendered:
    """The finished file. Raises MissingGlyph or Cancelled."""
    _check_glyphs(document, watermark)
    press = Press()
    composer = Composer(document, press)
    cover = any(isinstance(block, Cover) for block in document.blocks)
    letter = any(isinstance(block, Recipient) for block in document.blocks)
    first_page = None if cover else FirstPage(composer)
    for block in document.blocks:
        _check(cancelled)
        composer.add(block)
    composer.finish()
    page = composer.page
    first_top = first_page.low if first_page is not None else page.height - page.top
    plans = paginate(composer.pieces, first_top, page.height - page.top, page.bottom)
    _find_entries(composer, plans)
    mark = watermark if watermark is not None else words(document.lang).draft if document.draft else None
    frame = Frame(composer, letter=letter, watermark=mark)
    for plan in plans:
        _check(cancelled)
        sheet = press.sheet()
        frame.draw(sheet, len(plans))
        if sheet.index == 0 and first_page is not None:
            first_page.draw(sheet)
        if plan.repeat is not None:
            plan.repeat[0].repeat(sheet, plan.repeat[1])
        for owner, placed in plan.runs():
            owner.draw(sheet, placed)
    places = _places(composer, plans, first_page)
    data = Binder(document, press, page, composer.entries, places).bind()
    return Rendered(data, len(plans), places)


def unprintable(text: str) -> tuple[str, ...]:
    """The characters of a text that no font has."""
    return fonts.missing(clean(text))


def _check_glyphs(document: Document, watermark: str | None) -> None:
    parts = [plain(text) for text in texts(document)]
    missing = unprintable("".join([*parts, watermark or ""]))
    if missing:
        raise MissingGlyph(missing)


def _check(cancelled: Stop) -> None:
    if cancelled is not None and cancelled():
        raise Cancelled


def _find_entries(composer: Composer, plans: list[PagePlan]) -> None:
    """Tells headings their pages, for bookmarks and contents."""
    by_piece = {id(entry.piece): entry for entry in composer.entries}
    for number, plan in enumerate(plans):
        for piece, top in plan.pieces:
            entry = by_piece.get(id(piece))
            if entry is not None:
                entry.page, entry.top = number, top


def _places(
    composer: Composer, plans: list[PagePlan], first_page: FirstPage | None
) -> dict[str, tuple[Place, ...]]:
    """Where each anchor was printed: one rectangle per page, or per neighbouring group of pieces on it."""
    height = composer.page.height
    found: dict[str, list[Place]] = {}
    for mark in first_page.marks if first_page is not None else ():
        found.setdefault(mark.anchor, []).append(Place(1, mark.x, height - mark.top, mark.width, mark.height))
    for number, plan in enumerate(plans, 1):
        last = None
        for piece, top in plan.pieces:
            if piece.anchor:
                places = found.setdefault(piece.anchor, [])
                y = height - top
                if last == piece.anchor and places:
                    old = places[-1]
                    places[-1] = Place(number, old.x, old.y, old.w, y + piece.height - old.y)
                else:
                    places.append(Place(number, piece.x, y, piece.width, piece.height))
            last = piece.anchor
    return {anchor: tuple(places) for anchor, places in found.items()}


def warm(languages: tuple[str, ...]) -> None:
    """Reads fonts and hyphenation dictionaries, and imports what the first letter would otherwise wait
    for."""
    for bold in (False, True):
        for face in (fonts.main_face(bold, False), fonts.main_face(bold, True)):
            assert face.coverage
    for lang in languages:
        hyphens.points("hyphenation", lang)
        shape.word("preload", False, False, lang, False)
