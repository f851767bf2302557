"""Evidence for the demonstration: pictures and papers drawn when they are needed, plainly invented."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from caseapp.letters.pdf import fonts
from caseapp.letters.pdf.embed import embed
from caseapp.letters.pdf.file import File
from caseapp.letters.pdf.ink import FontUse
from caseapp.records import Incident
from caseapp.services import intake
from caseapp.viewer.viewing import SHOWN, CannotShow, Picture

if TYPE_CHECKING:
    from caseapp.services.office import Office

_WIDE, _HIGH = 640, 420
_INVENTED = "FICTIONAL DEMONSTRATION - NOTHING HERE IS REAL"
#: Colours of the picture of a street, red, green, blue.
_NIGHT, _HOUSE, _LIGHT, _ROAD, _CAR, _GLASS, _WHEEL, _LAMP = (
    (24, 30, 52),
    (46, 50, 70),
    (240, 206, 120),
    (62, 62, 70),
    (124, 130, 138),
    (190, 205, 220),
    (18, 18, 22),
    (255, 244, 200),
)
Colour = tuple[int, int, int]
#: left, top, right, bottom
Box = tuple[int, int, int, int]


def enter(office: Office, plans: list[dict[str, Any]]) -> int:
    """Takes in what the caseload plans, as the window does; returns how many files."""
    for plan in plans:
        case_id = office.cases.by_number(plan["case"])
        incidents = [
            one.id
            for one in office.records.of_case(Incident, case_id)
            if one.title == plan.get("incident", "")
        ]
        data = _MAKERS[plan["drawn"]](plan)
        sealed = office.evidence.seal_bytes(data, plan["file_name"])
        values = plan["values"] | {"incident_ids": incidents}
        notes, small = _looked_at(data) if sealed.media_type in SHOWN else ({}, None)
        saved = office.evidence.record(sealed, case_id, values, notes, small)
        for event in plan.get("custody", ()):
            office.evidence.note(saved.record.id, **event)
    return len(plans)


def _looked_at(data: bytes) -> tuple[dict[str, Any], tuple[str, bytes] | None]:
    """What the viewer says of a file, and a small picture of its first page, as when a file is dropped on the
    window; nothing where the viewer can't run.
    """
    with suppress(CannotShow):
        return intake.look_at(data, _shrunk)
    return {}, None


def _shrunk(picture: Picture) -> tuple[str, bytes]:
    wide = 3 * picture.width
    rows = [picture.data[at : at + wide] for at in range(0, wide * picture.height, wide)]
    return "image/png", png(picture.width, picture.height, rows)


def street(plan: dict[str, Any]) -> bytes:
    """A street at night with a van, as a PNG."""
    left = int(plan.get("van", 250))
    boxes: list[tuple[Box, Colour]] = [((0, 0, _WIDE, 300), _NIGHT), ((0, 300, _WIDE, _HIGH), _ROAD)]
    for house in range(5):
        at = house * 130 - 20
        boxes.append(((at, 60 + house % 3 * 28, at + 118, 300), _HOUSE))
        boxes += [
            ((at + 14 + column * 34, 110 + row * 52, at + 34 + column * 34, 140 + row * 52), _LIGHT)
            for row in range(3)
            for column in range(3)
            if (house * 7 + row * 3 + column * 5) % 4 == 0
        ]
    boxes += [
        ((left, 236, left + 210, 330), _CAR),
        ((left + 140, 248, left + 200, 282), _GLASS),
        ((left + 24, 314, left + 66, 348), _WHEEL),
        ((left + 144, 314, left + 186, 348), _WHEEL),
        ((left + 204, 296, left + 214, 308), _LAMP),
    ]
    return png(_WIDE, _HIGH, coloured(_WIDE, _HIGH, boxes))


def chat(plan: dict[str, Any]) -> bytes:
    """Messages as a text file."""
    return "\n".join([_INVENTED, "", *plan["lines"], ""]).encode()


def paper(plan: dict[str, Any]) -> bytes:
    """One page of a paper, as a PDF that carries its font: viewers differ in what they lend instead."""
    face, file = fonts.load("NotoSerif-Regular"), File()
    use = FontUse(face.name)
    text = ["BT /F1 13 Tf 72 770 Td 20 TL"]
    for line in (_INVENTED, "", *plan["lines"]):
        glyphs = [face.font.get_nominal_glyph(ord(letter)) or 0 for letter in line]
        use.meanings.update(zip(glyphs, line, strict=True))
        text.append(f"<{''.join(f'{glyph:04X}' for glyph in glyphs)}> Tj T*")
    text.append("ET")
    drawn, font, pages = file.stream("\n".join(text).encode("ascii")), embed(file, face, use), file.reserve()
    page = file.add(
        f"<</Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 842] /Contents {drawn} 0 R"
        f" /Resources <</Font <</F1 {font} 0 R>>>>>>"
    )
    file.put(pages, f"<</Type /Pages /Kids [{page} 0 R] /Count 1>>")
    file.root(f"<</Type /Catalog /Pages {pages} 0 R>>")
    file.about("<<>>")
    return file.save()


def coloured(wide: int, high: int, boxes: list[tuple[Box, Colour]]) -> list[bytes]:
    """The rows of a picture of coloured boxes, later ones over earlier ones."""
    rows = [bytearray(3 * wide) for _ in range(high)]
    for (left, top, right, bottom), colour in boxes:
        left, right = max(0, left), min(wide, right)
        for row in rows[max(0, top) : min(high, bottom)]:
            row[3 * left : 3 * right] = bytes(colour) * max(0, right - left)
    return [bytes(row) for row in rows]


def png(wide: int, high: int, rows: list[bytes]) -> bytes:
    """A picture of these rows (PNG, 8 bits of red, green and blue)."""
    pixels = b"".join(b"\0" + row for row in rows)
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


_MAKERS: Final[dict[str, Callable[[dict[str, Any]], bytes]]] = {
    "street": street,
    "chat": chat,
    "paper": paper,
}
