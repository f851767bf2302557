"""Search folding, all of it: text as the index sees it, sound keys of names, and what nearly matches.

`fold` is for every text. `terms` is for what somebody types into a search for names, `name_keys` for the
names that go into the index, `near` for the second try when nothing was found, `whole_key` for the check
for double entries.
"""

from caseapp.rules.characters import fold, tokens
from caseapp.rules.likeness import Term, allowed_slips, near, terms
from caseapp.rules.sounds import beginning_keys, latin_key, name_keys, token_keys, whole_key

__all__ = [
    "Term",
    "allowed_slips",
    "beginning_keys",
    "fold",
    "latin_key",
    "name_keys",
    "near",
    "terms",
    "token_keys",
    "tokens",
    "whole_key",
]
