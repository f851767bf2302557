"""Holds the key file beside a store against the copy that the store keeps of it, and mends the file.

The copy lies inside the encrypted store, so only who holds the master key could have changed it. The file
lies in the open: whoever reaches the folder can damage it, alter it, or put an older one in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum

from caseapp.i18n import N_
from caseapp.keys import KeyFile, KeysAltered, KeysDamaged, KeysNewer, MasterKey
from caseapp.paths import KEYS
from caseapp.services.custody import Custody
from caseapp.services.drafts import Facts
from db.errors import Problem

#: Opens a key file with the secret that was just entered; raises when it can't.
Proof = Callable[[KeyFile], MasterKey]
#: The name under which the store keeps its copy.
COPY = "keys"


class KeyNews(StrEnum):
    """What the person who opened the store must hear about its key file."""

    NONE = ""
    MENDED = "keys-mended"
    UNMENDED = "keys-unmended"
    OLDER = "keys-older"


#: The sentences for the person at the screen.
WORDS: dict[KeyNews, str] = {
    KeyNews.MENDED: N_(
        "The key file “keys.json” beside this store was damaged or changed from outside. It was put right"
        " from the copy inside the store, and nothing is lost. If you know of no accident, such as a broken"
        " disk, someone had this folder in their hands: tell whoever looks after your security."
    ),
    KeyNews.UNMENDED: N_(
        "The key file “keys.json” beside this store was damaged or changed from outside, and it could not be"
        " put right: the disk did not take it. Nothing is lost yet. Make a backup now, before you close this"
        " window."
    ),
    KeyNews.OLDER: N_(
        "This store was opened by an older key file: one from before the passphrase or the recovery key was"
        " last changed. Nothing is lost, but that change does not count any more. If you did not put the"
        " older file there, someone else did. Go to Settings, change the passphrase, and make a new recovery"
        " sheet."
    ),
}


def keep_copy(custody: Custody, facts: Facts) -> None:
    """Puts a copy of the key file, as it stands now, into the store."""
    facts.put(COPY, custody.keys.to_bytes().decode())


def look_after(custody: Custody, facts: Facts, proof: Proof) -> KeyNews:
    """Compares the file with the copy after the store was opened with the file, and acts:

    - The file is genuine (its MAC holds) and newer than the copy, as after a crash between the two writes of
      a change: the copy follows the file.
    - It is genuine, but older or another: where the entered secret opens the copy as well, the copy takes
      the file's place. Where it does not, the file stays, for no program may lock anybody out unasked.
    - It is not genuine: the copy takes its place if the entered secret opens the copy. Otherwise the file is
      not believed, and the store does not open: raises KeysAltered.
    """
    keys, copy = custody.keys, _copy(custody, facts)
    genuine = keys.genuine(custody.master)
    if genuine and (copy is None or keys.generation > copy.generation):
        with suppress(Problem):  # a full disk must not keep anybody out; the next opening tries again
            keep_copy(custody, facts)
        return KeyNews.NONE
    if genuine and copy is not None and keys.to_bytes() == copy.to_bytes():
        return KeyNews.NONE
    if copy is None or not _opens(copy, proof):
        if not genuine:
            raise KeysAltered
        assert copy is not None
        keys.pass_over(copy.generation)
        return KeyNews.OLDER
    try:
        copy.save(custody.folder / KEYS)
    except (Problem, OSError):  # whatever the disk has against it: the copy is safe inside the store
        return KeyNews.UNMENDED
    finally:
        custody.keys = copy
    return KeyNews.MENDED


def _copy(custody: Custody, facts: Facts) -> KeyFile | None:
    """The store's own copy, if there is one that belongs to it."""
    kept = facts.get(COPY)
    try:
        copy = KeyFile.from_bytes(str(kept or "").encode())
    except (KeysDamaged, KeysNewer):
        return None
    belongs = copy.store_id == custody.keys.store_id and copy.genuine(custody.master)
    return copy if belongs else None


def _opens(copy: KeyFile, proof: Proof) -> bool:
    try:
        proof(copy)
    except Problem:
        return False
    return True
