"""How the people of a case are shown: as cards of the household, and as lines of a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caseapp import lists
from caseapp.i18n import N_, language, tr
from caseapp.letters.material import by_role
from caseapp.records import Person
from caseapp.rules import dates
from caseapp.rules.kinship import Kin
from caseapp.services.cases import CaseSummary
from ui.charts.family import Family, PersonCard
from ui.screens.case.paperwords import sign
from ui.tables.cells import Lines, State
from ui.words import coded, joined, person_name

#: The states of consent in a word or two, for cards and lists.
CONSENT = {
    "NOT": N_("not asked yet"),
    "GIV": N_("agreed"),
    "LIM": N_("agreed with limits"),
    "REF": N_("refused"),
    "WIT": N_("withdrawn"),
    "DAN": N_("do not ask"),
}
_ICONS = {
    "NOT": ("hourglass", "text2"),
    "GIV": ("circle-check", "ok"),
    "LIM": ("circle-check", "text2"),
    "REF": ("circle-x", "high"),
    "WIT": ("circle-x", "high"),
    "DAN": ("octagon-alert", "crit"),
}


def where(person: Person) -> str:
    """Whether somebody is in Russia: "russia", "perhaps", or "" when nothing speaks for it."""
    if person.in_russia == "yes":
        return "russia"
    return "perhaps" if person.in_russia in ("unknown", "refused") else ""


def where_words(person: Person) -> str:
    """The same in words."""
    return {"russia": tr("In Russia"), "perhaps": tr("Perhaps in Russia")}.get(where(person), "")


def consent_words(person: Person) -> str:
    """The state of a person's own consent, "" when nothing was noted."""
    return tr(CONSENT[person.consent]) if person.consent in CONSENT else ""


def role_of(person: Person, kin: Kin) -> str:
    """What somebody is to the client: as recorded, else as it follows from ties for certain."""
    if person.relation:
        return coded("relations", person.relation)
    bond = kin.bond(kin.client, person.id) if person.id != kin.client else None
    return coded("relations", bond.relation) if bond is not None else tr("Not said who this is")


def shown_name(person: Person, kin: Kin, hidden: bool) -> str:
    """The name, or while names are hidden what somebody is to the client."""
    return role_of(person, kin) if hidden else person_name(person)


def card_name(person: Person) -> str:
    """The name without the patronymic, for which a card has no room."""
    if language() == "ru" and (person.given or person.family):
        return joined(person.given, person.family)
    return person_name(person)


def person_line(person: Person, kin: Kin, hidden: bool, warns: str = "") -> Lines:
    """One line of the list: the name, then what is wrong with a document, who this is and where."""
    role = role_of(person, kin)
    second = joined(warns, "" if hidden else role, where_words(person), by=" · ")
    return Lines(shown_name(person, kin, hidden), second)


def consent_state(person: Person) -> State:
    """The consent as icon and word; a quiet line for whoever letters speak of by role without it."""
    icon, role = _ICONS.get(person.consent, ("", "text2"))
    words = consent_words(person)
    if not words:
        return State("", tr("by role in letters") if by_role(person) else "", "text2")
    return State(icon, words, role if role in ("crit", "high") else "text", role)


def signs_of(summary: CaseSummary, today: date) -> dict[str, tuple[str, str]]:
    """By person the most urgent warning about a document of theirs, in a few words, and how urgent it is."""
    found: dict[str, tuple[str, str]] = {}
    for alert in summary.alerts:
        found.setdefault(alert.document.person_id, (sign(alert, today), alert.level))
    return found


def family_of(summary: CaseSummary, kin: Kin, hidden: bool, signs: Mapping[str, tuple[str, str]]) -> Family:
    """The household of a case as a picture; `signs` as `signs_of` gives them. With `hidden` names only roles
    stand on the cards.
    """
    names = {one.id: shown_name(one, kin, hidden) for one in summary.persons}
    return Family(
        cards=tuple(_card(one, kin, names, hidden, signs) for one in summary.persons),
        generations=kin.generations,
        couples=tuple(kin.couples()),
        descents=tuple(kin.parents()),
        skipped=tuple(kin.grandparents()),
        siblings=tuple(kin.siblings()),
    )


def _card(
    person: Person, kin: Kin, names: dict[str, str], hidden: bool, signs: Mapping[str, tuple[str, str]]
) -> PersonCard:
    warns, level = signs.get(person.id, ("", "text2"))
    role, client = role_of(person, kin), person.id == kin.client
    born = dates.say(person.birth, language()) if person.birth else ""
    consent = consent_words(person)
    asked = tr("consent: {state}", state=consent) if consent else ""
    ties = "" if client else joined(*_ties(person.id, kin, names), by=", ")
    name = names[person.id]
    if not hidden:
        name = card_name(person)
    shown = "" if name == role else role
    return PersonCard(
        id=person.id,
        name=name,
        role=role,
        born="" if not born or name == role else born,
        client=client,
        where=where(person),
        state="" if client else consent if where(person) or not consent else asked,
        warns=warns,
        level=level,
        says=joined(
            name, shown, born if name != role else "", where_words(person), warns, asked, ties, by=", "
        ),
    )


def _ties(person: str, kin: Kin, names: Mapping[str, str]) -> list[str]:
    """What a person and each of the others but the client are to each other, in the words of the list."""
    told = []
    for bond in [*kin.bonds_of(person), *kin.one_way(person)]:
        other = bond.one if bond.other == person else bond.other
        if other == kin.client or bond.follows or other not in names:
            continue
        theirs = kin.bond(other, person) if bond.one == person else bond
        word = lists.get("relations").label((theirs or bond).relation, language())
        word = word[:1].lower() + word[1:]
        # Without a word from this side, what the other is: "lawyer: Olga".
        told.append(
            tr("{relation} of {name}", relation=word, name=names[other])
            if theirs is not None
            else joined(word, names[other], by=": ")
        )
    return told
