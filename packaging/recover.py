"""Opens a backup (or a closed store) without Caseapp, and writes what is in it as open files.

Needs Python 3.11 or newer and two packages: cryptography (47 or newer) and sqlcipher3. It shares no code
with the app on purpose: together with docs/format.md it is the proof that nobody is locked in.

    python recover.py FOLDER OUT

FOLDER holds store.db and keys.json; OUT is a new folder. Evidence is looked for in FOLDER/evidence and beside
FOLDER, where backups keep it; it is written to OUT/evidence, each file named by its id in evidence.json. The
passphrase or the recovery key is asked for, or read from standard input when that is not a terminal. Nothing
in FOLDER is changed. What stands in OUT is NOT encrypted.
"""

from __future__ import annotations

import getpass
import hashlib
import hmac
import json
import os
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any, NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlcipher3 import dbapi2

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def main(words: list[str]) -> int:
    """Reads the arguments, asks for the secret, writes the files."""
    if len(words) != 2:
        stop("usage: recover.py FOLDER OUT")
    folder, out = Path(words[0]), Path(words[1])
    if out.exists():
        stop(f"{out} is already there; name a new folder")
    secret = getpass.getpass("Passphrase or recovery key: ") if sys.stdin.isatty() else sys.stdin.readline()
    try:
        keys = json.loads((folder / "keys.json").read_bytes())
        master = open_slots(keys, secret.rstrip("\r\n"))
    except (OSError, ValueError, KeyError) as error:
        stop(f"keys.json can't be read: {type(error).__name__}")
    if master is None:
        stop("Neither a passphrase slot nor a recovery slot opens with this.")
    if not intact(keys, master):
        print("Warning: keys.json was changed by something else than Caseapp.", file=sys.stderr)
    os.umask(0o077)
    out.mkdir(parents=True)
    count = dump(folder / "store.db", master, out)
    print(f"{count} rows written to {out}. They are not encrypted.")
    whole, lost = unseal_all(folder, master, out)
    if whole or lost:
        print(f"{whole} evidence files written to {out / 'evidence'}. They are not encrypted.")
    for name in lost:
        print(f"Warning: the evidence file {name} is missing or damaged.", file=sys.stderr)
    return 0


def stop(sentence: str) -> NoReturn:
    """Ends with a sentence instead of a traceback."""
    print(sentence, file=sys.stderr)
    raise SystemExit(1)


def hkdf(secret: bytes, info: str, salt: bytes) -> bytes:
    """HKDF-SHA256 (RFC 5869), 32 bytes."""
    extracted = hmac.new(salt or bytes(32), secret, hashlib.sha256).digest()
    return hmac.new(extracted, info.encode() + b"\x01", hashlib.sha256).digest()


