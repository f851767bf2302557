"""What can go wrong on the way from a secret to the key of a store."""

from __future__ import annotations

from db.errors import N_, Problem


class WrongPassphrase(Problem):
    """No passphrase slot opens. Says nothing about which slots there are."""

    code = "wrong-passphrase"
    text = N_(
        "This passphrase does not open the store. Nothing was changed. Check the keyboard language and Caps"
        " Lock, and try again, or use the recovery key."
    )


class WrongRecoveryKey(Problem):
    """The recovery key is well formed but opens no slot."""

    code = "wrong-recovery-key"
    text = N_(
        "This recovery key is typed correctly but belongs to another store, or a newer sheet has replaced it."
        " Nothing was changed. Look for the sheet with the latest date."
    )


class RecoveryKeyInvalid(Problem):
    """The text is not a recovery key. `group`: 1 to 9 when the wrong group is known, else 0."""

    code = "recovery-key-invalid"
    text = N_("The recovery key is not typed as printed. Compare it with the sheet, group by group.")

    def __init__(self, group: int = 0) -> None:
        self.group = group
        super().__init__(group=group)


class RecoveryGroupWrong(RecoveryKeyInvalid):
    """One group is known to be wrong."""

    code = "recovery-key-group"
    text = N_("Group {group} of the recovery key differs from what is printed. Compare it with the sheet.")


class RecoveryKeyLength(RecoveryKeyInvalid):
    """Characters are missing or there are too many."""

    code = "recovery-key-length"
    text = N_(
        "A recovery key has 9 groups of 4 characters; here are {count} characters. Compare it with the sheet."
    )

    def __init__(self, count: int) -> None:
        super().__init__()
        self.values["count"] = count


class PassphraseUnusable(Problem):
    """The text can't be a passphrase: empty, far too long, or with characters that can't be typed again."""

    code = "passphrase-unusable"
    text = N_(
        "This text can't be used as a passphrase: it is empty, longer than 1,000 characters, or has"
        " characters that can't be typed. Nothing was changed."
    )


class PassphraseTooShort(Problem):
    """Shorter than the least length for a passphrase that is the only protection."""

    code = "passphrase-short"
    text = N_(
        "A passphrase needs at least {least} characters; this one has {count}. Nothing was changed."
        " Let the app suggest one of six words."
    )


class NotEnoughMemory(Problem):
    """Deriving the key needs memory that the system does not give now."""

    code = "not-enough-memory"
    text = N_(
        "Checking the passphrase needs {mebibytes} MB of free memory, which this computer does not have at"
        " the moment. Nothing was changed. Close other programs and try again."
    )


class KeysMissing(Problem):
    """No key file in the folder of the store."""

    code = "keys-missing"
    text = N_(
        "The key file “keys.json” is missing from the folder of the store; without it no passphrase can open"
        " the store. Nothing was changed. Every backup holds a copy of it: restore the newest backup to a new"
        " folder."
    )


class KeysDamaged(Problem):
    """The key file can't be read as one, or its values are outside what the app ever writes."""

    code = "keys-damaged"
    text = N_(
        "The key file “keys.json” is damaged. Nothing was changed. Every backup holds a copy of it:"
        " restore the newest backup to a new folder."
    )


class KeysDoubtful(Problem):
    """The secret opens no slot that is left in a damaged key file: it may be wrong, or its slot damaged."""

    code = "keys-doubtful"
    text = N_(
        "This did not open the store. It may be mistyped; but the key file “keys.json” is damaged too, so"
        " even the right passphrase may not open it. Nothing was changed. Try once more, then try the"
        " recovery key; if neither opens it, restore the newest backup to a new folder."
    )


class KeysAltered(Problem):
    """The secret is right, but the key file was changed by something else than this app."""

    code = "keys-altered"
    text = N_(
        "The key file “keys.json” was changed by something other than this app, so it is not used. Nothing"
        " was changed in the store. Someone may have tampered with it: keep a copy of the folder, and restore"
        " the newest backup."
    )


class KeysNewer(Problem):
    """The key file was written by a later version of the app."""

    code = "keys-newer"
    text = N_(
        "The key file of this store was written by a newer version of the app. Nothing was changed."
        " Install the newer version to open the store."
    )
