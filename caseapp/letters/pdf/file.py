"""The PDF file itself: numbered objects, streams, the page tree. The only place that touches reportlab.

reportlab keeps the object table and writes the cross-references; everything it would add on its own (its name
in the header and the trailer, the clock, a producer, a time zone) is left out here. It is pinned to an exact
release, and tests hold it to what this file relies on.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping

from reportlab.pdfbase import pdfdoc

VERSION = (1, 7)


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object whose bytes are already written."""

    __RefOnly__ = 1

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def format(self, document: object) -> bytes:
        return self.data


class File(pdfdoc.PDFDocument):  # type: ignore[misc]
    """Numbered objects that reportlab joins into a file."""

    def __init__(self) -> None:
        super().__init__(dummyoutline=1, compression=1, invariant=1, pdfVersion=VERSION)
        self._drop_defaults()
        self._objects: list[_Raw] = []
        self.Catalog = self._catalog = self._new()
        self.info = self._new()

    def _drop_defaults(self) -> None:
        """Forgets the font dictionary that reportlab registers for itself."""
        self.objectcounter = 0
        self.idToObject.clear()
        self.idToObjectNumberAndVersion.clear()
        self.numberToId.clear()

    def _new(self) -> _Raw:
        raw = _Raw()
        self.Reference(raw)
        self._objects.append(raw)
        return raw

    def reserve(self) -> int:
        """The number of an object to be written later."""
        self._new()
        return len(self._objects)

    def put(self, number: int, data: str) -> None:
        """Writes a reserved object."""
        self._objects[number - 1].data = data.encode("ascii")

    def add(self, data: str) -> int:
        """A new object; its number."""
        number = self.reserve()
        self.put(number, data)
        return number

    def stream(
        self, content: bytes, entries: Mapping[str, object] | None = None, *, packed: bool = True
    ) -> int:
        """A new stream; its number. PDF/A-2 (6.1.7.1) wants an end of line before `endstream` that Length
        leaves out."""
        head = "".join(f" /{key} {value}" for key, value in (entries or {}).items())
        if packed:
            content = zlib.compress(content, 6)
            head += " /Filter /FlateDecode"
        number = self.reserve()
        start = f"<<{head} /Length {len(content)} >>\nstream\n".encode("ascii")
        self._objects[number - 1].data = start + content + b"\r\nendstream\n"
        return number

    def root(self, data: str) -> None:
        """Writes the document catalogue."""
        self.Catalog.data = data.encode("ascii")

    def about(self, data: str) -> None:
        """Writes the document information dictionary."""
        self.info.data = data.encode("ascii")

    def ID(self) -> bytes:  # noqa: N802 - reportlab's name
        """The file identifier, made from the content alone."""
        digest = hashlib.sha256(b"\0".join(raw.data for raw in self._objects)).hexdigest()[:32].upper()
        return f"[<{digest}> <{digest}>]".encode("ascii")

    def save(self) -> bytes:
        """The whole file."""
        data: bytes = self.format()
        head: bytes = pdfdoc.PDFFile(VERSION).format(None)
        if not data.startswith(head):
            raise RuntimeError("this release of reportlab writes another file header")
        neutral = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"
        return neutral + b" " * (len(head) - len(neutral) - 1) + b"\n" + data[len(head) :]


def text(value: str) -> str:
    """A text string: plain in brackets when ASCII, else UTF-16 in hexadecimal."""
    if value.isascii() and value.isprintable():
        escaped = value.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"


def name(value: str) -> str:
    """A name object."""
    return "/" + "".join(char if char.isalnum() and char.isascii() else f"#{ord(char):02X}" for char in value)