def canonical(value: object) -> bytes:
    """JSON with sorted keys and without spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def open_slots(keys: dict[str, Any], secret: str) -> bytes | None:
    """The master key, when one of the slots opens with the secret."""
    for slot in keys["slots"]:
        salt = bytes.fromhex(slot["salt"])
        if slot["type"] == "passphrase":
            numbers = slot["kdf"]
            text = unicodedata.normalize("NFC", " ".join(secret.split())).encode()
            stretched = Argon2id(
                salt=salt,
                length=32,
                iterations=numbers["t"],
                lanes=numbers["p"],
                memory_cost=numbers["m"],
            ).derive(text)
            wrapping = hkdf(stretched, "caseapp/kek/passphrase/1", salt)
        elif slot["type"] == "recovery" and (typed := recovery_bytes(secret)):
            wrapping = hkdf(typed, "caseapp/kek/recovery/1", salt)
        else:
            continue
        bound = {name: value for name, value in slot.items() if name != "wrapped"}
        context = canonical({"slot": bound, "store": keys["store"]})
        try:
            return AESGCM(wrapping).decrypt(
                bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["wrapped"]), context
            )
        except InvalidTag:
            continue
    return None


def recovery_bytes(text: str) -> bytes | None:
    """The 160 bits of a typed recovery key (8 groups of 4 and a checksum group), or None."""
    letters = re.sub(r"[\s.,_–—-]", "", text).upper().translate(str.maketrans("OIL", "011"))
    if len(letters) != 36 or any(letter not in CROCKFORD for letter in letters):
        return None
    number = 0
    for letter in letters[:32]:
        number = number * 32 + CROCKFORD.index(letter)
    return number.to_bytes(20, "big")


def intact(keys: dict[str, Any], master: bytes) -> bool:
    """Whether the seal over the whole key file holds."""
    body = {name: value for name, value in keys.items() if name != "mac"}
    seal = hmac.new(hkdf(master, "caseapp/header-mac/1", b""), canonical(body), hashlib.sha256)
    return hmac.compare_digest(seal.hexdigest(), str(keys["mac"]))


def dump(path: Path, master: bytes, out: Path) -> int:
    """Writes every table as JSON and every issued letter as PDF; returns the number of rows."""
    with path.open("rb") as file:
        salt = file.read(16)
    key = hkdf(master, "caseapp/sqlcipher/1", salt)
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key.hex()}{salt.hex()}'\"")
    count = 0
    try:
        # A damaged page in the middle of a long value would otherwise read as zeros, without an error.
        for fault in connection.execute("PRAGMA cipher_integrity_check"):
            print(f"Warning: store.db is damaged: {fault[0]}", file=sys.stderr)
        found = connection.execute(
            "SELECT name FROM sqlite_master WHERE type='table' AND sql NOT LIKE '%VIRTUAL%'"
        )
        names = [str(name) for (name,) in found if not str(name).startswith(("search_", "sqlite_"))]
        for name in names:
            cursor = connection.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - names of the store itself
            columns = [column[0] for column in cursor.description]
            rows = [dict(zip(columns, map(plain, row), strict=True)) for row in cursor]
            count += len(rows)
            (out / f"{name}.json").write_text(
                json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8"
            )
        for number, data in connection.execute("SELECT letter_id, data FROM letter_copies"):
            (out / f"letter-{number}.pdf").write_bytes(data)
    except dbapi2.DatabaseError as error:
        stop(f"store.db can't be read: {type(error).__name__}")
    finally:
        connection.close()
    return count


def unseal_all(folder: Path, master: bytes, out: Path) -> tuple[int, list[str]]:
    """Writes the evidence that evidence.json names; how many files, and the names of those that are not
    whole.
    """
    listed = out / "evidence.json"
    rows = json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else []
    whole, lost = 0, []
    for row in rows:
        name = row["sealed_name"]
        if not re.fullmatch("[0-9a-f]{32}", name):
            continue
        sources = [place / "evidence" / name for place in (folder, folder.parent)]
        source = next((path for path in sources if path.is_file()), None)
        (out / "evidence").mkdir(exist_ok=True)
        target = out / "evidence" / row["id"]
        if source is not None and unseal(source, master, target) == row["sha256"]:
            whole += 1
        else:
            target.unlink(missing_ok=True)
            lost.append(name)
    return whole, lost


def unseal(path: Path, master: bytes, target: Path) -> str:
    """Decrypts one sealed file chunk by chunk; the SHA-256 of the original, or nothing when it is damaged."""
    running = hashlib.sha256()
    with path.open("rb") as source, target.open("wb") as writer:
        head = source.read(48)
        size = int.from_bytes(head[12:16], "big")
        if head[:12] != b"CASESEAL\0\0\0\1" or head[16:32].hex() != path.name:
            return ""
        cipher = AESGCM(hkdf(master, "caseapp/evidence/1", head[16:48]))
        number, sealed = 0, source.read(size + 16)
        while True:
            following = source.read(size + 16)
            nonce = number.to_bytes(11, "big") + (b"\0" if following else b"\1")
            try:
                chunk = cipher.decrypt(nonce, sealed, head)
            except (InvalidTag, ValueError):
                return ""
            running.update(chunk)
            writer.write(chunk)
            if not following:
                return running.hexdigest()
            number, sealed = number + 1, following


def plain(value: object) -> object:
    """A value that JSON can hold."""
    return value.hex() if isinstance(value, bytes) else value


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
