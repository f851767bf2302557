"""Reading a PDF file that somebody holds, to find out whether it is a letter of ours."""

from __future__ import annotations

import io
import logging
import re

from caseapp.i18n import N_
from db.errors import Problem

#: Limits for files of strangers: bytes, and pages that are read.
MAX_BYTES = 50 * 1024 * 1024
MAX_PAGES = 400
#: Crockford's alphabet: without I, L, O and U, so that a code survives being read aloud and typed.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_CODE = re.compile(rf"(?<![0-9A-Z])([{ALPHABET}]{{5}})[-–‑]([{ALPHABET}]{{5}})(?![0-9A-Z])")


class NotReadable(Problem):
    """The file is no PDF, damaged, locked by a password or far too large."""

    code = "pdf-not-readable"
    text = N_(
        "This file can't be read as a PDF: it is damaged, protected by a password or something else."
        " Ask for the file again as it was sent."
    )


def text_of(data: bytes) -> str:
    """The text of a PDF with single spaces. Raises NotReadable."""
    if len(data) > MAX_BYTES or b"%PDF-" not in data[:1024]:
        raise NotReadable
    import pypdf

    # It tells of every oddity of a file, in the file's own words: nothing for our log.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        pages = pypdf.PdfReader(io.BytesIO(data), strict=False).pages
        parts = [pages[index].extract_text() for index in range(min(len(pages), MAX_PAGES))]
    except Exception as error:
        raise NotReadable from error
    return " ".join(" ".join(parts).split())


def codes_in(text: str) -> list[str]:
    """Everything in a text that looks like a check code, in order, written as the register keeps it."""
    return [f"{found[1]}-{found[2]}" for found in _CODE.finditer(text.upper())]
