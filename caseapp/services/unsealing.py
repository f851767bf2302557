"""A sealed file written out as an open one, to the place the user chose."""

from __future__ import annotations

import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from caseapp.keys.sealed import SealedReader
from caseapp.progress import Progress
from caseapp.services.evidence_problems import EvidenceDamaged, EvidenceNotSaved
from caseapp.services.sealing import proven
from caseapp.services.steady import Steady
from caseapp.services.writing import FileTaken
from db.files import place_new


def write_out(reader: SealedReader, sha: str, target: Path, progress: Progress) -> None:
    """Writes the original to a new file, private to this user, and closes the reader.

    The file has its name only when it is whole and its SHA-256 is `sha`; until then it lies beside, under a
    name that says nothing. Raises FileTaken, EvidenceDamaged, EvidenceNotSaved, Cancelled.
    """
    with reader:
        if os.path.lexists(target):
            raise FileTaken(file=target)
        progress.stage("export", reader.size)
        beside = target.with_name(f"{secrets.token_hex(8)}.partial")
        try:
            _pour(reader, sha, beside, progress)
            place_new(beside, target)
        except FileExistsError:
            raise FileTaken(file=target) from None
        except OSError as error:
            raise EvidenceNotSaved from error
        finally:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _pour(reader: SealedReader, sha: str, path: Path, progress: Progress) -> None:
    """The whole original into a new file, which is on the medium when this returns."""
    running, chunks = sha256(), iter(reader)
    with Steady(path) as steady, ThreadPoolExecutor(max_workers=1) as beside:
        while True:
            with proven():
                chunk = next(chunks, None)
            if chunk is None:
                break
            progress.check()
            hashing = beside.submit(running.update, chunk)
            steady.write(chunk)
            progress.advance(len(chunk))
            hashing.result()
        if running.hexdigest() != sha:
            raise EvidenceDamaged
        steady.flush()
