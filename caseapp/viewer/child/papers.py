"""PDFs: drawn page by page. Scripts, links and attached files are looked for and never followed."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from caseapp.viewer.child import exif
from caseapp.viewer.child.scripts import has_scripts
from caseapp.viewer.child.sheets import MOST_SHOWN, Pixels, Unreadable

_MOST_PAGES: Final = 5000
#: Pixels for one point: sharper than any screen shows a whole page.
_FINEST: Final = 8.0
_WRONG_PASSWORD: Final = 4


def runs_scripts() -> bool:
    """Whether the library was built with a JavaScript engine. Ours is not; one that is would be refused."""
    return any("V8" in flag or "XFA" in flag for flag in pypdfium2.PDFIUM_INFO.flags)


class Paper:
    """A PDF."""

    kind = "pdf"

    def __init__(self, data: bytes) -> None:
        if runs_scripts():
            raise Unreadable("broken")
        try:
            self._document = pypdfium2.PdfDocument(data)
            self.pages = min(_MOST_PAGES, len(self._document))
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", None) == _WRONG_PASSWORD
            raise Unreadable("password" if locked else "broken") from error
        if self.pages < 1:
            raise Unreadable("broken")
        width, height = _measures(self._page(0))
        self.size = (round(width), round(height))
        self.notes: dict[str, Any] = {}
        with suppress(Exception):
            self.notes = exif.of_pdf(self._document.get_metadata_dict())
        if self._names_scripts() or has_scripts(data):
            self.notes["scripts"] = True

    def page(self, number: int, edge: int) -> Pixels:
        page = self._page(number)
        width, height = _measures(page)
        scale = min(_FINEST, edge / max(width, height))
        if width * height * scale * scale > MOST_SHOWN:
            scale = math.sqrt(MOST_SHOWN / (width * height))
        # Rounding up must not make it longer than was asked for.
        scale = min(scale, (edge - 1) / max(width, height)) if edge > 1 else scale
        try:
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False, no_smoothtext=False)
            image = bitmap.to_pil()
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise Unreadable("broken") from error
        finally:
            page.close()
        image = image.convert("RGB")
        return Pixels(image.width, image.height, image.tobytes())

    def _page(self, number: int) -> pypdfium2.PdfPage:
        try:
            return self._document[number]
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise Unreadable("broken") from error

    def _names_scripts(self) -> bool:
        """Whether its list of names holds programs; that is read also where a password encrypts the bytes."""
        with suppress(Exception):
            return bool(pdfium.FPDFDoc_GetJavaScriptActionCount(self._document.raw) > 0)
        return False


def _measures(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """Width and height in points. Raises Unreadable for a page that has none."""
    width, height = page.get_size()
    if not (math.isfinite(width) and math.isfinite(height)) or width <= 0 or height <= 0:
        raise Unreadable("broken")
    return max(1.0, width), max(1.0, height)
