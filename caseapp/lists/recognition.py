"""Which states no longer recognise which passports: dated facts with their sources."""

from __future__ import annotations

import functools
import json
from datetime import date

from caseapp.paths import resource
from caseapp.rules import dates
from caseapp.rules.passports import Fact

__all__ = ["facts"]


@functools.cache
def facts() -> tuple[Fact, ...]:
    """All facts, sorted by the code of the host country."""
    data = json.loads(resource("countries", "recognition.json").read_text(encoding="utf-8"))
    return tuple(
        Fact(
            host=each["host"],
            issuer=each["issuer"],
            kinds=frozenset(each["kinds"]),
            since=dates.parse_edtf(each["since"]).latest if each["since"] else None,
            source=each["source"],
            as_of=date.fromisoformat(each["as_of"]),
            review=date.fromisoformat(each["review"]),
            verified=each["verified"],
            exception=each["except"],
        )
        for each in data["facts"]
    )
