"""The people of a case as a household: who is what to whom, and what can't be true of it as recorded."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp import lists
from caseapp.i18n import language, tr
from caseapp.rules.kinship import Bond, Contradiction, Kin, Relative
from caseapp.services.cases import CaseSummary


def kin_of(summary: CaseSummary) -> Kin:
    """Who is what to whom in a case."""
    client = summary.client.id if summary.client is not None else None
    people = [Relative(one.id, one.relation, one.birth) for one in summary.persons]
    ties = [Bond(tie.person_id, tie.other_id, tie.relation, tie.id) for tie in summary.ties if tie.relation]
    return Kin(people, ties, client)


def told(found: Contradiction, names: Mapping[str, str]) -> str:
    """A contradiction in words; `names` are those of the people by id."""
    one, other = names.get(found.one, "?"), names.get(found.other, "?")
    if found.code == "two-ties":
        relations = lists.get("relations")
        words = ", ".join(relations.label(code, language()).lower() for code in found.relations)
        return tr("{one} and {other} are recorded as more than one thing: {ties}.", one=one, other=other,
                  ties=words)  # fmt: skip
    if found.code == "circle":
        return tr("{one} and {other} can't each be the parent of the other.", one=one, other=other)
    if found.code == "born-before":
        return tr("{other} would be born before {one}, the parent or grandparent.", one=one, other=other)
    return tr("The ties of {one} and {other} lead to different generations.", one=one, other=other)
