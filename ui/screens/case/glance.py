"""A case in a few lines: where the client is, who they are, who is with them, when we last spoke."""

from __future__ import annotations

from collections import Counter

from caseapp.i18n import language, tr
from caseapp.lists import countries
from caseapp.records import ContactPoint
from caseapp.services.cases import CaseSummary
from caseapp.services.household import kin_of
from ui.screens.case.kinfolk import role_of
from ui.words import coded, joined

__all__ = ["household_line", "household_more", "own_points", "profile_line", "profile_more", "where_line"]


def where_line(summary: CaseSummary) -> str:
    """Host country and town."""
    case = summary.case
    country = countries.name(case.country, language()) if case.country else ""
    return joined(country, case.city, by=", ") or tr("Host country not known")


def profile_line(summary: CaseSummary) -> str:
    """What drew attention to the client."""
    found = ", ".join(coded("target_profiles", code) for code in summary.case.profiles)
    return found or tr("Profile not known")


def profile_more(summary: CaseSummary) -> str:
    """Citizenships, languages, and the grounds, which stay inside unless they are chosen for a letter."""
    case, client = summary.case, summary.client
    grounds = ", ".join(coded("grounds", code) for code in case.grounds)
    if grounds and case.imputed:
        grounds = tr("{grounds} (ascribed by the persecutor)", grounds=grounds)
    citizen = ", ".join(countries.name(code, language()) for code in client.citizenships) if client else ""
    return joined(
        tr("Citizenship: {countries}", countries=citizen) if citizen else "",
        tr("Grounds: {grounds}", grounds=grounds) if grounds else "",
        by=" · ",
    )


def household_line(summary: CaseSummary) -> str:
    """Everybody around the client in one line, by role alone."""
    kin = kin_of(summary)
    others = [one for one in summary.persons if one.id != kin.client]
    counted = Counter(role_of(one, kin) for one in others)
    roles = (role if number == 1 else f"{role} × {number}" for role, number in counted.items())
    return ", ".join(roles) or tr("Nobody else is recorded")


def household_more(summary: CaseSummary) -> str:
    """How many of them are left behind in Russia."""
    client = summary.client.id if summary.client is not None else ""
    there = sum(one.in_russia == "yes" for one in summary.persons if one.id != client)
    return tr("In Russia: {n}", n=there) if there else ""


def own_points(summary: CaseSummary) -> list[ContactPoint]:
    """The ways of reaching the client, those known as safe first."""
    client = summary.client.id if summary.client is not None else ""
    own = [one for one in summary.contact_points if one.person_id == client]
    return sorted(own, key=lambda one: ("yes", "", "unknown", "refused", "no").index(one.safe))
