"""Coded values as letters print them: labels in the letter's language, nothing for what is not known."""

from __future__ import annotations

from collections.abc import Iterable

from caseapp import lists
from caseapp.letters.wording import capital, lower_first
from caseapp.lists import languages
from caseapp.records import Incident


def label(name: str, code: str, lang: str) -> str:
    """The label of a code of a list; "" for none and for Unknown."""
    return lists.get(name).label(code, lang) if code not in ("", "UU") else ""


#: Labels that begin with a name keep their capital inside a row.
NAMES = ("Interpol", "LGBTQ+", "ЛГБТК+", "CIS", "IT", "ИТ")


def labels(name: str, codes: Iterable[str], lang: str) -> str:
    """Several labels in a row, with one capital at its beginning."""
    found = [each for each in (label(name, code, lang) for code in codes) if each]
    rest = (each if each.startswith(NAMES) else lower_first(each) for each in found[1:])
    return "; ".join([*found[:1], *rest])


def unknown(lang: str) -> str:
    """The word for what is not known, where a place can't stay empty."""
    return lists.get("answers").label("unknown", lang)


def answer(code: str, lang: str) -> str:
    """Yes or no; "" for anything else."""
    return lists.get("answers").label(code, lang) if code in ("yes", "no") else ""


def kind_of(incident: Incident, lang: str) -> str:
    """The main kind of an incident."""
    return label("incident_kinds", incident.kind, lang) or unknown(lang)


def kinds_of(incident: Incident, lang: str) -> str:
    """All kinds of an incident, each once, the main one first."""
    kinds = dict.fromkeys((incident.kind, *incident.other_kinds))
    return labels("incident_kinds", kinds, lang) or unknown(lang)


def language_names(codes: Iterable[str], lang: str) -> str:
    """Languages in a row."""
    return capital(", ".join(languages.name(code, lang) for code in codes))
