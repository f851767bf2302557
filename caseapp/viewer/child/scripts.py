"""Looks for programs in the bytes of a PDF. The library that draws it tells only of those in its list of
names, not of those that start when the file is opened, or a page or a field.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Final

#: Bytes that are looked through unpacked, of one stream of objects and of all of them; and so many streams.
_MOST_PACKED, _MOST_OF_ONE, _MOST_OF_ALL, _MOST_STREAMS = 4_000_000, 16_000_000, 48_000_000, 5_000
#: In so many bytes of each, names are read letter by letter.
_MOST_CLOSELY: Final = 8_000_000
#: So much is taken from a stream at a time.
_BITE: Final = 32_768
#: How far behind its mark the data of a stream may begin.
_HEAD: Final = 4096
_BLANK: Final = rb"[\x00\t\n\f\r ]"
_END: Final = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z)"


def _any_way(name: str) -> bytes:
    """A name as a PDF may write it: each of its letters may stand as "#" and two digits instead."""
    letters = (f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in name)
    return f"/{''.join(letters)}".encode() + _END


_PLAIN: Final = re.compile(b"/JavaScript" + _END)
_PROGRAM: Final = re.compile(_any_way("JavaScript"))
#: An action that plays a film may bring a program along without that name.
_PLAYING: Final = re.compile(_any_way("Rendition"))
_OF_FILM: Final = re.compile(
    _any_way("JS") + _BLANK + rb"{0,99}(?:[(<]|\d{1,9}" + _BLANK + rb"{1,99}\d{1,9})"
)
_PACKED: Final = re.compile(b"/ObjStm" + _END)
_BEGINS: Final = re.compile(rb"stream\r?\n")


def has_scripts(data: bytes) -> bool:
    """Whether a program is named in the file, or where it packs its objects together, within the limits: a
    large file must not wait for this.
    """
    if _PLAIN.search(data) or _named_in(data):
        return True
    return any(_named_in(part) for part in _unpacked(data))


def _named_in(part: bytes) -> bool:
    if _PROGRAM.search(part, 0, _MOST_CLOSELY):
        return True
    return bool(_PLAYING.search(part, 0, _MOST_CLOSELY) and _OF_FILM.search(part, 0, _MOST_CLOSELY))


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The streams of objects, unpacked; what is packed in another way is passed over."""
    room = _MOST_OF_ALL
    for mark in islice(_PACKED.finditer(data), _MOST_STREAMS):
        begin = _BEGINS.search(data, mark.end(), mark.end() + _HEAD)
        if begin is None:
            continue
        part = _inflated(data, begin.end(), min(room, _MOST_OF_ONE))
        yield part
        room -= len(part)
        if room <= 0:
            return


def _inflated(data: bytes, start: int, most: int) -> bytes:
    """What is packed from `start` on, up to its end, its first damage, or `most` bytes."""
    packer, part = zlib.decompressobj(), bytearray()
    with suppress(zlib.error):
        for at in range(start, min(start + _MOST_PACKED, len(data)), _BITE):
            part += packer.decompress(data[at : at + _BITE], most - len(part))
            if packer.eof or len(part) >= most:
                break
    return bytes(part)
