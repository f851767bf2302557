"""Which ties between people may be written: said once, each holds both ways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import or_, select

from caseapp import lists
from caseapp.errors import Invalid
from caseapp.i18n import N_
from caseapp.records import Case, Person, Record, Tie
from db.session import Work

#: What the other side of a tie can't be.
NOBODY: Final = N_("Choose somebody else of this case.")
SAID_ALREADY: Final = N_(
    "This is recorded already: a tie is said once and holds both ways. Nothing was changed."
)
SAID_OF_CLIENT: Final = N_(
    "The record of this person says it already, under “Who this is”. Nothing was changed."
)


def check_tie(work: Work, record: Record, values: Mapping[str, Any]) -> None:
    """Looks at a tie before it is written with these values; other kinds of records pass.

    Raises Invalid for a tie to oneself or to nobody, and for what is recorded already, be it from the other
    side or by the person's own relation to the client.
    """
    if not isinstance(record, Tie):
        return
    now = {name: values.get(name, getattr(record, name)) for name in ("person_id", "other_id", "relation")}
    one, other = work.get(Person, now["person_id"]), work.get(Person, now["other_id"])
    if one is None or other is None or one.id == other.id or one.case_id != other.case_id:
        raise Invalid({"other_id": NOBODY})
    back = lists.get("relations").inverse(now["relation"])
    pairs = or_(
        (Tie.person_id == one.id) & (Tie.other_id == other.id),
        (Tie.person_id == other.id) & (Tie.other_id == one.id),
    )
    for tie in work.scalars(select(Tie).where(pairs, Tie.deleted_at.is_(None), Tie.id != record.id)):
        if tie.relation == (now["relation"] if tie.person_id == one.id else back):
            raise Invalid({"other_id": SAID_ALREADY})
    case = work.get(Case, one.case_id)
    client = case.client_id if case is not None else None
    if (client == one.id and other.relation and other.relation == now["relation"]) or (
        client == other.id and one.relation and one.relation == back
    ):
        raise Invalid({"other_id": SAID_OF_CLIENT})
