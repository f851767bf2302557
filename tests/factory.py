"""Records with valid defaults, openly fictional; every test says only what it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseapp.records import (
    Actor,
    Case,
    Caseworker,
    Claim,
    Contact,
    ContactPoint,
    IdentityDocument,
    Incident,
    Involvement,
    NameForm,
    Organisation,
    Person,
    Spelling,
    Tie,
    Trace,
)
from caseapp.services.office import Office

ORGANISATION: dict[str, Any] = {
    "name": {"en": "Northern Light Legal Aid", "ru": "Правовая помощь «Северный свет»"},
    "tagline": {
        "en": "Independent support for people at risk",
        "ru": "Независимая поддержка людей в опасности",
    },
    "registration_no": "40008000000",
    "registered_with": {"en": "Register of Associations", "ru": "Реестр объединений"},
    "founded": "2014",
    "mandate": {
        "en": "Northern Light Legal Aid is a registered, independent association. Since 2014 it"
        " has documented"
        " repression and assisted people who had to leave their country because of it.",
        "ru": "«Северный свет» — зарегистрированное независимое объединение. С 2014 года мы документируем"
        " репрессии и помогаем людям, которым пришлось из-за них покинуть свою страну.",
    },
    "address": {
        "en": "Example Street 1\nRiga, LV-1010\nLatvia",
        "ru": "улица Примерная, 1\nРига, LV-1010\nЛатвия",
    },
    "place": {"en": "Riga", "ru": "Рига"},
    "country": "LV",
    "phone": "+371 6000 0000",
    "mail": "protection@example.org",
    "web": "example.org",
    "number_prefix": "NL",
}
CASEWORKER: dict[str, Any] = {
    "name": {"en": "Anna Ozola", "ru": "Анна Озола"},
    "title": {"en": "Head of Protection", "ru": "руководитель отдела защиты"},
    "since": "2017",
    "phone": "+371 6000 0001",
    "mail": "a.ozola@example.org",
    "languages": ["lv", "ru", "en"],
    "may_sign": True,
}
CLIENT: dict[str, Any] = {
    "family": "Щукина",
    "given": "Евгения",
    "patronymic": "Андреевна",
    "latin_family": "Shchukina",
    "latin_given": "Evgeniia",
    "sex": "2",
    "birth": "1987-05-14",
    "citizenships": ["RU"],
    "phone": "+371 2999 0199",
    "mail": "shchukina@client.example",
}
CASE: dict[str, Any] = {
    "status": "ACT",
    "country": "LV",
    "city": "Riga",
    "left_russia": "2024-04-02",
    "protection": "ASK",
    "claim_no": "P-2024-0815",
    "known_since": "2024-05",
    "relation": {
        "en": "through our casework, in eleven meetings and weekly calls",
        "ru": "ведение дела, одиннадцать личных встреч и еженедельные звонки",
    },
    "verified": {
        "en": "We examined her passport in the original.",
        "ru": "Мы изучили подлинник её паспорта.",
    },
    "activity": {
        "en": "Ms Shchukina is a journalist. Between 2019 and 2024 she published 41 articles on"
        " the treatment of"
        " conscientious objectors, which we have read.",
        "ru": "Г-жа Щукина — журналистка. С 2019 по 2024 год она опубликовала 41 статью о"
        " положении отказников"
        " от военной службы; с этими статьями мы ознакомились.",
    },
    "assessment": {
        "en": "The three incidents follow one another within weeks of her publications. In our"
        " assessment a return"
        " to the country of origin would expose her to detention.",
        "ru": "Три происшествия последовали одно за другим в течение нескольких недель после"
        " публикаций. По нашей"
        " оценке, возвращение в страну происхождения создало бы для неё угрозу лишения свободы.",
    },
}
INCIDENT: dict[str, Any] = {
    "title": "Warned not to order food",
    "kind": "T07",
    "happened": "2025-11-03",
    "country": "LV",
    "place": "Riga",
    "place_print": {"ru": "Рига, Латвия"},
    "statement": {
        "en": "An officer of the host country's police called her and advised her not to order"
        " food to her home.",
        "ru": "Сотрудник полиции страны пребывания позвонил ей и посоветовал не заказывать еду на дом.",
    },
    "basis": "K3",
    "told_on": date(2025, 11, 4),
    "source_kind": "INT",
}
#: Three incidents that differ in all that changes the wording of a letter.
INCIDENTS: tuple[dict[str, Any], ...] = (
    {
        "title": "Criminal case",
        "kind": "J01",
        "happened": "2024-07-02",
        "country": "RU",
        "place": "Москва",
        "place_print": {"en": "Moscow", "ru": "Москва"},
        "statement": {
            "en": "Criminal case no. 12401450002000123 was opened against her under Article"
            " 280.3 of the Criminal"
            " Code of Russia",
            "ru": "Против неё возбуждено уголовное дело № 12401450002000123 по статье 280.3"
            " Уголовного кодекса"
            " России",
        },
        "actor_kind": "PROS",
        "actor_role": "DID",
        "attribution": "AT1",
        "basis": "K2",
        "source_kind": "CRT",
        "source_note": {"en": "decision to open the case", "ru": "постановление о возбуждении дела"},
        "told_on": date(2024, 7, 20),
    },
    {
        "title": "Suspected poisoning",
        "kind": "D03",
        "other_kinds": ["T03"],
        "happened": "2025-09-XX",
        "time_of_day": "20:40",
        "country": "LV",
        "place": "Riga, a café in the old town",
        "place_print": {"ru": "Рига, кафе в старом городе"},
        "statement": {
            "en": "After a meal in a café she lost feeling in both hands and was taken to"
            " hospital. The laboratory"
            " found no substance.",
            "ru": "После ужина в кафе у неё онемели обе руки, и её доставили в больницу."
            " Лаборатория веществ не"
            " обнаружила.",
        },
        "actor_kind": "FSB",
        "actor_role": "ORD",
        "actor_name": "Ivan Vymyshlenny",
        "attribution": "AT4",
        "basis": "K3",
        "told_on": date(2025, 10, 1),
        "reported_to": "Central Police Station, Officer B. Example",
        "report_no": "4021/25",
        "investigation": "RPT",
        "outcome": "INJ",
        "ongoing": "no",
    },
    {
        "title": "Messages",
        "kind": "T02",
        "happened": "2026-02~",
        "country": "LV",
        "statement": {
            "en": "Messages sent to her telephone named the street on which she lives and her"
            " daughter's school.",
            "ru": "В сообщениях, пришедших на её телефон, названы улица, на которой она живёт,"
            " и школа её дочери.",
        },
        "attribution": "AT5",
        "basis": "K1",
        "told_on": date(2026, 3, 2),
        "source_kind": "DEV",
    },
)
DOCUMENT: dict[str, Any] = {
    "kind": "PAF",
    "country": "RU",
    "number": "75 0000001",
    "issuer": "МВД 00000",
    "issued_on": date(2022, 1, 30),
    "valid_until": date(2032, 1, 30),
    "chip": "BIO",
    "main": True,
    "family": "SHCHUKINA",
    "given": "EVGENIIA",
    "state": "VAL",
}
NAME_FORM: dict[str, Any] = {
    "language": "ru",
    "nominative": "Щукина Евгения Андреевна",
    "genitive": "Щукиной Евгении Андреевны",
    "dative": "Щукиной Евгении Андреевне",
    "accusative": "Щукину Евгению Андреевну",
    "instrumental": "Щукиной Евгенией Андреевной",
    "prepositional": "Щукиной Евгении Андреевне",
    "confirmed_by": "Анна Озола",
    "confirmed_on": date(2026, 3, 2),
}
CONTACT: dict[str, Any] = {
    "country": "LV",
    "kind": "ASY",
    "name": "Office for Asylum of Exampleland",
    "unit": "Department for First Claims",
    "address": "Sample Square 3\n1000 Sampletown\nExampleland",
    "phone": "+371 6100 0000",
    "mail": "claims@office.example",
    "languages": ["en"],
}


def furnish(office: Office) -> Organisation:
    """Fills in the organisation and the caseworker of a new store."""
    organisation = office.records.all(Organisation)[0]
    office.records.change(Caseworker, office.me, **CASEWORKER)
    return office.records.change(Organisation, organisation.id, **ORGANISATION).record


def case(office: Office, client: dict[str, Any] | None = None, **values: Any) -> Case:
    """A case with its client; `client` and `values` replace defaults."""
    return office.cases.open_new({**CLIENT, **(client or {})}, {**CASE, **values}).record


def incident(office: Office, of: Case, **values: Any) -> Incident:
    """A threat or incident of a case."""
    return office.records.add(Incident(case_id=of.id, **{**INCIDENT, **values})).record


def incidents(office: Office, of: Case) -> list[Incident]:
    """The three incidents of INCIDENTS."""
    return [office.records.add(Incident(case_id=of.id, **values)).record for values in INCIDENTS]


def involvement(office: Office, of: Incident, **values: Any) -> Involvement:
    """A further actor of an incident."""
    defaults = {"actor_kind": "PROXY", "actor_name": "A man with a scar", "actor_role": "AID"}
    values = {**defaults, "attribution": "AT4", **values}
    return office.records.add(Involvement(case_id=of.case_id, incident_id=of.id, **values)).record


def claim(office: Office, of: Incident, **values: Any) -> Claim:
    """What a further source says of an incident."""
    defaults = {
        "source_kind": "CRT",
        "source_note": {"en": "court decision of 5 May 2025", "ru": "решение суда от 5 мая 2025 г."},
        "says": {"en": "The court heard two witnesses.", "ru": "Суд допросил двух свидетелей."},
        "basis": "K2",
    }
    values = {**defaults, **values}
    return office.records.add(Claim(case_id=of.case_id, incident_id=of.id, **values)).record


def trace(office: Office, of: Incident, **values: Any) -> Trace:
    """A plate, number or account that was noted with an incident."""
    values = {"kind": "PLA", "value": "KA-1234", "country": "LV", **values}
    return office.records.add(Trace(case_id=of.case_id, incident_id=of.id, **values)).record


def actor(office: Office, **values: Any) -> Actor:
    """Somebody who is said to act against clients, in many cases."""
    values = {"name": "Unit 0000 of Exampleland", "kind": "FSB", "country": "RU", **values}
    return office.records.add(Actor(**values)).record


def contact(office: Office, **values: Any) -> Contact:
    """A contact in a host country."""
    return office.records.add(Contact(**{**CONTACT, **values})).record


def spelling(office: Office, of: Case, **values: Any) -> Spelling:
    """One more way of writing the client's name."""
    defaults = {
        "use": "PAS",
        "family": "Chtchoukina",
        "given": "Evgueniia",
        "document": "passport of 1996",
    }
    assert of.client_id
    return office.records.add(
        Spelling(case_id=of.id, person_id=of.client_id, **{**defaults, **values})
    ).record


