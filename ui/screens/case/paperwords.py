"""How identity documents, and what the passport watch says of them, are told on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from caseapp.i18n import N_, language, ntr, tr
from caseapp.lists import countries, recognition
from caseapp.records import IdentityDocument, Person, Spelling
from caseapp.rules import passports
from caseapp.rules.passports import Alert
from caseapp.rules.romanisation import BY_CODE
from ui.days import ago, dated
from ui.tables.cells import Lines
from ui.words import coded, joined

_SPOILT = {
    "annulled": N_("{document}: annulled"),
    "seized": N_("{document}: seized"),
    "lost": N_("{document}: lost"),
    "stolen": N_("{document}: stolen"),
    "refused": N_("{document}: renewal refused"),
}
_BRIEF = {
    "annulled": N_("Annulled"),
    "seized": N_("Seized"),
    "lost": N_("Lost"),
    "stolen": N_("Stolen"),
    "refused": N_("Renewal refused"),
    "ended": N_("Expired"),
    "unrecognised": N_("Not recognised"),
}
#: States that stand with the document; of the graver ones the watch tells below it.
_SAID = ("EXP", passports.REPLACED)
#: What a spelling is that stands in a document of a kind, in the list "name_kinds"; other kinds give "IDC".
_USES = {
    "": "PAS",
    "PAF": "PAS",
    "PAI": "PAS",
    "RES": "RES",
    "VIS": "RES",
    "ASY": "RES",
    "DRV": "LIC",
    "BIR": "BIR",
}


def called(document: IdentityDocument) -> str:
    """What a document is called: its kind; a passport for travel is simply the passport."""
    if document.kind in ("", "PAF"):
        return tr("Passport")
    return coded("identity_documents", document.kind) or tr("Document")


def printed(document: IdentityDocument) -> tuple[str, str]:
    """Family and given name as printed, without the capitals in which documents shout."""
    return _calm(document.family), _calm(document.given)


def lines(document: IdentityDocument) -> Lines:
    """A document in the list of a person's documents."""
    first = joined(called(document), document.number, by=" ")
    if document.main:
        first = tr("{document} (named in letters)", document=first)
    until = tr("valid until {day}", day=dated(document.valid_until)) if document.valid_until else ""
    state = coded("document_states", document.state) if document.state in _SAID else ""
    land = countries.name(document.country, language()) if document.country else ""
    chip = coded("passport_chips", document.chip) if document.chip == "NOT" else ""
    return Lines(first, joined(land, until, joined(*printed(document)), state, chip, by=" · "))


def in_order(documents: Iterable[IdentityDocument]) -> list[IdentityDocument]:
    """The one that letters name first, then those that last longest; certificates last."""
    return sorted(
        documents, key=lambda one: (not one.main, -(one.valid_until or date.min).toordinal(), one.id)
    )


def told(alert: Alert, today: date, whose: str = "") -> str:
    """A warning in one sentence; `whose` is put before it where it is not plain."""
    words = _alert(alert, today)
    return f"{whose}: {words}" if whose else words


def brief(alert: Alert, today: date) -> str:
    """A warning in a word or two, for a column of a list."""
    if alert.code != "ends" or alert.until is None:
        words = tr(_BRIEF.get(alert.code, alert.code))
        return tr("{what} (check)", what=words) if alert.check else words
    if months := passports.months_until(today, alert.until):
        return ntr("{n} month left", "{n} months left", months)
    days = (alert.until - today).days
    return ntr("{n} day left", "{n} days left", days) if days else tr("Ends today")


def sign(alert: Alert, today: date) -> str:
    """The same with what it is about, for a line: "Passport: expired"."""
    words = brief(alert, today)
    return f"{called(alert.document)}: {words[:1].lower()}{words[1:]}"  # type: ignore[arg-type]


def _alert(alert: Alert, today: date) -> str:
    document = called(alert.document)  # type: ignore[arg-type]
    if alert.code in _SPOILT:
        return tr(_SPOILT[alert.code], document=document)
    if alert.code == "ended":
        if alert.until is None or alert.until >= today:
            return tr("{document} has expired", document=document)
        when = ago((today - alert.until).days)
        return tr("{document} expired {when} ({day})", document=document, when=when, day=dated(alert.until))
    if alert.code == "ends" and alert.until is not None:
        return _ends(document, alert.until, today)
    return _unrecognised(alert, document)


