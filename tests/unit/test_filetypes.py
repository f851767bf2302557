"""The type of a file is told from its bytes, whatever it is called."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from caseapp.rules.filetypes import EXTENSIONS, UNKNOWN, media_type

OFFICE = "application/vnd.openxmlformats-officedocument."


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "grey").save(out, kind)
    return out.getvalue()


def archive(*names: str, first: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        if first:
            parts.writestr("mimetype", first)
        for name in names:
            parts.writestr(name, "<xml/>" * 20, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def box(brand: bytes) -> bytes:
    return (24).to_bytes(4, "big") + b"ftyp" + brand + bytes(4) + b"isommp42"


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (picture("PNG"), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        (picture("GIF"), "image/gif"),
        (picture("WEBP"), "image/webp"),
        (picture("TIFF"), "image/tiff"),
        (picture("BMP"), "image/bmp"),
        (box(b"heic"), "image/heic"),
        (box(b"mif1"), "image/heic"),
        (box(b"avif"), "image/avif"),
        (box(b"isom"), "video/mp4"),
        (box(b"mp42"), "video/mp4"),
        (box(b"qt  "), "video/quicktime"),
        (box(b"3gp4"), "video/3gpp"),
        (box(b"M4A "), "audio/mp4"),
        (bytes(4) + b"moov", "video/quicktime"),
        (b"\x1a\x45\xdf\xa3" + b"webm", "video/x-matroska"),
        (b"ID3\x04" + bytes(20), "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + bytes(20), "audio/mpeg"),
        (b"\xff\xf1\x50\x80" + bytes(20), "audio/aac"),
        (b"OggS" + bytes(20), "audio/ogg"),
        (b"fLaC" + bytes(20), "audio/flac"),
        (b"#!AMR\n" + bytes(20), "audio/amr"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
        (b"RIFF\x24\0\0\0AVI LIST", "video/x-msvideo"),
        (b"%PDF-1.7\n%\xe2\xe3", "application/pdf"),
        (b"\n\n  %PDF-1.4", "application/pdf"),
        (archive("letter.txt"), "application/zip"),
        (archive("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
         OFFICE + "wordprocessingml.document"),
        (archive("_rels/.rels", "docProps/app.xml", "xl/workbook.xml"), OFFICE + "spreadsheetml.sheet"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), OFFICE + "presentationml.presentation"),
        (archive("word/holiday.jpg"), "application/zip"),
        (archive("content.xml", first=b"application/vnd.oasis.opendocument.text"),
         "application/vnd.oasis.opendocument.text"),
        (b"{\\rtf1\\ansi", "application/rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        (b"MZ\x90\0", "application/vnd.microsoft.portable-executable"),
        (b"<!DOCTYPE html><html>", "text/html"),
        (b"Received: from mail.example\r\n", "message/rfc822"),
        ("Повестка\r\nявиться".encode(), "text/plain"),
        ("Повестка\r\nявиться 3 марта".encode("cp1251"), "text/plain"),
        ("Повестка".encode("utf-16"), "text/plain"),
        (b"\xef\xbb\xbfname;day\n", "text/plain"),
        (b"", UNKNOWN),
        (bytes(64), UNKNOWN),
        (b"\x93\x01\x02\x03" * 20, UNKNOWN),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_known_types(start: bytes, expected: str) -> None:
    assert media_type(start) == expected


def test_a_text_whose_last_letter_is_cut_in_two_is_a_text() -> None:
    assert media_type(("x" * 4095 + "я").encode()) == "text/plain"


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"RIFF", b"\0\0\0\x18ftyp", b"\xff\xfe"])
)
def test_no_bytes_are_too_odd(data: bytes, start: bytes) -> None:
    kind = media_type(start + data)
    assert kind.count("/") == 1
    assert kind.isascii()


def test_endings_are_endings() -> None:
    assert all(ending.startswith(".") and ending[1:].isalnum() for ending in EXTENSIONS.values())
