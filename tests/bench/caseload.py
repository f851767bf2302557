"""A synthetic store of many cases for the measurements; names are put together from lists and belong to
nobody.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from caseapp import lists
from caseapp.clock import SystemClock
from caseapp.records import Actor, IdentityDocument, Incident, Note, Record, Trace
from caseapp.rules.passports import first_end
from caseapp.services import vault
from caseapp.services.office import Office
from caseapp.services.traces import complete_trace

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
ACTORS = 40


def build(folder: Path, cases: int, seed: int = 7) -> Office:
    """A store with `cases` clients, each with a passport, three incidents and five notes of 500 characters;
    left open. Every client saw a car or was called by a number, some of which others saw too, and one
    incident in ten is put down to one of ACTORS.
    """
    chance = random.Random(seed)
    office = vault.create(
        folder, PASSPHRASE, organisation="Bench", caseworker="Nobody", language="en", clock=SystemClock()
    ).office
    actors = [
        office.records.add(Actor(name=f"Unit {n}", kind="FSB", country="RU")).record for n in range(ACTORS)
    ]
    for start in range(0, cases, BATCH):
        with office.store.write(office.me) as work:
            for _ in range(start, min(start + BATCH, cases)):
                for record in _case(office, chance, actors):
                    for name, value in complete_trace(work, record, {}).items():
                        setattr(record, name, value)
                    work.add(record)
    return office


def _name(chance: random.Random, names: list[str]) -> str:
    return chance.choice(names) + "".join(chance.choices(SYLLABLES, k=2))


def _text(chance: random.Random, length: int) -> str:
    words = " ".join(chance.choices(WORDS, k=length // 5))
    return words[:length]


def _case(office: Office, chance: random.Random, actors: list[Actor]) -> Iterator[Record]:
    """Opens a case; gives what belongs to it, which is written faster in one go."""
    kinds = lists.get("incident_kinds").codes
    risks = lists.get("risk").codes
    profiles = chance.sample(lists.get("target_profiles").codes, chance.randrange(3))
    country = chance.choice(["AT", "DE", "GE", "RS", "PL", "CZ"])
    case = office.cases.open_new(
        {"family": _name(chance, FAMILY), "given": _name(chance, GIVEN)},
        {"risk": chance.choice(risks), "country": country, "profiles": profiles},
    ).record
    ends = date(2024, 1, 1) + timedelta(days=chance.randrange(3000))
    passport = IdentityDocument(
        case_id=case.id,
        person_id=case.client_id or "",
        kind="PAF",
        country="RU",
        number=f"{chance.randrange(60, 80)} {chance.randrange(10**7):07}",
        valid_until=ends,
        chip=chance.choice(["BIO", "NOT"]),
        main=True,
    )
    case.passport_until = first_end([passport])
    yield passport
    for _ in range(3):
        day = date(2022, 3, 1) + timedelta(days=chance.randrange(1500))
        actor = chance.choice(actors) if chance.random() < 0.1 else None
        yield Incident(
            case_id=case.id,
            kind=chance.choice(kinds),
            happened=day.isoformat(),
            notes=_text(chance, 300),
            actor_id=actor.id if actor else None,
            actor_name=actor.name if actor else "",
            actor_kind=actor.kind if actor else "",
        )
    plate = f"A {chance.randrange(40_000):05} BC"
    phone = f"+43 664 {chance.randrange(4_000_000):07}"
    for kind, value in (("PLA", plate), ("TEL", phone)):
        yield Trace(case_id=case.id, kind=kind, value=value, country="AT")
    for _ in range(5):
        yield Note(case_id=case.id, text=_text(chance, 500))
