"""Many values in one question."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, select


def among(values: Iterable[str]) -> Select[Any]:
    """What a column is to be `in_`. The texts go along as one value: thousands of parameters take longer to
    write down than to look up, and more of them than SQLite takes would be refused.
    """
    table = func.json_each(json.dumps(list(values))).table_valued("value")
    return select(table.c.value)
