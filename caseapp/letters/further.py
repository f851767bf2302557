"""What a dossier tells of an incident beside its leading source and actor: further sources, each with its
own basis, and further actors, each with who says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from caseapp.letters import lint, wording
from caseapp.letters.composer import Composer, spaced
from caseapp.letters.document import Rich, Text, value
from caseapp.letters.findings import Finding, finding
from caseapp.letters.material import Material, anchor
from caseapp.records import Claim, Incident, Involvement

#: Bases of knowledge that mean nothing to a reader without the name of the document or publication.
CITED = frozenset({"K2", "K5"})


def printable(claim: Claim, lang: str) -> bool:
    """Whether a dossier in this language can print the source: it says how we know it, in words that
    readers can read.
    """
    if not claim.basis.startswith("K"):
        return False
    if claim.basis in CITED:
        return bool(claim.source_note.get(lang))
    return bool(claim.says.get(lang))


def sources(c: Composer, incident: Incident) -> Iterator[tuple[str, Text, str]]:
    """A row of the incident's sheet for each further source: what it says, then on what that rests."""
    for claim in c.material.claims:
        if claim.incident_id == incident.id and printable(claim, c.lang):
            says = wording.localized(claim.says, c.lang)
            told = (value(wording.sentence(c.typed(says))),) if says else ()
            basis = wording.capitalised(wording.basis(claim, c.texts, c.values))
            yield "incidents.further_source", spaced(told, basis), anchor("claim", claim.id)


def actors(c: Composer, incident: Incident) -> Iterator[tuple[str, Text, str]]:
    """A row for each further actor of whom somebody can be named who says so."""
    for one in c.material.involvements:
        if one.incident_id == incident.id and (said := _attributed(c, incident, one)):
            yield "incidents.further_actor", said, anchor("involvement", one.id)


def _attributed(c: Composer, incident: Incident, one: Involvement) -> Rich:
    if one.attribution == "AT5":  # that nobody was identified is said of the incident, once
        return ()
    return wording.attribution(one, c.texts, c.values, of=incident.kind)


def further_findings(material: Material) -> Iterator[Finding]:
    """What is wrong with the further sources and actors of the chosen facts."""
    lang, chosen = material.lang, {incident.id for incident in material.incidents}
    for claim in material.claims:
        if claim.incident_id not in chosen:
            continue
        if not claim.basis.startswith("K"):
            yield finding("claim-no-basis", "claim", claim.id, "basis")
        elif not printable(claim, lang):
            field = "source_note" if claim.basis in CITED else "says"
            yield finding("claim-language", "claim", claim.id, field)
        elif claim.attribution not in wording.OFFICIAL:
            names = material.actor_names.get(claim.incident_id, ())
            said = wording.localized(claim.says, lang)
            if found := lint.guilt(said, lang, " ".join(names)):
                yield finding("suspicion-as-fact", "claim", claim.id, "says", said=lint.shortened(found))
    for one in material.involvements:
        if one.incident_id in chosen and one.actor_kind not in wording.NOBODY and not one.attribution:
            yield finding("attribution", "involvement", one.id, "attribution")


def own_texts(material: Material) -> Iterator[tuple[str, str, str, str]]:
    """The free texts of further sources: (kind, id, field, text) for each that is printed."""
    chosen = {incident.id for incident in material.incidents}
    for claim in material.claims:
        if claim.incident_id in chosen and printable(claim, material.lang):
            yield "claim", claim.id, "says", wording.localized(claim.says, material.lang)
            yield "claim", claim.id, "source_note", wording.localized(claim.source_note, material.lang)
