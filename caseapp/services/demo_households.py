"""The households of the demonstration: who is with the client, ties, ways of reaching, consent."""

from __future__ import annotations

from typing import Any

from caseapp.records import ContactPoint, Person, Tie
from caseapp.services.office import Office


def enter_households(office: Office, households: list[dict[str, Any]]) -> None:
    """Adds to cases that are in the store already. People are named by their given name, or by a key of
    their own; "client" is the client.
    """
    for entry in households:
        _enter(office, entry)


def _enter(office: Office, entry: dict[str, Any]) -> None:
    summary = office.cases.summary(office.cases.by_number(entry["case"]))
    case_id = summary.case.id
    ids = {one.given: one.id for one in summary.persons}
    ids["client"] = summary.case.client_id or ""
    for given, values in entry["known"].items():
        office.records.change(Person, ids[given], **values)
    for person in entry["people"]:
        values = {name: value for name, value in person.items() if name not in ("key", "own_case")}
        if number := person.get("own_case"):
            values["own_case_id"] = office.cases.by_number(number)
        ids[person["key"]] = office.records.add(Person(case_id=case_id, **values)).record.id
    for one, other, relation in entry["ties"]:
        office.records.add(Tie(case_id=case_id, person_id=ids[one], other_id=ids[other], relation=relation))
    for who, way in entry["ways"]:
        office.records.add(ContactPoint(case_id=case_id, person_id=ids[who], **way))
