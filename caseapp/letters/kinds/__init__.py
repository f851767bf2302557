"""The kinds of letters: one file each, one line each in this list."""

from __future__ import annotations

from caseapp.letters.kinds.asylum_support import AsylumSupport
from caseapp.letters.kinds.dossier import Dossier
from caseapp.letters.kinds.kind import LetterKind
from caseapp.letters.kinds.protection import Protection

#: Every kind, in the order in which they are offered.
ALL: tuple[LetterKind, ...] = (AsylumSupport(), Protection(), Dossier())
BY_CODE: dict[str, LetterKind] = {kind.code: kind for kind in ALL}

__all__ = ["ALL", "BY_CODE", "LetterKind"]