def _ends(document: str, until: date, today: date) -> str:
    day, days = dated(until), (until - today).days
    months = passports.months_until(today, until)
    if months:
        return ntr(
            "{document} ends in {n} month ({day})",
            "{document} ends in {n} months ({day})",
            months,
            document=document,
            day=day,
        )
    if days == 0:
        return tr("{document} ends today ({day})", document=document, day=day)
    return ntr(
        "{document} ends in {n} day ({day})",
        "{document} ends in {n} days ({day})",
        days,
        document=document,
        day=day,
    )


def _unrecognised(alert: Alert, document: str) -> str:
    land = countries.name(alert.host, language())
    words = tr(
        "{document} is not recognised in the host country ({country})", document=document, country=land
    )
    if alert.fact is not None:
        reason = tr("it has no chip") if alert.document.chip == "NOT" else tr("it seems to have no chip")
        words = joined(words, reason, by=": ")
        if exception := alert.fact.exception.get(language()):
            words = joined(words, tr("except {whom}", whom=exception), by="; ")
    return tr("Check: {what}", what=words) if alert.check else words


def source(alert: Alert) -> str:
    """On what a warning rests that comes from the data: source and day; "" for others."""
    if alert.fact is None:
        return ""
    words = alert.fact.source.get(language(), alert.fact.source["en"])
    return tr("Source: {source}; as of {day}", source=words, day=dated(alert.fact.as_of))


def refusals(document: IdentityDocument, today: date) -> str:
    """Where a passport without a chip is not taken, whoever the host is; what is not certain marked so."""
    usable = passports.usable(document, today)
    found = passports.refusals(document, today, recognition.facts()) if usable else []
    sure = passports.five_year(document) is True
    names = [
        name if sure and fact.sure(today) else tr("{country} (check)", country=name)
        for fact in found
        for name in (countries.name(fact.host, language()),)
    ]
    return (
        tr("Without a chip, not recognised in: {countries}", countries=", ".join(sorted(names)))
        if names
        else ""
    )


def unknown_name(document: IdentityDocument, person: Person, spellings: Iterable[Spelling]) -> bool:
    """Whether the printed name is one that nobody has entered for this person yet."""
    name = tuple(part.casefold() for part in (document.family, document.given))
    if not any(name):
        return False
    known = {(person.latin_family, person.latin_given), (person.family, person.given)}
    known |= {(one.family, one.given) for one in spellings}
    return name not in {(family.casefold(), given.casefold()) for family, given in known}


def new_spelling(document: IdentityDocument) -> Spelling:
    """The printed name as a spelling that is tied to its document."""
    family, given = printed(document)
    return Spelling(
        case_id=document.case_id,
        person_id=document.person_id,
        use=use_of(document),
        family=family,
        given=given,
        document_id=document.id,
    )


def use_of(document: IdentityDocument) -> str:
    """What a spelling is that stands in a document, in the list "name_kinds"."""
    return _USES.get(document.kind, "IDC")


def papers_in_words(documents: Iterable[IdentityDocument]) -> str:
    """Documents in a row: what they are, their number, the year of issue."""
    words = []
    for one in documents:
        year = str(one.issued_on.year) if one.issued_on is not None else ""
        words.append(joined(called(one), one.number, f"({year})" if year else ""))
    return ", ".join(words)


def rule_years(code: str) -> str:
    """The years in which documents were made by a rule; "" where its name says them or nobody knows."""
    rule = BY_CODE.get(code)
    if rule is None or (rule.since is None and rule.until is None):
        return ""
    if any(str(year) in rule.label for year in (rule.since, rule.until) if year):
        return ""
    if rule.until is None:
        return tr("since {year}", year=rule.since)
    if rule.since is None:
        return tr("until {year}", year=rule.until)
    return f"{rule.since}–{rule.until}"


def _calm(name: str) -> str:
    return name.title() if len(name) > 1 and name.isupper() else name
