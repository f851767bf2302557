"""A synthetic store of many cases for the measurements; names are put together from lists and belong to
nobody.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from caseapp import lists
from caseapp.clock import SystemClock
from caseapp.records import Incident, Note
from caseapp.services import vault
from caseapp.services.office import Office

PASSPHRASE = "a passphrase for measuring only"
FAMILY = [
    "Кузнецов", "Орлова", "Тарасюк", "Шевченко", "Гусейнов", "Алиева", "Цой", "Щукина", "Ёлкин", "Юрьева",
    "Жданов", "Хасанов",
]  # fmt: skip
GIVEN = ["Анна", "Борис", "Вера", "Глеб", "Дарья", "Егор", "Жанна", "Захар", "Ирина", "Кирилл", "Лидия"]
SYLLABLES = ["ра", "ло", "ми", "ко", "ве", "то", "на", "щу", "жи", "фе", "ды", "ро"]
WORDS = [
    "встреча", "звонок", "угроза", "письмо", "дом", "суд", "адвокат", "граница", "паспорт", "полиция",
    "опасность", "страх", "отъезд",
    "meeting", "call", "threat", "letter", "home", "court", "lawyer", "border",
    "passport", "police", "danger", "fear", "departure",
]  # fmt: skip
#: Cases that one transaction opens: single commits would make the building slow, not the store.
BATCH = 50


def build(folder: Path, cases: int, seed: int = 7) -> Office:
    """A store with `cases` clients, each with three incidents and five notes of 500 characters; left open."""
    chance = random.Random(seed)
    office = vault.create(
        folder, PASSPHRASE, organisation="Bench", caseworker="Nobody", language="en", clock=SystemClock()
    ).office
    for start in range(0, cases, BATCH):
        with office.store.write(office.me):
            for _ in range(start, min(start + BATCH, cases)):
                _case(office, chance)
    return office


def _name(chance: random.Random, names: list[str]) -> str:
    return chance.choice(names) + "".join(chance.choices(SYLLABLES, k=2))


def _text(chance: random.Random, length: int) -> str:
    words = " ".join(chance.choices(WORDS, k=length // 5))
    return words[:length]


def _case(office: Office, chance: random.Random) -> None:
    kinds = lists.get("incident_kinds").codes
    risks = lists.get("risk").codes
    case = office.cases.open_new(
        {"family": _name(chance, FAMILY), "given": _name(chance, GIVEN)},
        {"risk": chance.choice(risks), "country": chance.choice(["AT", "DE", "GE", "RS", "PL", "CZ"])},
    ).record
    for _ in range(3):
        day = date(2022, 3, 1) + timedelta(days=chance.randrange(1500))
        office.records.add(
            Incident(
                case_id=case.id,
                kind=chance.choice(kinds),
                happened=day.isoformat(),
                notes=_text(chance, 300),
            )
        )
    for _ in range(5):
        office.records.add(Note(case_id=case.id, text=_text(chance, 500)))
