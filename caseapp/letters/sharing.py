"""Who may be told of an incident: the marks of the list "disclosure", and to which readers they open it.

The circles grow: nobody outside, the client's lawyer, the authority a letter goes to, partner organisations,
everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caseapp.letters.findings import Finding, finding
from caseapp.letters.material import Material

#: Marks under which an incident is not proposed for a new letter.
CLOSED: Final = frozenset({"NOB", "LAW"})
#: Kinds of contacts inside each circle; None for any reader, also one that is typed and no contact.
_LAWYERS: Final = frozenset({"LAW"})
_AUTHORITIES: Final = _LAWYERS | {"ASY", "POL", "PRO", "OMB", "UNH", "EMB", "MFA", "NOT"}
_PARTNERS: Final = _AUTHORITIES | {"DOC", "PSY", "SHE", "GRA", "HOS", "NGO", "DIG", "TRA", "DON"}
_CIRCLES: Final = {"NOB": frozenset(), "LAW": _LAWYERS, "AUT": _AUTHORITIES, "PAR": _PARTNERS}


def may_read(limit: str, reader: str | None) -> bool:
    """Whether a mark lets a reader know. `reader` is the kind of the contact, None for a typed recipient:
    whoever that is, it is not known to be a lawyer.
    """
    circle = _CIRCLES.get(limit)
    if circle is None:
        return True
    if not reader:
        return limit not in CLOSED
    return reader in circle


def sharing_findings(material: Material) -> Iterator[Finding]:
    """Every chosen fact that this reader must not be told."""
    reader = material.contact.kind if material.contact is not None else None
    for incident in material.incidents:
        limit = material.limits.get(incident.id, "")
        if not may_read(limit, reader):
            code = {"NOB": "told-nobody", "LAW": "told-lawyer"}.get(limit, "told-others")
            yield finding(code, "incident", incident.id, "disclosure")
