"""Pictures in letters: the QR code as vector squares, the signature as a re-encoded image."""

from __future__ import annotations

import io
from functools import lru_cache

from caseapp.letters.pdf.ink import Picture, Sheet
from caseapp.letters.pdf.shape import number


@lru_cache(maxsize=64)
def _modules(payload: str) -> tuple[bytes, ...]:
    import segno

    return tuple(bytes(row) for row in segno.make(payload, error="m", micro=False).matrix)


def qr(sheet: Sheet, payload: str, x: float, top: float, side: float) -> None:
    """A QR code as black squares, neighbours in a row joined; the caller opens the marked content."""
    rows = _modules(payload)
    unit = side / len(rows)
    path = ["0 0 0 rg"]
    for line, row in enumerate(rows):
        start = None
        for column in range(len(row) + 1):
            dark = column < len(row) and row[column]
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                low = number(top - (line + 1) * unit)
                path.append(
                    f"{number(x + start * unit)} {low} {number((column - start) * unit)} {number(unit)} re"
                )
                start = None
    sheet.ops.append("\n".join([*path, "f"]))


@lru_cache(maxsize=8)
def picture(data: bytes) -> Picture:
    """A picture decoded and flattened on white: nothing of its file (camera, place, editor) goes on.

    Raises OSError when the bytes are no picture.
    """
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data)) as source:
        upright = ImageOps.exif_transpose(source)
        rgba = upright.convert("RGBA")
    rgba.thumbnail((1600, 1600))
    flat = Image.new("RGB", rgba.size, (255, 255, 255))
    flat.paste(rgba, mask=rgba.getchannel("A"))
    return Picture(flat.width, flat.height, flat.tobytes())


def place(sheet: Sheet, found: Picture, x: float, low: float, width: float, height: float) -> None:
    """A picture in a rectangle; the caller opens the marked content."""
    images = sheet.press.images
    if found not in images:
        images.append(found)
    index = images.index(found)
    sheet.images.add(index)
    sheet.ops.append(f"q {number(width)} 0 0 {number(height)} {number(x)} {number(low)} cm /Im{index} Do Q")
