"""A poisoning is a suspicion until a laboratory has found something: no letter may call it proven before."""

from __future__ import annotations

from collections.abc import Iterator

from caseapp.letters import lint, wording
from caseapp.letters.findings import Finding, finding
from caseapp.letters.kinds.kind import LetterKind
from caseapp.letters.material import Material
from caseapp.records import Incident

#: Suspected poisoning, in the list "incident_kinds".
POISONING = "D03"
CODE = "poisoning-as-fact"
#: Options that tell of other people and of papers.
ABOUT_OTHERS = frozenset({"options.context", "options.sources", "options.annexes"})


def poisoning_findings(kind: LetterKind, material: Material) -> Iterator[Finding]:
    """Every sentence that calls a poisoning proven. Accounts and further sources must not; texts around them
    are asked about, for they may mean something else, unless it is asked already who did it.
    """
    lang = material.lang
    suspected = {each.id for each in material.of_case if _suspected(material, each)}
    for incident in material.incidents:
        if incident.id in suspected and (said := _proven(incident.statement.get(lang, ""), lang)):
            yield finding(CODE, "incident", incident.id, "statement", said=said)
    of = {claim.id: claim.incident_id for claim in material.claims}
    proven = any(_poisoning(each) and each.id not in suspected for each in material.of_case)
    around = bool(suspected) and not proven
    assessment = wording.localized(material.case.assessment, lang)
    own = [("case", material.case.id, "assessment", assessment), *kind.own_texts(material)]
    for record, record_id, field, text in own:
        if not (said := _proven(text, lang)):
            continue
        if record == "claim":
            if field == "says" and of[record_id] in suspected:
                yield finding(CODE, record, record_id, field, said=said)
            continue
        meant = record_id in suspected if record == "incident" else around and field not in ABOUT_OTHERS
        if meant and said != lint.shortened(lint.guilt(text, lang)):
            yield finding(CODE, record, record_id, field, severity="warn", said=said)


def _poisoning(incident: Incident) -> bool:
    return POISONING in (incident.kind, *incident.other_kinds)


def _suspected(material: Material, incident: Incident) -> bool:
    """Whether an incident is a poisoning that no laboratory has shown: none of its results is filed with it,
    and the document that was examined is not one.
    """
    note = wording.localized(incident.source_note, material.lang)
    examined = incident.basis == "K2" and lint.names_laboratory(note, material.lang)
    return _poisoning(incident) and incident.id not in material.laboratory and not examined


def _proven(text: str, lang: str) -> str:
    return lint.shortened(lint.poisoning(text, lang))
