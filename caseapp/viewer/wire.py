"""How the app and the viewer process talk: frames of a small JSON object and a block of bytes.

A frame is the mark, two lengths, the object, the block. Neither side trusts the other's lengths.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO, Final

MARK: Final = b"CVW1"
_HEAD: Final = struct.Struct(">4sIQ")
#: Longest JSON object that is taken.
LONGEST_WORDS: Final = 64 * 1024
_PIECE: Final = 1024 * 1024


class Garbled(Exception):
    """What came is no frame, or a longer one than was allowed."""


class Ended(Exception):
    """The other side closed the line."""


def send(stream: BinaryIO, words: dict[str, Any], block: bytes | memoryview = b"") -> None:
    """Writes one frame."""
    text = json.dumps(words, ensure_ascii=True).encode("ascii")
    stream.write(_HEAD.pack(MARK, len(text), len(block)))
    stream.write(text)
    stream.write(block)
    stream.flush()


def receive(stream: BinaryIO, longest: int) -> tuple[dict[str, Any], bytes]:
    """Reads one frame whose block is at most `longest` bytes. Raises Ended and Garbled."""
    mark, words, block = _HEAD.unpack(_exactly(stream, _HEAD.size))
    if mark != MARK or words > LONGEST_WORDS or block > longest:
        raise Garbled
    try:
        said = json.loads(_exactly(stream, words).decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise Garbled from error
    if not isinstance(said, dict):
        raise Garbled
    return said, _exactly(stream, block)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    """So many bytes, and never more room taken than really came."""
    pieces = bytearray()
    while len(pieces) < size:
        piece = stream.read(min(_PIECE, size - len(pieces)))
        if not piece:
            raise Ended
        pieces += piece
    return bytes(pieces)
