"""One way to write JSON, so that equal data is equal bytes: what a MAC or a hash is taken over."""

from __future__ import annotations

import json


def canonical(data: object) -> bytes:
    """Sorted keys, no spaces, ASCII. For null, booleans, integers, texts, lists and dictionaries only."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode(
        "ascii"
    )