def document(office: Office, of: Case, **values: Any) -> IdentityDocument:
    """An identity document, by default the client's passport that letters name."""
    defaults = {"person_id": of.client_id, **DOCUMENT}
    return office.records.add(IdentityDocument(case_id=of.id, **{**defaults, **values})).record


def name_form(office: Office, of: Case, **values: Any) -> NameForm:
    """How the client's name is declined, confirmed."""
    defaults = {"person_id": of.client_id, **NAME_FORM}
    return office.records.add(NameForm(case_id=of.id, **{**defaults, **values})).record


def person(office: Office, of: Case, **values: Any) -> Person:
    """Somebody else of a case."""
    defaults = {
        "relation": "PRN",
        "family": "Пескова",
        "given": "Ольга",
        "latin_family": "Peskova",
        "latin_given": "Olga",
        "in_russia": "yes",
    }
    return office.records.add(Person(case_id=of.id, **{**defaults, **values})).record


def tie(office: Office, one: Person, other: Person, **values: Any) -> Tie:
    """What `other` is to `one`: by default the child."""
    defaults = {"relation": "CHI"}
    made = Tie(case_id=one.case_id, person_id=one.id, other_id=other.id, **{**defaults, **values})
    return office.records.add(made).record


def contact_point(office: Office, of: Person, **values: Any) -> ContactPoint:
    """A way of reaching somebody, by default a safe one."""
    defaults = {"kind": "SIG", "value": "+371 2999 0101", "safe": "yes", "times": "After 18:00, Riga time"}
    return office.records.add(
        ContactPoint(case_id=of.case_id, person_id=of.id, **{**defaults, **values})
    ).record


def rich_case(office: Office) -> Case:
    """A case with everything that a letter may print: incidents, another spelling, two relatives."""
    furnish(office)
    made = case(office)
    incidents(office, made)
    spelling(office, made)
    person(office, made)
    daughter = {"family": "Щукина", "given": "Мария", "latin_family": "Shchukina", "latin_given": "Maria"}
    person(office, made, relation="CHI", in_russia="no", consent="GIV", birth="2012", **daughter)
    return made
