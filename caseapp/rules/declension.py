"""How Russian names are declined, where a rule leaves no doubt; else nothing at all.

A proposal that somebody who speaks the language then confirms. Where a name could be declined in two ways or
not at all, where the stress decides, or where the pattern is not one of the common ones, nothing is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from caseapp.rules.names import PersonName

#: Codes of ISO 5218 as records keep them.
MALE, FEMALE = "1", "2"
_CASES = ("genitive", "dative", "accusative", "instrumental", "prepositional")
_CYRILLIC = re.compile(r"[А-ЯЁ][а-яё]+\Z")
_HUSHED = "жшчщ"
_VELAR = "гкх"
#: Given names that lose or change a vowel, with their stems.
_FLEETING = {"Пётр": "Петр", "Павел": "Павл", "Лев": "Льв"}
#: Women's names on a soft sign are declined otherwise than men's; of these only one is common.
_SOFT_FEMALE = {"Любовь": ("Любови", "Любови", "Любовь", "Любовью", "Любови")}

Forms = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Declined:
    """A whole name, family name first, in each case."""

    nominative: str
    genitive: str
    dative: str
    accusative: str
    instrumental: str
    prepositional: str


def decline(name: PersonName, sex: str) -> Declined | None:
    """The forms of a Russian name; None when any part of it is not certain, or the sex is not known."""
    if sex not in (MALE, FEMALE) or not name.family or not name.given:
        return None
    parts: list[tuple[str, Callable[[str, str], Forms | None]]] = [
        (name.family, _family),
        (name.given, _given),
    ]
    if name.patronymic:
        parts.append((name.patronymic, _patronymic))
    forms: list[Forms] = []
    for written, rule in parts:
        found = rule(written, sex) if _CYRILLIC.match(written) else None
        if found is None:
            return None
        forms.append(found)
    joined = {case: " ".join(each[at] for each in forms) for at, case in enumerate(_CASES)}
    return Declined(nominative=name.family_first, **joined)


def _family(name: str, sex: str) -> Forms | None:
    if name.endswith(("ых", "их")) and len(name) > 4:
        return (name,) * 5
    if name.endswith("енко"):
        return (name,) * 5
    if sex == MALE:
        if name.endswith(("ов", "ев", "ёв", "ин", "ын")) and len(name) > 3:
            return (f"{name}а", f"{name}у", f"{name}а", f"{name}ым", f"{name}е")
        if name.endswith(("ский", "цкий")):
            stem = name[:-2]
            return (f"{stem}ого", f"{stem}ому", f"{stem}ого", f"{stem}им", f"{stem}ом")
        return None
    if name.endswith(("ова", "ева", "ёва", "ина", "ына")) and len(name) > 4:
        stem = name[:-1]
        return (f"{stem}ой", f"{stem}ой", f"{stem}у", f"{stem}ой", f"{stem}ой")
    if name.endswith(("ская", "цкая")):
        stem = name[:-2]
        return (f"{stem}ой", f"{stem}ой", f"{stem}ую", f"{stem}ой", f"{stem}ой")
    return None


def _patronymic(name: str, sex: str) -> Forms | None:
    if sex == MALE and name.endswith(("ович", "евич")):
        return (f"{name}а", f"{name}у", f"{name}а", f"{name}ем", f"{name}е")
    if sex == FEMALE and name.endswith(("овна", "евна", "ична")):
        stem = name[:-1]
        return (f"{stem}ы", f"{stem}е", f"{stem}у", f"{stem}ой", f"{stem}е")
    return None


def _given(name: str, sex: str) -> Forms | None:
    if name.endswith("ия") and len(name) > 3:
        stem = name[:-1]
        return (f"{stem}и", f"{stem}и", f"{stem}ю", f"{stem}ей", f"{stem}и")
    if name.endswith("я") and name[-2] not in "иаеоуыэюя":
        stem = name[:-1]
        return None if name.endswith("ья") and name == "Илья" else _soft_a(stem)
    if name.endswith("а") and name[-2] not in "ц" + _HUSHED:
        stem, first = name[:-1], "и" if name[-2] in _VELAR else "ы"
        return (f"{stem}{first}", f"{stem}е", f"{stem}у", f"{stem}ой", f"{stem}е")
    return _given_of_man(name) if sex == MALE else _SOFT_FEMALE.get(name)


def _soft_a(stem: str) -> Forms:
    return (f"{stem}и", f"{stem}е", f"{stem}ю", f"{stem}ей", f"{stem}е")


def _given_of_man(name: str) -> Forms | None:
    stem = _FLEETING.get(name)
    if stem is None and name[-1] in "бвгдзклмнпрстфх":
        stem = name
    if stem is not None:
        return (f"{stem}а", f"{stem}у", f"{stem}а", f"{stem}ом", f"{stem}е")
    if name.endswith("ий") and len(name) > 3:
        stem = name[:-1]
        return (f"{stem}я", f"{stem}ю", f"{stem}я", f"{stem}ем", f"{stem}и")
    if name.endswith(("ай", "ей")):
        stem = name[:-1]
        return (f"{stem}я", f"{stem}ю", f"{stem}я", f"{stem}ем", f"{stem}е")
    if name.endswith("рь"):
        stem = name[:-1]
        return (f"{stem}я", f"{stem}ю", f"{stem}я", f"{stem}ем", f"{stem}е")
    return None
