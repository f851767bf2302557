"""The list that makes a folder a backup: what belongs to it, sealed with a key that only the store's own
key gives.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from caseapp.i18n import N_
from caseapp.keys import MasterKey
from caseapp.keys.canonical import canonical
from caseapp.keys.sealed import NAME as NAME_LENGTH
from db.errors import Problem

FORMAT = "caseapp-backup"
#: 1 knew no evidence; `evidence` was an empty list there.
VERSION = 2
NAME = "manifest.json"
#: Bytes; a backup may name hundreds of thousands of evidence files.
LARGEST = 64 * 1024 * 1024


class NotABackup(Problem):
    """The folder holds no finished backup."""

    code = "not-a-backup"
    text = N_(
        "There is no finished backup in {folder}. Choose a folder that holds store.db and manifest.json."
    )


class BackupDamaged(Problem):
    """The backup differs from what was written."""

    code = "backup-damaged"
    text = N_(
        "This backup is damaged: {part} differs from what was written. It was not used and nothing was"
        " changed. Try an older backup or another stick."
    )


class BackupNewer(Problem):
    """The backup was made by a newer version of the app."""

    code = "backup-newer"
    text = N_(
        "This backup was made with a newer version of the app. Nothing was changed."
        " Install the newer version to use it."
    )


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `content` is one hash over the digests of all tables, `head` the seal of the
    history.

    `evidence`: the sealed files it needs beside it, each with its size and SHA-256; `lacking`: names of those
    that the store itself had lost when the backup was made.

    It names no table sizes and no people: the file is readable without a key. `mac` is over everything else.
    """

    store: str
    created: str
    sequence: int
    schema: int
    files: dict[str, tuple[int, str]]
    content: str
    seq: int
    head: str
    evidence: dict[str, tuple[int, str]] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()
    version: int = VERSION
    mac: str = ""

    @property
    def size(self) -> int:
        """Bytes of all its files, evidence included."""
        return sum(size for size, _ in (*self.files.values(), *self.evidence.values()))

    @property
    def at(self) -> datetime:
        """When the copy was taken."""
        return datetime.fromisoformat(self.created)

    def sealed(self, master: MasterKey) -> Manifest:
        """This manifest with its MAC."""
        return replace(self, mac=self._mac(master))

    def must_hold(self, master: MasterKey) -> None:
        """Raises BackupDamaged when something else than the app changed it."""
        if not hmac.compare_digest(self.mac, self._mac(master)):
            raise BackupDamaged(part=NAME)

    def _mac(self, master: MasterKey) -> str:
        body = {name: value for name, value in self._plain().items() if name != "mac"}
        return hmac.new(master.derive("caseapp/manifest/1"), canonical(body), hashlib.sha256).hexdigest()

    def _plain(self) -> dict[str, object]:
        plain: dict[str, object] = {"format": FORMAT} | asdict(self)
        if self.version == 1:
            del plain["lacking"]
            plain["evidence"] = []
        return plain

    def to_bytes(self) -> bytes:
        """The file: canonical JSON, ASCII."""
        return canonical(self._plain())


def content_hash(tables: dict[str, tuple[int, str]]) -> str:
    """One SHA-256 over the digests of all tables (db/snapshot.py)."""
    return hashlib.sha256(canonical({name: list(value) for name, value in tables.items()})).hexdigest()


def read(folder: Path) -> Manifest:
    """The manifest of a backup folder, not yet proven. Raises NotABackup, BackupNewer, BackupDamaged."""
    path = folder / NAME
    try:
        if folder.name.endswith(".partial") or path.stat().st_size > LARGEST:
            raise NotABackup(folder=folder)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NotABackup(folder=folder) from None
    return parse(data, folder)


def parse(data: bytes, folder: Path) -> Manifest:
    """The manifest in these bytes, not yet proven. Raises like `read`."""
    try:
        raw = json.loads(data)
        if raw.pop("format", "") != FORMAT:
            raise NotABackup(folder=folder)
        if raw["version"] > VERSION:
            raise BackupNewer
        raw["files"] = _sizes(raw["files"])
        raw["evidence"] = _sizes(raw["evidence"]) if raw["version"] > 1 else {}
        raw["lacking"] = tuple(str(name) for name in raw.get("lacking", ()))
        manifest = Manifest(**raw)
        if manifest.at.tzinfo is None or any(len(name) != NAME_LENGTH for name in manifest.evidence):
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BackupDamaged(part=NAME) from None
    return manifest


def _sizes(raw: dict[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """Sizes and hashes by the names of files, none of which leads elsewhere."""
    found = {str(name): (int(size), str(sha)) for name, (size, sha) in raw.items()}
    if any(Path(name).name != name for name in found):
        raise ValueError
    return found
