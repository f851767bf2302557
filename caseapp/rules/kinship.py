"""What the people of a case are to each other: what was said of them, and what follows from it for certain.

Nothing is guessed. A child of the client's spouse may be the client's or not, so nothing follows from it; a
child of the client's child is a grandchild whatever else is true. Codes are those of the list "relations".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from caseapp import lists
from caseapp.rules.dates import Fuzzy, parse_edtf

__all__ = ["Bond", "Contradiction", "Kin", "Relative"]

CLIENT = "CLI"
#: Steps to another generation, for the relations that name one; further down is further on in time.
STEPS: Mapping[str, int] = {
    "SPO": 0, "PAR": 0, "SIB": 0, "CHI": 1, "GRC": 2, "PRN": -1, "GRP": -2,
}  # fmt: skip
#: Relations of which two people can have one only. The others (colleague, guardian, friend) go with any.
EXCLUSIVE = frozenset({*STEPS, "INL"})
COUPLES = frozenset({"SPO", "PAR"})
#: What somebody is to me, by what the one between us is to me and what they are to that one.
_FOLLOWS: Mapping[tuple[str, str], str] = {
    ("CHI", "CHI"): "GRC",
    ("PRN", "PRN"): "GRP",
    ("PRN", "CHI"): "SIB",
    ("SIB", "CHI"): "REL",
    ("PRN", "SIB"): "REL",
    ("GRP", "SIB"): "REL",
    ("SPO", "PRN"): "INL",
    ("SPO", "SIB"): "INL",
    ("CHI", "SPO"): "INL",
    ("SIB", "SPO"): "INL",
}
#: How often conclusions are drawn from conclusions: a cousin takes two rounds.
_ROUNDS = 3


@dataclass(frozen=True)
class Relative:
    """A person of the case: what they are to the client, and when they were born (EDTF, "" if not known)."""

    id: str
    relation: str = ""
    birth: str = ""


@dataclass(frozen=True)
class Bond:
    """`other` is the `relation` of `one`: a mother's bond to her son says child. `id` is that of the tie,
    "" for what a person's own record says or what follows from other bonds.
    """

    one: str
    other: str
    relation: str
    id: str = ""
    follows: bool = False

    def turned(self) -> Bond | None:
        """The same from the other side; None when that side has no word for it (whose lawyer somebody is)."""
        back = lists.get("relations").inverse(self.relation)
        return Bond(self.other, self.one, back, self.id, self.follows) if back else None


@dataclass(frozen=True)
class Contradiction:
    """Two things that can't both be true. `code` says which; `relations` are those that speak against each
    other.
    """

    code: str
    one: str
    other: str
    relations: tuple[str, ...] = ()


class Kin:
    """The ties of one case. `people` holds the client too, if there is one."""

    def __init__(self, people: Iterable[Relative], ties: Iterable[Bond], client: str | None) -> None:
        self.people = {one.id: one for one in people}
        self.client = client or ""
        said = [
            Bond(self.client, one.id, one.relation)
            for one in self.people.values()
            if self.client in self.people
            and one.id != self.client
            and one.relation
            and one.relation != CLIENT
        ]
        said += [tie for tie in ties if tie.one in self.people and tie.other in self.people]
        #: What was said, each bond once, as it was said.
        self.said: tuple[Bond, ...] = tuple(bond for bond in said if bond.one != bond.other)

    @cached_property
    def _known(self) -> dict[tuple[str, str], list[Bond]]:
        """All that is said, seen from both sides."""
        found: dict[tuple[str, str], list[Bond]] = {}
        for bond in self.said:
            for each in (bond, bond.turned()):
                if each is not None:
                    found.setdefault((each.one, each.other), []).append(each)
        return found

    @cached_property
    def _all(self) -> dict[tuple[str, str], Bond]:
        """The bond between any two, what was said before what follows, kinship before the rest."""
        known = {pair: min(bonds, key=_rank) for pair, bonds in self._known.items()}
        for _ in range(_ROUNDS):
            new = self._conclusions(known)
            if not new:
                break
            known |= new
        return known

    def _conclusions(self, known: Mapping[tuple[str, str], Bond]) -> dict[tuple[str, str], Bond]:
        onward: dict[str, list[Bond]] = {}
        for bond in known.values():
            onward.setdefault(bond.one, []).append(bond)
        new: dict[tuple[str, str], Bond] = {}
        for first in known.values():
            for second in onward.get(first.other, ()):
                pair = (first.one, second.other)
                relation = _FOLLOWS.get((first.relation, second.relation))
                if not relation or pair[0] == pair[1] or pair in known or pair in new:
                    continue
                bond = Bond(*pair, relation, follows=True)
                back = bond.turned()
                new[pair] = bond
                if back is not None and (pair[1], pair[0]) not in known:
                    new[(pair[1], pair[0])] = back
        return new

    def bond(self, one: str, other: str) -> Bond | None:
        """What `other` is to `one`; None when nothing is known."""
        return self._all.get((one, other))

    def bonds_of(self, person: str) -> list[Bond]:
        """What everybody is to a person, as far as it is known: said first, then what follows."""
        found = [bond for bond in self._all.values() if bond.one == person]
        return sorted(found, key=lambda bond: bond.follows)

    def one_way(self, person: str) -> list[Bond]:
        """The bonds that have no word from the side of this person, who is the lawyer or a witness of
        somebody: as they were said, with the person as the other.
        """
        return [bond for bond in self.said if bond.other == person and bond.turned() is None]

    @cached_property
    def generations(self) -> dict[str, int]:
        """Generation of each relative, the client's own being 0, later ones above it. Who is of no known
        generation (a friend, an in-law of whom no more is said) is not there.
        """
        start = self.client if self.client in self.people else next(iter(self.people), "")
        found = {start: 0} if start else {}
        waiting = [start] if start else []
        while waiting:
            here = waiting.pop(0)
            for (one, other), bonds in self._known.items():
                step = next((STEPS[bond.relation] for bond in bonds if bond.relation in STEPS), None)
                if one == here and step is not None and other not in found:
                    found[other] = found[here] + step
                    waiting.append(other)
        return found

    def couples(self) -> list[tuple[str, str]]:
        """Spouses and partners, each pair once."""
        return _pairs(bond for bond in self.said if bond.relation in COUPLES)

    def parents(self) -> list[tuple[str, str]]:
        """(parent, child), each once: what was said, nothing that follows."""
        bonds = (bond for bonds in self._known.values() for bond in bonds)
        return list(dict.fromkeys((bond.one, bond.other) for bond in bonds if bond.relation == "CHI"))

    def grandparents(self) -> list[tuple[str, str]]:
        """(grandparent, grandchild), each once, where the parent between them is not recorded."""
        bonds = [bond for bonds in self._known.values() for bond in bonds if bond.relation == "GRC"]
        children = set(self.parents())
        between = {
            (bond.one, bond.other)
            for bond in bonds
            if any((bond.one, each) in children and (each, bond.other) in children for each in self.people)
        }
        return [pair for pair in dict.fromkeys((b.one, b.other) for b in bonds) if pair not in between]

    def siblings(self) -> list[tuple[str, str]]:
        """Brothers and sisters, each pair once, who have no recorded parent in common."""
        children = set(self.parents())
        return [
            (one, other)
            for one, other in _pairs(bond for bond in self.said if bond.relation == "SIB")
            if not any((each, one) in children and (each, other) in children for each in self.people)
        ]

    def contradictions(self) -> list[Contradiction]:
        """What can't be true as recorded, each thing once."""
        return [*self._different(), *self._circles(), *self._births(), *self._between_generations()]

    def _different(self) -> Iterable[Contradiction]:
        """Two relations of the same two people that exclude each other."""
        for one, other in _pairs(self.said):
            found = {b.relation for b in self._known.get((one, other), ()) if b.relation in EXCLUSIVE}
            if len(found) > 1 and not found <= COUPLES and found != {"CHI", "PRN"}:
                yield Contradiction("two-ties", one, other, tuple(sorted(found)))

    def _circles(self) -> Iterable[Contradiction]:
        """Somebody among their own ancestors."""
        below: dict[str, set[str]] = {}
        for parent, child in self.parents():
            below.setdefault(parent, set()).add(child)
        for one, other in _pairs(Bond(parent, child, "CHI") for parent, child in self.parents()):
            if one in _descendants(below, other) and other in _descendants(below, one):
                yield Contradiction("circle", one, other)

    def _births(self) -> Iterable[Contradiction]:
        """A child certainly born before a parent or grandparent."""
        for pairs in (self.parents(), self.grandparents()):
            for elder, younger in pairs:
                child, parent = _born(self.people[younger]), _born(self.people[elder])
                if child is None or parent is None or child.latest is None or parent.earliest is None:
                    continue
                if child.latest < parent.earliest:
                    yield Contradiction("born-before", elder, younger)

    def _between_generations(self) -> Iterable[Contradiction]:
        """A bond that leads to another generation than other bonds do."""
        found, told = self.generations, {pair for pair in _pairs(self.said) if self._excluded(pair)}
        circling = {(c.one, c.other) for c in self._circles()}
        for (one, other), bonds in self._known.items():
            pair = (min(one, other), max(one, other))
            steps = {STEPS[bond.relation] for bond in bonds if bond.relation in STEPS}
            if not steps or one not in found or pair in told or pair in circling or one > other:
                continue
            if found[other] - found[one] not in steps:
                yield Contradiction("generations", *pair)

    def _excluded(self, pair: tuple[str, str]) -> bool:
        return len({b.relation for b in self._known.get(pair, ()) if b.relation in EXCLUSIVE}) > 1


def _rank(bond: Bond) -> tuple[bool, bool]:
    return (bond.relation not in EXCLUSIVE, bond.relation in ("", "XX", "UU"))


def _pairs(bonds: Iterable[Bond]) -> list[tuple[str, str]]:
    """The two people of each bond, each pair once, in a fixed order."""
    return list(dict.fromkeys((min(b.one, b.other), max(b.one, b.other)) for b in bonds))


def _descendants(below: Mapping[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for child in below.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


def _born(person: Relative) -> Fuzzy | None:
    return parse_edtf(person.birth) if person.birth else None
