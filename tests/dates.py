"""Dates of every precision, drawn by hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from caseapp.rules.date_wording import span_of
from caseapp.rules.dates import DateOrder, Fuzzy, Point

KINDS = ("day", "month", "year", "season", "decade", "day hidden", "month hidden", "both hidden")


@st.composite
def points(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS) -> Point:
    """A date without an interval, with any marks."""
    year = draw(st.integers(1900, 2099))
    kind = draw(st.sampled_from(kinds))
    month = draw(st.integers(21, 24) if kind == "season" else st.integers(1, 12))
    return Point(
        year // 10 * 10 if kind == "decade" else year,
        month if kind in ("day", "month", "season", "day hidden") else None,
        draw(st.integers(1, 28)) if kind == "day" else None,
        decade=kind == "decade",
        hidden=kind.split()[0] if kind.endswith("hidden") else "",
        approximate=draw(st.booleans()),
        uncertain=draw(st.booleans()),
    )


@st.composite
def fuzzies(draw: st.DrawFn) -> Fuzzy:
    """A date, a span, a span open at one end, an early or late part, or a winter over New Year."""
    kind = draw(st.sampled_from(["one", "span", "from", "to", "part", "winter"]))
    point = draw(points())
    if kind == "one":
        return Fuzzy.of(point, point)
    if kind == "from":
        return Fuzzy.of(point, None)
    if kind == "to":
        return Fuzzy.of(None, point)
    if kind == "winter":
        return Fuzzy.of(Point(point.year, 12), Point(point.year + 1, 2))
    if kind == "part":
        whole = Point(point.year, draw(st.none() | st.integers(1, 12)))
        return Fuzzy.of(*span_of(draw(st.sampled_from(["early", "mid", "late"])), whole))
    other = draw(points())
    try:
        return Fuzzy.of(point, other)
    except DateOrder:
        return Fuzzy.of(other, point)
