"""Files as an enemy would send them, and honest ones to compare with, made when they are needed."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Collection

from PIL import Image


def photo(
    width: int = 400, height: int = 300, color: str = "teal", kind: str = "JPEG", **noted: object
) -> bytes:
    """A picture in one colour; `noted` may give `exif`."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), color).save(out, kind, **noted)
    return out.getvalue()


def camera_photo() -> bytes:
    """A photograph with what a telephone writes into it: upright, dated, with a place."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Example", "Example Phone 7", 6
    exif[0x0131] = "Camera 3.1"
    exif.get_ifd(0x8769).update({36867: "2025:11:03 19:42:10", 36881: "+02:00"})
    exif.get_ifd(0x8825).update({1: "N", 2: (56.0, 56.0, 58.2), 3: "E", 4: (24.0, 6.0, 18.36)})
    return photo(exif=exif)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width: int = 20_000, height: int = 20_000) -> bytes:
    """A PNG of some kilobytes that unpacks to a gigabyte."""
    packer, packed = zlib.compressobj(9), b""
    line = b"\0" * (1 + width * 3)
    for _ in range(height):
        packed += packer.compress(line)
    packed += packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


#: A font that the file names and does not carry: three letters of it are Cyrillic.
_FONT = (
    "<< /Type /Font /Subtype /TrueType /BaseFont /Arial /FirstChar 65 /LastChar 67 /Widths [722 635 700]"
    " /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding"
    " /Differences [65 /afii10035 /afii10037 /afii10021] >> /FontDescriptor << /Type /FontDescriptor"
    " /FontName /Arial /Flags 32 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 905 /Descent -212"
    " /CapHeight 718 /StemV 80 >> >>"
)


def pdf_without_fonts() -> bytes:
    """A white page that says "СУД" in a font which the file does not carry."""
    return pdf(content="BT /F1 60 Tf 20 60 Td (ABC) Tj ET")


#: How a PDF starts its program, as its root says or each page.
_HOOKS = {
    "open": "/OpenAction 5 0 R",
    "close": "/AA << /WC 5 0 R >>",
    "name": "/Names << /JavaScript << /Names [(a) 5 0 R] >> >>",
    "page": "/AA << /O 5 0 R >>",
    "field": "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] /A 5 0 R >>]",
}
_OF_PAGE = ("page", "field")


def pdf(
    *,
    script: str = "",
    starts: Collection[str] = ("open", "close", "name"),
    box: str = "0 0 300 200",
    pages: int = 1,
    content: str = "1 0 0 rg 0 0 100000 100000 re f",
    times: int = 1,
) -> bytes:
    """A PDF of red pages; with `script` it runs JavaScript when it `starts`: on opening, on closing, by name,
    on turning to a page, or from a field. The content is drawn `times` over, packed so that the file stays
    small.
    """
    drawn = zlib.compress(f"{content} ".encode() * times)
    kids = " ".join(f"{10 + n} 0 R" for n in range(pages))
    hooks = _HOOKS if script else {}
    root = " ".join(hooks[start] for start in starts if start in hooks and start not in _OF_PAGE)
    of_page = " ".join(hooks[start] for start in starts if start in hooks and start in _OF_PAGE)
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(),
        2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        3: b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        4: b"<< /Title (Court order) /Producer (Example Writer) /CreationDate (D:20250304101500+03'00') >>",
    }
    if script:
        objects[5] = f"<< /S /JavaScript /JS ({script}) >>".encode()
    for number in range(pages):
        objects[10 + number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 3 0 R {of_page}"
            f" /Resources << /Font << /F1 {_FONT} >> >> >>".encode()
        )
    return _filed(objects)


def packed_pdf(objects: dict[int, str]) -> bytes:
    """A PDF of a red page whose other objects are packed together, as newer programs write them; number 1 is
    its root, and number 2 its pages.
    """
    drawn = b"1 0 0 rg 0 0 300 200 re f"
    plain = objects | {
        2: "<< /Type /Pages /Kids [6 0 R] /Count 1 >>",
        6: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 3 0 R >>",
    }
    heads, bodies = "", ""
    for number, body in plain.items():
        heads += f"{number} {len(bodies)} "
        bodies += body + " "
    packed = zlib.compress((heads + bodies).encode())
    out = b"%PDF-1.7\n"
    places = {}
    for number, head, data in (
        (3, b"", drawn),
        (4, b"/Type /ObjStm /Filter /FlateDecode /N %d /First %d" % (len(plain), len(heads)), packed),
    ):
        places[number] = len(out)
        out += b"%d 0 obj\n<< %s /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
            number,
            head,
            len(data),
            data,
        )
    rows = {number: (2, 4, at) for at, number in enumerate(plain)}
    rows |= {number: (1, place, 0) for number, place in places.items()} | {0: (0, 0, 0), 9: (1, len(out), 0)}
    table = b"".join(struct.pack(">BIB", *rows.get(number, (0, 0, 0))) for number in range(10))
    return out + (
        b"9 0 obj\n<< /Type /XRef /Size 10 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n%s\nendstream\n"
        b"endobj\nstartxref\n%d\n%%%%EOF\n" % (len(table), table, len(out))
    )


def _filed(objects: dict[int, bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(objects) + 1
    out += b"trailer << /Root 1 0 R /Info 4 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return out
