"""What kind of file some bytes are, told from how they begin; never from a name, which anybody may choose.

The answer is a media type (RFC 6838), "application/octet-stream" when nothing is recognised.
"""

from __future__ import annotations

import codecs

__all__ = ["EXTENSIONS", "HEAD_BYTES", "UNKNOWN", "media_type"]

#: So many bytes from the start of a file are enough.
HEAD_BYTES = 4096
UNKNOWN = "application/octet-stream"

#: (place, bytes that stand there) -> type; the first that fits holds.
_MARKS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"BM", "image/bmp"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\x1a\x45\xdf\xa3", "video/x-matroska"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\x1f\x8b", "application/gzip"),
    (257, b"ustar", "application/x-tar"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"MZ", "application/vnd.microsoft.portable-executable"),
    (0, b"\x7fELF", "application/x-executable"),
)
#: In a RIFF container: what stands at byte 8.
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
#: In an ISO base media file (ISO/IEC 14496-12): its major brand.
_BRANDS = {
    b"heic": "image/heic", b"heix": "image/heic", b"hevc": "image/heic", b"heim": "image/heic",
    b"heis": "image/heic", b"mif1": "image/heic", b"msf1": "image/heic", b"avif": "image/avif",
    b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"qt  ": "video/quicktime",
    b"3gp4": "video/3gpp", b"3gp5": "video/3gpp", b"3gp6": "video/3gpp", b"3g2a": "video/3gpp2",
}  # fmt: skip
#: In a ZIP file: how the names of its parts begin.
_PARTS = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_OFFICE = b"[Content_Types].xml"
_MIMETYPE = b"mimetypeapplication/"
_PART = b"PK\x03\x04"

#: The customary ending of a file's name, for files that are written outside the store.
EXTENSIONS = {
    "application/gzip": ".gz",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
    "audio/aac": ".aac",
    "audio/amr": ".amr",
    "audio/flac": ".flac",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "image/avif": ".avif",
    "image/bmp": ".bmp",
    "image/gif": ".gif",
    "image/heic": ".heic",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/plain": ".txt",
    "video/3gpp": ".3gp",
    "video/3gpp2": ".3g2",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/x-matroska": ".mkv",
    "video/x-msvideo": ".avi",
}


def media_type(start: bytes) -> str:
    """The type of a file whose first HEAD_BYTES bytes (or all of them) are given."""
    start = start[:HEAD_BYTES]
    if b"%PDF-" in start[:1024]:
        return "application/pdf"
    if start[:4] == b"RIFF" and start[8:12] in _RIFF:
        return _RIFF[start[8:12]]
    if start[4:8] == b"ftyp":
        return _BRANDS.get(start[8:12], "video/mp4")
    if start[4:8] in (b"moov", b"mdat", b"wide", b"free"):
        return "video/quicktime"
    if start.startswith(_PART):
        return _zip(start)
    for place, mark, kind in _MARKS:
        if start[place : place + len(mark)] == mark:
            return kind
    text = _text(start)
    if text == UNKNOWN and len(start) > 2 and start[0] == 0xFF and start[1] & 0xE0 == 0xE0:
        # The sync bits of MPEG audio; layer 0 is AAC in its own frames (ADTS).
        return "audio/mpeg" if start[1] & 0x06 else "audio/aac"
    return text


def _zip(start: bytes) -> str:
    if start[30 : 30 + len(_MIMETYPE)] == _MIMETYPE:
        # OpenDocument: the first part is the type itself, stored as it is.
        size = int.from_bytes(start[22:26], "little")
        named = start[38 : 38 + size]
        if named.isascii() and named.startswith(b"application/vnd.oasis.opendocument."):
            return named.decode("ascii")
    names = [_name_at(start, place) for place in _places(start)]
    if names and (_OFFICE in names or names[0].startswith((b"_rels/", b"docProps/"))):
        for part, kind in _PARTS:
            if any(name.startswith(part) for name in names):
                return kind
    return "application/zip"


def _places(start: bytes) -> list[int]:
    """Where parts of a ZIP file begin, as far as the bytes reach."""
    found, place = [], start.find(_PART)
    while place >= 0:
        found.append(place)
        place = start.find(_PART, place + 4)
    return found


def _name_at(start: bytes, place: int) -> bytes:
    length = int.from_bytes(start[place + 26 : place + 28], "little")
    return start[place + 30 : place + 30 + length]


def _text(start: bytes) -> str:
    if not start:
        return UNKNOWN
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if start.startswith(mark):
            try:
                codecs.getincrementaldecoder(encoding)().decode(start[2:])
            except UnicodeDecodeError:
                return UNKNOWN
            return "text/plain"
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(start)
    except UnicodeDecodeError:
        text = _in_cyrillic(start)
    if not text or any(char < " " and char not in "\t\n\r\f\x1b" for char in text):
        return UNKNOWN
    low = text.lstrip().lower()
    if low.startswith(("<!doctype html", "<html")):
        return "text/html"
    if low.startswith(("received: ", "return-path: ", "delivered-to: ", "mime-version: ")):
        return "message/rfc822"
    return "text/plain"


def _in_cyrillic(start: bytes) -> str:
    """A text in Windows-1251, as old programs in Russia write it; "" when it is none."""
    try:
        text = start.decode("cp1251")
    except UnicodeDecodeError:
        return ""
    letters = sum(char.isalpha() or char.isspace() for char in text)
    return text if letters > 0.7 * len(text) else ""
