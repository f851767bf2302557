"""Where the cards of a household stand: nobody over anybody, everybody once, children below their parents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.rules.kinship import Bond, Kin, Relative
from ui.charts.family import Family, Layout, Measure, PersonCard, lay_out

SIZE = Measure(width=100, height=50, across=10, down=30)


def family(*people: tuple[str, str], ties: tuple[tuple[str, str, str], ...] = ()) -> Family:
    everybody = [("me", "CLI"), *people]
    kin = Kin([Relative(*one) for one in everybody], [Bond(*tie) for tie in ties], "me")
    return Family(
        tuple(PersonCard(one, one, relation, client=one == "me") for one, relation in everybody),
        kin.generations,
        tuple(kin.couples()),
        tuple(kin.parents()),
        tuple(kin.grandparents()),
        tuple(kin.siblings()),
    )


def apart(found: Layout) -> bool:
    spots = list(found.spots.values())
    return all(
        one.top != other.top or abs(one.left - other.left) >= SIZE.width + SIZE.across
        for at, one in enumerate(spots)
        for other in spots[at + 1 :]
    )


def test_one_person_and_nobody() -> None:
    assert lay_out(Family(), SIZE, 600).spots == {}
    found = lay_out(family(), SIZE, 600)
    assert (found.spots["me"].left, found.spots["me"].top) == (SIZE.margin, SIZE.above)
    assert (found.wide, found.tall) == (SIZE.width + 2 * SIZE.margin, SIZE.height + 2 * SIZE.above)


def test_generations_stand_below_each_other_the_eldest_on_top() -> None:
    found = lay_out(family(("g", "GRP"), ("p", "PRN"), ("s", "SPO"), ("c", "CHI"), ("gc", "GRC")), SIZE, 600)
    assert found.rows == (-2, -1, 0, 1, 2)
    assert [found.spots[one].row for one in ("g", "p", "me", "s", "c", "gc")] == [0, 1, 2, 2, 3, 4]


def test_a_couple_stands_side_by_side_and_its_child_below_the_middle() -> None:
    people = (("sib", "SIB"), ("spouse", "SPO"), ("child", "CHI"))
    found = lay_out(family(*people, ties=(("spouse", "child", "CHI"),)), SIZE, 600)
    me, spouse, child = (found.spots[one].left for one in ("me", "spouse", "child"))
    assert spouse - me == SIZE.width + SIZE.across
    assert child == (me + spouse) // 2


def test_parents_stand_over_their_child() -> None:
    people = (("a", "SIB"), ("mother", "PRN"), ("father", "PRN"))
    found = lay_out(family(*people, ties=(("mother", "father", "SPO"),)), SIZE, 600)
    middle = (found.spots["mother"].left + found.spots["father"].left) // 2
    assert middle == found.spots["me"].left


@pytest.mark.parametrize(("room", "each"), [(600, 5), (260, 2), (50, 1)])
def test_everybody_else_stands_in_rows_that_fit_the_room(room: int, each: int) -> None:
    others = tuple((f"f{n}", "FRI") for n in range(5))
    found = lay_out(family(*others), SIZE, room)
    assert (
        max(sum(spot.row == row for spot in found.spots.values()) for row in range(len(found.rows))) == each
    )
    assert found.rows[1:] == (None,) * -(-5 // each)


@given(
    st.lists(
        st.sampled_from(["SPO", "CHI", "PRN", "SIB", "GRP", "GRC", "FRI", "INL", "REL", ""]), max_size=15
    ),
    st.lists(
        st.tuples(
            st.integers(0, 15), st.integers(0, 15), st.sampled_from(["CHI", "PRN", "SPO", "SIB", "GRP"])
        ),
        max_size=10,
    ),
)
def test_nobody_stands_over_anybody_and_nobody_is_missing(
    relations: list[str], ties: list[tuple[int, int, str]]
) -> None:
    people = tuple((str(at), relation) for at, relation in enumerate(relations))
    drawn = family(*people, ties=tuple((str(one), str(other), tie) for one, other, tie in ties))
    found = lay_out(drawn, SIZE, 600)
    assert set(found.spots) == {card.id for card in drawn.cards}
    assert apart(found)
    assert all(spot.left >= SIZE.margin for spot in found.spots.values())
    assert all(spot.left + SIZE.width + SIZE.margin <= found.wide for spot in found.spots.values())
