"""What a camera or a program wrote into a file about itself, as plain values with fixed names."""

from __future__ import annotations

import encodings.latin_1
import encodings.utf_16_be
import encodings.utf_16_le
import re
from collections.abc import Mapping
from typing import Any, Final

from PIL import Image

#: Loaded here because later no file can be opened, not even one of Python's.
ENCODINGS: Final = (encodings.latin_1, encodings.utf_16_be, encodings.utf_16_le)
_LONGEST: Final = 200
_DETAILS, _PLACE = 0x8769, 0x8825
_WHEN: Final = re.compile(r"(\d{4})[:.-](\d\d)[:.-](\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?")
_PDF_WHEN: Final = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")


def text(value: object) -> str:
    """A value as one clean line, cut to a length that nobody regrets."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    words = " ".join(str(value).replace("\x00", " ").split())
    return "".join(letter for letter in words if letter.isprintable())[:_LONGEST].strip()


def of_image(image: Image.Image) -> dict[str, Any]:
    """What a camera noted. Whatever is damaged or not there is left out."""
    notes: dict[str, Any] = {}
    try:
        main = image.getexif()
        details, place = main.get_ifd(_DETAILS), main.get_ifd(_PLACE)
    except Exception:  # noqa: BLE001 - notes of a stranger's file; the picture itself may be fine
        return notes
    taken = _moment(details.get(36867)) or _moment(details.get(36868)) or _moment(main.get(306))
    words = {
        "taken": taken,
        "taken_offset": text(details.get(36881) or details.get(36880) or "") if taken else "",
        "camera": _camera(text(main.get(271) or ""), text(main.get(272) or "")),
        "serial": text(details.get(42033) or ""),
        "program": text(main.get(305) or ""),
        "description": text(main.get(270) or ""),
        "author": text(main.get(315) or ""),
        "place_time": _moment(place.get(29)),
    }
    notes |= {name: value for name, value in words.items() if value}
    latitude, longitude = _angle(place.get(2), place.get(1), 90), _angle(place.get(4), place.get(3), 180)
    if latitude is not None and longitude is not None and (latitude, longitude) != (0.0, 0.0):
        notes |= {"latitude": latitude, "longitude": longitude}
    return notes


def of_pdf(said: Mapping[str, str]) -> dict[str, Any]:
    """What a PDF says of itself, from its document information."""
    words = {
        "title": text(said.get("Title", "")),
        "author": text(said.get("Author", "")),
        "program": text(said.get("Creator", "") or said.get("Producer", "")),
        "taken": _pdf_moment(said.get("CreationDate", "")),
        "changed": _pdf_moment(said.get("ModDate", "")),
    }
    return {name: value for name, value in words.items() if value}


def _camera(make: str, model: str) -> str:
    return model if model.lower().startswith(make.lower()) else f"{make} {model}".strip()


def _moment(value: object) -> str:
    """ "2025:11:03 14:05:00" as "2025-11-03T14:05:00"; "" for what is no moment."""
    found = _WHEN.search(text(value or ""))
    if found is None or not ("01" <= found[2] <= "12" and "01" <= found[3] <= "31" and found[1] > "1825"):
        return ""
    day = f"{found[1]}-{found[2]}-{found[3]}"
    return f"{day}T{found[4]}:{found[5]}:{found[6] or '00'}" if found[4] else day


def _pdf_moment(value: str) -> str:
    found = _PDF_WHEN.match(text(value))
    if found is None:
        return ""
    parts = [part or ("01" if place in (1, 2) else "00") for place, part in enumerate(found.groups())]
    return _moment(":".join(parts[:3]) + " " + ":".join(parts[3:]))


def _angle(value: Any, side: object, most: int) -> float | None:
    """Degrees, minutes and seconds as one signed number, or None."""
    try:
        degrees, minutes, seconds = (float(part) for part in value)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    angle = degrees + minutes / 60 + seconds / 3600
    if not 0 <= angle <= most:  # false for "not a number" as well
        return None
    return round(-angle if text(side or "").upper() in ("S", "W") else angle, 6)
