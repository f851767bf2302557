"""From what a person knows to the key of a store: passphrase or recovery key, key slots, master key, file
keys.

One random master key per store opens everything that belongs to it. The key file beside the store holds it
wrapped, once per slot. Nothing here keeps a secret longer than the object that the caller holds.
"""

from caseapp.keys.keyfile import KeyFile
from caseapp.keys.master import MasterKey, database_key
from caseapp.keys.problems import (
    KeysAltered,
    KeysDamaged,
    KeysDoubtful,
    KeysMissing,
    KeysNewer,
    NotEnoughMemory,
    PassphraseUnusable,
    RecoveryKeyInvalid,
    WrongPassphrase,
    WrongRecoveryKey,
)
from caseapp.keys.recovery import RecoveryKey
from caseapp.keys.slots import Cost

__all__ = [
    "Cost",
    "KeyFile",
    "KeysAltered",
    "KeysDamaged",
    "KeysDoubtful",
    "KeysMissing",
    "KeysNewer",
    "MasterKey",
    "NotEnoughMemory",
    "PassphraseUnusable",
    "RecoveryKey",
    "RecoveryKeyInvalid",
    "WrongPassphrase",
    "WrongRecoveryKey",
    "database_key",
]
