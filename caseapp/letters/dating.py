"""Dates of a letter that can't all be true: what readers find first and trust a letter least for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from caseapp.letters.findings import Finding, Severity, finding
from caseapp.letters.material import Material
from caseapp.records import Incident
from caseapp.rules import dates

#: Groups and kinds of incidents at which the client is present in person.
PRESENT = ("D", "T03", "T06")
#: Those at which the client is in the host country.
ABROAD = (*PRESENT, "H")
#: Groups that happen in Russia also to somebody who has left: proceedings, relatives, papers, attacks from
#: a distance.
FROM_AFAR = ("J", "P", "M", "E", "R", "T")
RUSSIA = "RU"


def conflicts(material: Material) -> Iterator[Finding]:
    """Contradictions among the dates of the letter, the case and its facts."""
    case = material.case
    known, _ = _bounds(case.known_since)
    left, _ = _bounds(case.left_russia)
    if known and known > material.dated:
        yield finding("known-after-letter", "case", case.id, "known_since")
    if left and left > material.dated:
        yield finding("left-after-letter", "case", case.id, "left_russia")
    for incident in material.incidents:
        yield from _event(material, incident)
        yield from _told(material, incident, known)
    yield from _twice(material)


def _event(material: Material, incident: Incident) -> Iterator[Finding]:
    def at(code: str, severity: Severity | None = None) -> Finding:
        return finding(code, "incident", incident.id, "happened", severity=severity)

    first, last = incident.happened_from, incident.happened_to
    born, _ = _bounds(material.client.birth)
    leaves, left = _bounds(material.case.left_russia)
    if first and first > material.dated:
        yield at("event-after-letter")
    if last and born and last < born and _of_client(material, incident):
        yield at("event-before-birth")
    if first and left and first > left and incident.country == RUSSIA and _of_client(material, incident):
        if incident.kind.startswith(PRESENT):
            yield at("event-after-departure")
        elif not incident.kind.startswith(FROM_AFAR):
            yield at("event-after-departure", "warn")
    elsewhere = incident.country not in ("", RUSSIA) and incident.kind.startswith(ABROAD)
    if last and leaves and last < leaves and elsewhere and _of_client(material, incident):
        yield at("event-before-departure")


def _told(material: Material, incident: Incident, known: date | None) -> Iterator[Finding]:
    told, first = incident.told_on, incident.happened_from
    at = ("incident", incident.id, "told_on")
    if told and told > material.dated:
        yield finding("told-after-letter", *at)
    if told and first and told < first:
        yield finding("told-before-event", *at)
    if told and known and told < known and incident.basis == "K3":
        yield finding("told-before-known", *at)


def _twice(material: Material) -> Iterator[Finding]:
    """Two facts of the same kind that may be one event."""
    for one, other in combinations(material.incidents, 2):
        same = (
            one.kind == other.kind and one.person_id == other.person_id and one.kind not in ("", "XX", "UU")
        )
        if same and one.happened and one.happened == other.happened:
            yield finding("same-event-twice", "incident", other.id, "happened")


def _of_client(material: Material, incident: Incident) -> bool:
    return incident.person_id in (None, "", material.client.id)


def _bounds(edtf: str) -> tuple[date | None, date | None]:
    if not edtf:
        return (None, None)
    known = dates.parse_edtf(edtf)
    return (known.earliest, known.latest)
