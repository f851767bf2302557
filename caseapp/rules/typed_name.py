"""A name typed in one line, taken apart into the fields of a person: only as far as its words tell."""

from __future__ import annotations

import re
from typing import Final

from caseapp.rules.names import script_of

__all__ = ["as_fields", "without_ending"]

_PATRONYMIC: Final = re.compile(r"(?:вич|вна|ична|инична|оглы|оглу|кызы|улы)$", re.IGNORECASE)
_FAMILY: Final = re.compile(
    r"(?:[оеё]в|[оеё]ва|[иы]н|[иы]на|ск(?:ий|ая|ой)|цк(?:ий|ая|ой)|ко|[юу]к|[иы]х|дзе|швили|ян|янц|ец)$",
    re.IGNORECASE,
)
#: Endings of names in the middle of a Russian sentence: «звонили Щукиной», «видел Петрова».
_CASES: Final = re.compile(
    r"(?:ского|скому|ским|ской|скую|ого|ому|ыми|ими|ой|ою|ым|им|ом|ем|ей|ью|ие|ию|ии|ах|ам|у|ю|а|я|ы|и|е)$",
    re.IGNORECASE,
)


def as_fields(name: str) -> dict[str, str]:
    """family, given and patronymic, or latin_family and latin_given, from the order that is usual.

    "Evgeniia Shchukina" has the family name last, «Щукина Евгения Андреевна» first; one word alone is the
    family name. Nothing of the name is lost.
    """
    words = name.split()
    if not words:
        return {}
    if script_of(name) == "latin":
        return _named({"latin_family": words[-1:], "latin_given": words[:-1]})
    if len(words) == 1:
        return {"family": words[0]}
    fathers = [at for at, word in enumerate(words) if at > 0 and _PATRONYMIC.search(word)]
    if fathers and fathers[0] == len(words) - 1:
        return _named(
            {"family": words[:-2] or words[:1], "given": words[-2:-1], "patronymic": words[-1:]}, words
        )
    if fathers:
        at = fathers[0]
        return _named({"family": words[at + 1 :], "given": words[:at], "patronymic": words[at : at + 1]})
    if _FAMILY.search(words[0]) or not _FAMILY.search(words[-1]):
        return _named({"family": words[:1], "given": words[1:]})
    return _named({"family": words[-1:], "given": words[:-1]})


def _named(parts: dict[str, list[str]], words: list[str] | None = None) -> dict[str, str]:
    if words is not None and len(words) == 2:  # «Анна Петровна»: no family name
        parts = {"given": words[:1], "patronymic": words[1:]}
    return {name: " ".join(part) for name, part in parts.items() if part}


def without_ending(word: str) -> str:
    """A Russian name without the ending of its grammatical case, for searching; other words as they are."""
    if script_of(word) == "latin" or len(word) < 5:
        return word
    return _CASES.sub("", word)
