"""The base of every expected failure, and the failures of the store itself.

A `Problem` is part of normal life (a wrong passphrase, a full disk, a pulled stick): it carries a stable code
for programs and tests, and a sentence for the person at the screen. Anything that is not a `Problem` is a
bug.
"""

from __future__ import annotations

from typing import ClassVar


def N_(text: str) -> str:  # noqa: N802 - the customary gettext name for "mark, translate later"
    """Marks a text for the catalogue; it is translated when it is shown."""
    return text


class Problem(Exception):
    """An expected failure.

    `text` says what happened, that nothing was lost, and what to do; `{placeholders}` in it are filled from
    the values given on raising. Values never hold anything about a client; a folder that the user chose is
    fine.
    """

    code: ClassVar[str] = "problem"
    text: ClassVar[str] = N_("Something went wrong. Nothing was changed.")

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.code)

    def __str__(self) -> str:
        """The English sentence, filled in."""
        return self.text.format(**self.values)


class StoreMissing(Problem):
    """No store file at the place that was named."""

    code = "store-missing"
    text = N_(
        "There is no store in “{folder}”. If it is on a stick or a network drive, connect it and try again;"
        " otherwise choose the folder of the store, or restore a backup."
    )


class NotAStore(Problem):
    """A file is there, but it is something else."""

    code = "not-a-store"
    text = N_(
        "The file in “{folder}” is not a store of this app. It was left as it is. Choose another folder."
    )


class WrongKey(Problem):
    """The file does not decrypt with this key: another store's key, or its first page is damaged."""

    code = "store-wrong-key"
    text = N_(
        "The store file does not open with this key. Either the file or the key file beside it comes from"
        " another store, or the start of the file is damaged. Nothing was changed. Restore the newest backup"
        " to a new folder."
    )


class StoreDamaged(Problem):
    """A page of the file fails its check, the file's structure is broken, or the disk can't read a page:
    SQLite answers all three alike.
    """

    code = "store-damaged"
    text = N_(
        "Part of the store file can't be read or can't be trusted: it is damaged, or the disk is failing."
        " Nothing was changed. Copy the whole store folder to another disk, then restore the newest backup to"
        " a new folder."
    )


class StoreNewer(Problem):
    """The store was written by a later version of the app."""

    code = "store-newer"
    text = N_(
        "This store was last used with a newer version of the app. Nothing was changed."
        " Install the newer version to open it."
    )


class StoreInUse(Problem):
    """Another process holds the store."""

    code = "store-in-use"
    text = N_(
        "This store is already open in another window or by another program. Nothing was changed."
        " Use that window, or close it and try again."
    )


class StoreFull(Problem):
    """The disk takes no more: no room, a quota, or a limit on how large one file may grow."""

    code = "store-full"
    text = N_(
        "The disk did not take the save: it is full, or it limits how large a file may grow. Everything saved"
        " before is safe. Free some space and save again; if there is space, the disk may be failing, so make"
        " a backup to another one."
    )


class StoreReadOnly(Problem):
    """The folder or the medium can't be written."""

    code = "store-read-only"
    text = N_(
        "The folder of the store can't be written to. Nothing was changed. If it is a stick with a"
        " write-protect switch or a backup, copy the folder to this computer first; otherwise check the"
        " folder's permissions."
    )


class StoreUnfinished(Problem):
    """A store file whose latest saves still wait in the file beside it, on a medium to be left untouched."""

    code = "store-unfinished"
    text = N_(
        "This copy of a store was made while the store was open, and its latest saves still wait to be taken"
        " in. Nothing was changed. Copy the whole folder to this computer and open it there."
    )


class DiskTrouble(Problem):
    """The system reported an error of the disk while reading or writing."""

    code = "disk-trouble"
    text = N_(
        "The disk reported an error. Everything saved before is kept as it was. If it is a stick, check that"
        " it is still connected; otherwise close the app, and make a backup to another disk soon."
    )


class Interrupted(Problem):
    """A long step of the database was stopped on request."""

    code = "interrupted"
    text = N_("Stopped. Nothing was changed.")


class ReceiptDamaged(Problem):
    """Both halves of the save receipt fail their check."""

    code = "receipt-damaged"
    text = N_(
        "The file that proves that no save is missing is damaged. The store itself may be fine: it is checked"
        " now. Compare the latest entries with what you remember, and make a backup."
    )
