"""What people are to each other: said once, it holds both ways; what follows is certain or is not said."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp import lists
from caseapp.rules.kinship import Bond, Kin, Relative

ME = "client"


def kin(
    *people: tuple[str, str],
    ties: tuple[tuple[str, str, str], ...] = (),
    births: Mapping[str, str] | None = None,
) -> Kin:
    born = births or {}
    everybody = [Relative(ME, "CLI", born.get(ME, ""))]
    everybody += [Relative(one, relation, born.get(one, "")) for one, relation in people]
    return Kin(everybody, [Bond(*tie) for tie in ties], ME)


def between(found: Kin, one: str, other: str) -> str:
    bond = found.bond(one, other)
    return bond.relation if bond else ""


def test_what_is_said_of_one_holds_for_the_other() -> None:
    found = kin(("son", "CHI"), ("mother", "PRN"), ("witness", "WIT"))
    assert between(found, ME, "son") == "CHI"
    assert between(found, "son", ME) == "PRN"
    assert between(found, "mother", ME) == "CHI"
    assert between(found, "witness", ME) == "", "nothing follows for the client"


@pytest.mark.parametrize(("there", "back"), [("GUA", "WAR"), ("WAR", "GUA"), ("XX", "XX"), ("UU", "UU")])
def test_guardians_and_ties_without_a_word_have_another_side_too(there: str, back: str) -> None:
    found = kin(("a", "CHI"), ("b", "FRI"), ties=(("a", "b", there),))
    assert (between(found, "a", "b"), between(found, "b", "a")) == (there, back)


def test_whose_lawyer_somebody_is_is_known_from_their_side() -> None:
    found = kin(("a", "CHI"), ("b", "WIT"), ties=(("a", "b", "LAW"),))
    assert [(bond.one, bond.relation) for bond in found.one_way("b")] == [(ME, "WIT"), ("a", "LAW")]
    assert found.one_way("a") == []
    assert found.bond("b", "a") is None


@pytest.mark.parametrize(
    ("first", "tie", "expected"),
    [
        ("CHI", "CHI", "GRC"),
        ("PRN", "PRN", "GRP"),
        ("PRN", "CHI", "SIB"),
        ("SPO", "PRN", "INL"),
        ("SIB", "CHI", "REL"),
        ("SPO", "CHI", ""),
        ("CHI", "PRN", ""),
        ("GRP", "CHI", ""),
        ("SIB", "PRN", ""),
    ],
)
def test_only_what_is_certain_follows(first: str, tie: str, expected: str) -> None:
    found = kin(("a", first), ("b", ""), ties=(("a", "b", tie),))
    assert between(found, ME, "b") == expected
    back = between(found, "b", ME)
    assert back == (lists.get("relations").inverse(expected) if expected else "")
    if expected:
        bond = found.bond(ME, "b")
        assert bond is not None
        assert bond.follows


def test_children_of_one_client_are_brother_and_sister() -> None:
    found = kin(("a", "CHI"), ("b", "CHI"))
    assert between(found, "a", "b") == between(found, "b", "a") == "SIB"


def test_what_was_said_is_never_overruled_by_what_follows() -> None:
    found = kin(("a", "CHI"), ("b", "CHI"), ties=(("a", "b", "SPO"),))
    bond = found.bond("a", "b")
    assert bond is not None
    assert (bond.relation, bond.follows) == ("SPO", False)


def test_generations_and_who_has_none() -> None:
    found = kin(
        ("spouse", "SPO"), ("child", "CHI"), ("mother", "PRN"), ("friend", "FRI"), ("aunt", "REL"),
        ("granny", ""), ("niece", ""), ("father-in-law", "INL"),
        ties=(("mother", "granny", "PRN"), ("aunt", "niece", "CHI"), ("spouse", "father-in-law", "PRN")),
    )  # fmt: skip
    assert found.generations == {
        ME: 0, "spouse": 0, "child": 1, "mother": -1, "granny": -2, "father-in-law": -1
    }  # fmt: skip


def test_lines_of_descent_and_couples() -> None:
    found = kin(
        ("spouse", "SPO"), ("child", "CHI"), ("mother", "PRN"), ("granny", "GRP"), ("sister", "SIB"),
        ties=(("spouse", "child", "CHI"),),
    )  # fmt: skip
    assert set(found.parents()) == {(ME, "child"), ("spouse", "child"), ("mother", ME)}
    assert found.couples() == [(ME, "spouse")]
    assert found.grandparents() == [("granny", ME)], "no parent is invented between them"
    assert found.siblings() == [(ME, "sister")]
    tied = kin(("mother", "PRN"), ("granny", "GRP"), ties=(("mother", "granny", "PRN"),))
    assert tied.grandparents() == []


def test_two_parents_of_each_other_are_a_contradiction() -> None:
    found = kin(("a", "FRI"), ("b", "FRI"), ties=(("a", "b", "PRN"), ("b", "a", "PRN")))
    assert [(c.code, c.one, c.other) for c in found.contradictions()] == [("circle", "a", "b")]


def test_a_longer_circle_of_ancestors_is_a_contradiction() -> None:
    found = kin(
        ("a", ""), ("b", ""), ("c", ""), ties=(("a", "b", "CHI"), ("b", "c", "CHI"), ("c", "a", "CHI"))
    )
    assert {c.code for c in found.contradictions()} == {"circle"}


@pytest.mark.parametrize(
    ("mother", "me", "wrong"),
    [
        ("1990", "1987-05-14", True),
        ("1960", "1987", False),
        ("1987", "1987", False),
        ("", "1987", False),
        ("1988~", "1987-05", True),
        ("../1990", "1987", False),
    ],
)
def test_a_child_certainly_born_before_the_parent(mother: str, me: str, wrong: bool) -> None:
    found = kin(("mother", "PRN"), births={"mother": mother, ME: me})
    assert [c.code for c in found.contradictions()] == (["born-before"] if wrong else [])


def test_two_kinships_of_one_pair_contradict_but_a_colleague_may_be_a_spouse() -> None:
    found = kin(("a", "SIB"), ties=((ME, "a", "SPO"),))
    assert [(c.code, c.relations) for c in found.contradictions()] == [("two-ties", ("SIB", "SPO"))]
    assert kin(("a", "COL"), ties=((ME, "a", "SPO"),)).contradictions() == []
    assert kin(("a", "GRP"), ties=((ME, "a", "GUA"),)).contradictions() == []


def test_ties_that_lead_to_two_generations_contradict() -> None:
    found = kin(("a", "CHI"), ("b", "PRN"), ties=(("a", "b", "SIB"),))
    assert [c.code for c in found.contradictions()] == ["generations"]


def test_a_tie_to_somebody_deleted_or_to_oneself_is_left_out() -> None:
    found = kin(("a", "CHI"), ties=(("a", "gone", "CHI"), ("a", "a", "SIB")))
    assert [(b.one, b.other) for b in found.said] == [(ME, "a")]
    assert found.contradictions() == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcd"), st.sampled_from("abcd"), st.sampled_from(lists.get("relations").codes)
        ),
        max_size=8,
    )
)
def test_every_bond_has_its_other_side(ties: list[tuple[str, str, str]]) -> None:
    found = kin(*((one, "") for one in "abcd"), ties=tuple(ties))
    relations = lists.get("relations")
    for one in "abcd":
        for bond in found.bonds_of(one):
            if relations.inverse(bond.relation):
                assert found.bond(bond.other, one) is not None
    found.contradictions()
    assert set(found.generations) <= set(found.people)
