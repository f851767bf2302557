"""The demonstration's actors, further sources and traces: who is behind the fictional incidents."""

from __future__ import annotations

from typing import Any

from caseapp.records import Actor, Claim, Incident, Involvement, Trace
from caseapp.services.office import Office


def enter_story(office: Office, data: dict[str, Any]) -> int:
    """Enters the actors and what belongs to single incidents; returns how many actors there are.

    `data` is resources/demo/actors.json with its days turned into dates: an actor is named by its name, an
    incident by the number of its case and its title.
    """
    actors: dict[str, str] = {}
    for entry in data["actors"]:
        upper = actors[entry["part_of"]] if "part_of" in entry else None
        values = {name: value for name, value in entry.items() if name != "part_of"}
        actors[entry["name"]] = office.records.add(Actor(**values, unit_of_id=upper)).record.id
    for part in data["parts"]:
        case_id = office.cases.by_number(part["case"])
        incident = _incident(office, case_id, part["incident"])
        if "actor" in part:
            office.records.change(Incident, incident, actor_id=actors[part["actor"]])
        whose: dict[str, Any] = {"case_id": case_id, "incident_id": incident}
        for entry in part.get("involvements", []):
            values = {name: value for name, value in entry.items() if name != "actor"}
            office.records.add(Involvement(**whose, **values, actor_id=actors[entry["actor"]]))
        for entry in part.get("claims", []):
            office.records.add(Claim(**whose, **entry))
        for entry in part.get("traces", []):
            office.records.add(Trace(**whose, **entry))
    return len(actors)


def _incident(office: Office, case_id: str, title: str) -> str:
    return next(one.id for one in office.records.of_case(Incident, case_id) if one.title == title)
