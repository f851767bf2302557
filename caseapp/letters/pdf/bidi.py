"""Writing direction: the Unicode Bidirectional Algorithm (UAX #9), with isolates and bracket pairs.

Works on one paragraph at a time. `levels` gives every character its embedding level (even: left to right),
`reorder` puts the pieces of one line into the order in which they stand on the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar
from unicodedata import bidirectional

T = TypeVar("T")

MAX_DEPTH = 125  # BD2
_STRONG = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ISOLATES = {"LRI": 0, "RLI": 1, "FSI": None}
_EMBEDDINGS = {"LRE": 0, "RLE": 1, "LRO": 0, "RLO": 1}
_REMOVED = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})
_RAISE = ({"L": 0, "R": 1, "AN": 2, "EN": 2}, {"L": 1, "R": 0, "AN": 1, "EN": 1})  # I1, I2
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "FSI", "LRI", "RLI", "PDI"})

# BidiBrackets.txt: opening and closing brackets in pairs.
_PAIRS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309\u230a\u230b\u2329\u232a"
    "\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773\u2774\u2775\u27c5\u27c6\u27e6\u27e7\u27e8"
    "\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c\u298d\u2990"
    "\u298f\u298e\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db\u29fc\u29fd\u2e22\u2e23\u2e24"
    "\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008\u3009\u300a\u300b\u300c\u300d"
    "\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e\uff08"
    "\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}
_CLOSING = {
    _CANONICAL.get(o, o): _CANONICAL.get(c, c) for o, c in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)
}
_CLOSERS = frozenset(_CLOSING.values())


def has_rtl(text: str) -> bool:
    """True when some character asks for right-to-left treatment; other text never needs `levels`."""
    return _STRONG.search(text) is not None


def levels(text: str, base: int) -> list[int]:
    """The embedding level of every character of one paragraph.

    `base`: 0 for a left-to-right, 1 for a right-to-left paragraph. Whitespace at the end of a line is not
    reset here (rule L1), because lines are broken later and drop it.
    """
    classes = [_class(char) for char in text]
    result, resolved = _explicit(classes, base)
    explicit = list(result)
    for sequence in _isolating_runs(classes, explicit):
        edges = _edges(classes, explicit, sequence, base)
        kinds = _resolve(text, classes, resolved, sequence, explicit[sequence[0]], edges)
        for index, kind in zip(sequence, kinds, strict=True):
            result[index] = explicit[index] + _RAISE[explicit[index] & 1][kind]
    previous = base
    for index, kind in enumerate(classes):
        if kind in _REMOVED:
            result[index] = previous
        elif kind in ("S", "B"):
            result[index] = base
        previous = result[index]
    return result


def reorder(items: Sequence[T], item_levels: Sequence[int]) -> list[T]:
    """The pieces of a line, given in reading order, in the order from left to right (rule L2)."""
    order = list(range(len(items)))
    highest = max(item_levels, default=0)
    lowest_odd = min((level for level in item_levels if level & 1), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            if item_levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and item_levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return [items[index] for index in order]


def first_strong(text: str) -> int | None:
    """The level of the first strong character outside isolates, None without one (rules P2, P3)."""
    return _first_strong([_class(char) for char in text], 0)


def _class(char: str) -> str:
    kind = bidirectional(char)
    if kind:
        return kind
    code = ord(char)  # unassigned: DerivedBidiClass.txt, @missing lines
    if 0x0590 <= code <= 0x05FF or 0x07C0 <= code <= 0x085F or 0xFB1D <= code <= 0xFB4F:
        return "R"
    if 0x0860 <= code <= 0x08FF or 0xFB50 <= code <= 0xFDCF or 0xFE70 <= code <= 0xFEFE:
        return "AL"
    return "R" if 0x10800 <= code <= 0x10FFF or 0x1E800 <= code <= 0x1EFFF else "L"


def _first_strong(classes: Sequence[str], start: int) -> int | None:
    depth = 0
    for kind in classes[start:]:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            if depth == 0 and start:
                return None
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return 0 if kind == "L" else 1
    return None


def _explicit(classes: Sequence[str], base: int) -> tuple[list[int], list[str]]:  # noqa: C901 - one branch per rule, in the order of the standard
    """Rules X1 to X8: levels from embeddings, overrides and isolates; classes changed by overrides."""
    out, resolved = [base] * len(classes), list(classes)
    stack: list[tuple[int, str, bool]] = [(base, "", False)]
    over_isolate = over_embedding = valid_isolates = 0
    for index, kind in enumerate(classes):
        level, override, _ = stack[-1]
        if kind in _EMBEDDINGS or kind in _ISOLATES:
            isolate = kind in _ISOLATES
            odd = _EMBEDDINGS.get(kind) if not isolate else _ISOLATES[kind]
            if odd is None:
                odd = _first_strong(classes, index + 1) or 0
            out[index] = level
            if isolate and override:
                resolved[index] = override
            deeper = level + 1 if (level + 1) & 1 == odd else level + 2
            if deeper <= MAX_DEPTH and not over_isolate and not over_embedding:
                valid_isolates += isolate
                stack.append((deeper, {"LRO": "L", "RLO": "R"}.get(kind, ""), isolate))
            elif isolate:
                over_isolate += 1
            elif not over_isolate:
                over_embedding += 1
        elif kind == "PDI":
            if over_isolate:
                over_isolate -= 1
            elif valid_isolates:
                over_embedding = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            out[index] = stack[-1][0]
            resolved[index] = stack[-1][1] or kind
        elif kind == "PDF":
            if over_isolate:
                pass
            elif over_embedding:
                over_embedding -= 1
            elif not stack[-1][2] and len(stack) > 1:
                stack.pop()
            out[index] = stack[-1][0]
        elif kind != "BN":
            out[index] = level
            resolved[index] = override or kind
    return out, resolved


def _isolating_runs(classes: Sequence[str], out: Sequence[int]) -> list[list[int]]:
    """Rule X10: level runs, joined over isolates. Removed characters (X9) are left out."""
    matching = _matching_isolates(classes)
    ends = frozenset(matching.values())
    runs: list[list[int]] = []
    for index, kind in enumerate(classes):
        if kind in _REMOVED:
            continue
        last = runs[-1][-1] if runs else -1
        if runs and out[last] == out[index] and last not in matching and index not in ends:
            runs[-1].append(index)
        else:
            runs.append([index])
    by_start = {run[0]: run for run in runs}
    joined: list[list[int]] = []
    for run in runs:
        if run[0] in ends:
            continue
        sequence = list(run)
        while (follow := matching.get(sequence[-1])) is not None:
            sequence += by_start[follow]
        joined.append(sequence)
    return joined


def _matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for index, kind in enumerate(classes):
        if kind in _ISOLATES:
            opened.append(index)
        elif kind == "PDI" and opened:
            pairs[opened.pop()] = index
    return pairs


def _edges(
    classes: Sequence[str], explicit: Sequence[int], sequence: list[int], base: int
) -> tuple[str, str]:
    """The start-of-sequence and end-of-sequence directions (rule X10)."""
    last = sequence[-1]
    before = _neighbour(classes, explicit, range(sequence[0] - 1, -1, -1), base)
    after = (
        base
        if classes[last] in _ISOLATES
        else _neighbour(classes, explicit, range(last + 1, len(classes)), base)
    )
    level = explicit[sequence[0]]
    return "LR"[max(level, before) & 1], "LR"[max(level, after) & 1]


def _resolve(
    text: str,
    classes: Sequence[str],
    resolved: Sequence[str],
    sequence: list[int],
    level: int,
    edges: tuple[str, str],
) -> list[str]:
    """Rules W1 to N2: the final class (L, R, EN or AN) of every character of an isolating run sequence."""
    original = [resolved[index] for index in sequence]
    kinds = _weak(original, edges[0])
    _brackets(text, sequence, classes, original, kinds, "LR"[level & 1], edges[0])
    _neutral(kinds, "LR"[level & 1], *edges)
    return kinds


def _neighbour(classes: Sequence[str], out: Sequence[int], indices: range, base: int) -> int:
    return next((out[i] for i in indices if classes[i] not in _REMOVED), base)


def _weak(original: Sequence[str], sos: str) -> list[str]:  # noqa: C901 - one step per rule, in the order of the standard
    """Rules W1 to W7."""
    kinds = list(original)
    previous = strong = sos
    for i, kind in enumerate(kinds):
        if kind == "NSM":
            kind = "ON" if previous in ("LRI", "RLI", "FSI", "PDI") else previous
        if kind == "EN" and strong == "AL":
            kind = "AN"
        if kind in ("L", "R", "AL"):
            strong = kind
        kinds[i] = previous = kind
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for i in range(1, len(kinds) - 1):
        left, right = kinds[i - 1], kinds[i + 1]
        if left == right and (
            (kinds[i] in ("ES", "CS") and left == "EN") or (kinds[i] == "CS" and left == "AN")
        ):
            kinds[i] = left
    i = 0
    while i < len(kinds):
        end = i
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > i and ((i and kinds[i - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")):
            kinds[i:end] = ["EN"] * (end - i)
        i = max(end, i + 1)
    strong = sos
    for i, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):
            kinds[i] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"
    return kinds


def _brackets(
    text: str,
    sequence: list[int],
    classes: Sequence[str],
    original: Sequence[str],
    kinds: list[str],
    embedding: str,
    sos: str,
) -> None:
    """Rule N0: a pair of brackets takes one direction, decided by what stands inside and before it."""
    for opening, closing in _bracket_pairs(text, sequence, original):
        inside = {_strong(kind) for kind in kinds[opening + 1 : closing]} - {""}
        if embedding in inside:
            direction = embedding
        elif inside:
            context = next((s for k in reversed(kinds[:opening]) if (s := _strong(k))), sos)
            direction = context if context != embedding else embedding
        else:
            continue
        for place in (opening, closing):
            kinds[place] = direction
            follow = place + 1
            while follow < len(kinds) and classes[sequence[follow]] == "NSM":
                kinds[follow] = direction
                follow += 1


def _bracket_pairs(text: str, sequence: list[int], original: Sequence[str]) -> list[tuple[int, int]]:
    """BD16: pairs of positions in the sequence, sorted by the opening bracket."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place, index in enumerate(sequence):
        char = _CANONICAL.get(text[index], text[index])
        if original[place] != "ON":
            continue
        if char in _CLOSING:
            if len(stack) == 63:
                return []
            stack.append((_CLOSING[char], place))
        elif char in _CLOSERS:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == char:
                    pairs.append((stack[depth][1], place))
                    del stack[depth:]
                    break
    return sorted(pairs)


def _strong(kind: str) -> str:
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _neutral(kinds: list[str], embedding: str, sos: str, eos: str) -> None:
    """Rules N1 and N2."""
    i = 0
    while i < len(kinds):
        if kinds[i] not in _NEUTRAL:
            i += 1
            continue
        end = i
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        left = _strong(kinds[i - 1]) if i else sos
        right = _strong(kinds[end]) if end < len(kinds) else eos
        kinds[i:end] = [left if left == right else embedding] * (end - i)
        i = end
