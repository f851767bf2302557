"""How single values are put into words: dates, places, names, the basis of knowledge, who is suspected by
whom.

Nothing here has sentences of its own: they stand in resources/letters. What is free text in the records is
printed as it stands and only in a letter of its language; nothing is translated by machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from caseapp import lists
from caseapp.letters.document import Rich, Span, Text, plain, rich, value
from caseapp.letters.material import Material, in_russia, stands_in
from caseapp.letters.phrases import Values
from caseapp.letters.texts import Texts
from caseapp.letters.typesetting import typeset
from caseapp.lists import countries
from caseapp.records import Claim, IdentityDocument, Incident, Involvement, Person, Spelling
from caseapp.rules import dates
from caseapp.rules.date_words import BY_LANGUAGE
from caseapp.rules.names import PersonName, language_of, script_of

#: The script in which each language of letters is written.
SCRIPTS = {"en": "latin", "ru": "cyrillic"}
#: Attributions under which an actor may be named: found by a court, or officially accused.
OFFICIAL = frozenset({"AT1", "AT2"})
#: Codes that say nothing about the actor.
NOBODY = frozenset({"", "XX", "UU"})

#: Kinds of identity documents that a letter calls a passport; one of no kind was typed as a passport.
PASSPORTS = frozenset({"", "PAF", "PAI"})
#: Kinds of actors whose name is a proper name.
PROPER = frozenset({"FSB", "SVR"})
#: Groups of incidents that are acts of an authority: proceedings, papers, measures of the host state.
ACTS_OF_AUTHORITY = frozenset({"J", "M", "H"})
#: What nobody is sought for: a warning is no deed; refused services and lost work have a known author.
UNSOUGHT = ("T07", "R")
#: Scripts of languages that put the given name first.
GIVEN_FIRST = frozenset({"latin", "georgian", "armenian", "arabic", "hebrew", "greek"})

_TIME = re.compile(r"~?\d{1,2}:\d\d|~|morning|afternoon|evening|night")
_ABBREVIATED = re.compile(r"(?:\.|(?<!\w)(?:гг?|с|стр|л|экз|др|т\. д|etc|pp?|ed))\.$")
_SENTENCE_END = re.compile(r"[.!?…][»”“’\"')\]]*$")


def day(on: date | None, lang: str) -> str:
    """A day in long form ("12 March 2024", «12 марта 2024 г.»); "" for none."""
    return "" if on is None else dates.say(on.isoformat(), lang)


def uncertain(edtf: str, lang: str) -> str:
    """A date as precisely as it is known; "" for none."""
    return dates.say(edtf, lang) if edtf else ""


def time_of_day(text: str, lang: str) -> str:
    """A time as the forms keep it, in words ("at 20:40", «вечером»); anything else as typed, if readers can
    read it.
    """
    if _TIME.fullmatch(text):
        return dates.say_time(text, lang)
    return text if in_script_of(text, lang) else ""


def hour(text: str, lang: str) -> str:
    """A time of day to stand by itself: "20:40", "About 20:40", "In the evening"."""
    return text if text[:1].isdigit() else capital(time_of_day(text, lang))


def since(edtf: str, lang: str) -> str:
    """A date in the form that follows "since" (Russian «с»: the genitive); "" when the date is of a kind
    that does not fit there, such as a span.
    """
    if not edtf:
        return ""
    known = dates.parse_edtf(edtf)
    point = known.start
    if point is None or known.precision in ("interval", "decade") or point.hidden:
        return ""
    if point.approximate or point.uncertain:
        return dates.say(edtf, lang) if lang == "en" else ""
    return BY_LANGUAGE[lang].point(point, "of")


def localized(texts: Mapping[str, str], lang: str, *, any_language: bool = False) -> str:
    """The text in the letter's language; with `any_language` the first there is (names)."""
    return texts.get(lang) or (next(iter(texts.values()), "") if any_language else "")


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop, so that it stands as a sentence of its own."""
    text = text.strip()
    if not text:
        return ""
    return capital(text) + ("" if _SENTENCE_END.search(text) else ".")


def clause(text: str) -> str:
    """The text without its closing full stop, to stand inside a sentence; that of an abbreviation stays."""
    text = text.strip()
    return text if _ABBREVIATED.search(text) else text.removesuffix(".")


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]


def capitalised(text: Rich) -> Rich:
    """With a capital first letter."""
    return (replace(text[0], text=capital(text[0].text)), *text[1:]) if text else ()


def phone(number: str) -> str:
    """A telephone number that does not break over lines."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")


def lower_first(text: str) -> str:
    """Without the capital of its first letter, unless the word is an abbreviation."""
    at = 1 if text[:1] in "«“" else 0
    return text if text[at + 1 : at + 2].isupper() else text[:at] + text[at : at + 1].lower() + text[at + 1 :]


def one_line(text: str) -> str:
    """Lines of an address in a row."""
    return ", ".join(line.strip().rstrip(",") for line in text.splitlines() if line.strip())


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a longer text; every line is one."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def join(items: Iterable[Text], word: str) -> Rich:
    """Items in a row with commas, and `word` before the last."""
    parts = list(items)
    spans: list[Text] = []
    for index, item in enumerate(parts):
        if index:
            spans.append(f" {word} " if index == len(parts) - 1 else ", ")
        spans.append(item)
    return rich(*spans)


def in_script_of(text: str, lang: str) -> bool:
    """Whether readers of the language can read a free text: it is in its script, or holds no letters."""
    return script_of(text) in ("", SCRIPTS.get(lang, "latin"))


def country(code: str, lang: str) -> str:
    """The name of a country; "" for none."""
    return countries.name(code, lang) if code else ""


def place(incident: Incident, lang: str) -> str:
    """Where it happened, as this letter can print it: the wording for letters, else the place if it is in the
    letter's script, else the country alone."""
    where = localized(incident.place_print, lang)
    if where:
        return typeset(where, lang)
    parts = [typeset(incident.place, lang)] if incident.place and in_script_of(incident.place, lang) else []
    land = country(incident.country, lang)
    if land and not any(land.lower() in part.lower() for part in parts):
        parts.append(land)
    return ", ".join(parts)


def basis(incident: Incident | Claim, texts: Texts, values: Values) -> Rich:
    """On what our knowledge rests, without a capital; empty without a basis. A source is cited only where
    it may be: a document or a publication, never a person.
    """
    name = f"basis.{incident.basis}"
    if name not in texts:
        return ()
    note = typeset(incident.source_note.get(texts.lang, ""), texts.lang)
    return texts.say(name, values, date=day(incident.told_on, texts.lang), note=clause(note))


def actor(incident: Incident | Involvement, lang: str) -> str:
    """Who is named: the kind of actor, with a name or description only after an official finding or
    accusation.
    """
    label = "" if incident.actor_kind in NOBODY else lists.get("actor_kinds").label(incident.actor_kind, lang)
    label = label if incident.actor_kind in PROPER else lower_first(label)
    named = incident.actor_name if incident.attribution in OFFICIAL else ""
    if named and not in_script_of(named, lang):
        named = ""
    return ", ".join(part for part in (label, named) if part)


def attribution(incident: Incident | Involvement, texts: Texts, values: Values, *, of: str = "") -> Rich:
    """Who is said to be behind it and by whom, as a sentence of its own; never "X did it".

    `of` is the kind of the incident for one of its further actors.

    Whom nobody is known to suspect is not named: a suspicion without a source is a rumour. Empty when there
    is nothing to say: for a warning, and for acts of an authority that its own paper shows or nobody doubts.
    """
    who, by = actor(incident, texts.lang), incident.attribution
    kind = incident.kind if isinstance(incident, Incident) else of
    official = kind[:1] in ACTS_OF_AUTHORITY
    if by == "AT5":
        quiet = official or kind.startswith(UNSOUGHT)
        return () if quiet else texts.say("attribution.AT5", values)
    if not who or f"attribution.{by}" not in texts or (by == "AT1" and official):
        return ()
    role = f"role.{incident.actor_role}"
    part = texts.plain(role, values) if role in texts else ""
    return texts.say(f"attribution.{by}", values, actor=who, role=part)


def name(of: PersonName, order: str) -> str:
    """A name in the order of the language: "given" first in English, "family" first in Russian."""
    return of.family_first if order == "family" else of.given_first


def person_name(person: Person, lang: str) -> Span:
    """The name of a person beside the client, in the letter's script where we have it."""
    original = PersonName(person.family, person.given, person.patronymic)
    latin = PersonName(person.latin_family, person.latin_given)
    if lang == "ru" or not latin:
        return value(plain_name(original), lang=language_of(original.family_first) or None)
    return value(latin.given_first)


def person(who: Person, texts: Texts, values: Values) -> Rich:
    """A person of the case: role and name, or the role alone for whoever lives in Russia, may live there, or
    did not agree to be named.
    """
    role = lists.get("relations").label(who.relation or "UU", texts.lang)
    shown = person_name(who, texts.lang)
    if in_russia(who) or not shown.text:
        return texts.say("person.by_role", values, role=role)
    return rich(shown, f" ({lower_first(role)})")


def spelling_name(spelling: Spelling) -> PersonName:
    """The name of a spelling."""
    return PersonName(spelling.family, spelling.given, spelling.patronymic)


def spelling_place(spelling: Spelling, material: Material, texts: Texts, values: Values) -> str:
    """Where a name is written so: the document as typed if readers can read it, else the identity document
    that it is tied to, else what kind of name it is.
    """
    lang = texts.lang
    if spelling.document and in_script_of(spelling.document, lang):
        return typeset(spelling.document, lang)
    paper = stands_in(spelling, material.documents)
    if paper is not None and (named := paper_name(paper, texts, values)):
        return named
    return (
        lower_first(lists.get("name_kinds").label(spelling.use, lang)) if spelling.use not in NOBODY else ""
    )


def paper_kind(paper: IdentityDocument, texts: Texts, values: Values) -> str:
    """What an identity document is called inside a sentence; "" for one without a name."""
    if paper.kind in PASSPORTS:
        return lower_first(texts.plain("identity.in_passport", values))
    label = "" if paper.kind in NOBODY else lists.get("identity_documents").label(paper.kind, texts.lang)
    return lower_first(label)


def paper_name(paper: IdentityDocument, texts: Texts, values: Values) -> str:
    """An identity document with its year ("passport of 1996"); "" for one without a name."""
    named = paper_kind(paper, texts, values)
    year = str(paper.issued_on.year) if paper.issued_on is not None else ""
    return texts.plain("identity.paper", values, name=named, date=year) if named else ""


def main_paper(material: Material, texts: Texts, values: Values) -> str:
    """What the main document is called inside a sentence; without one it is the passport."""
    main = material.main_document
    found = paper_kind(main, texts, values) if main is not None else ""
    return found or lower_first(texts.plain("identity.in_passport", values))


def other_spellings(material: Material, texts: Texts, values: Values) -> Rich:
    """Every further way the client's name is written, with the document it stands in, each once."""
    shown = {plain_name(material.chosen_name), plain_name(material.original_name)}
    items: list[Text] = []
    if material.spelling is not None and plain_name(material.passport_name) not in shown | {""}:
        shown.add(plain_name(material.passport_name))
        document = main_paper(material, texts, values)
        items.append(
            texts.say("identity.spelling", values, name=plain_name(material.passport_name), document=document)
        )
    for spelling in material.spellings:
        written = plain_name(spelling_name(spelling))
        if written and written not in shown:
            shown.add(written)
            where = spelling_place(spelling, material, texts, values)
            items.append(texts.say("identity.spelling", values, name=written, document=where))
    return rich(
        *(part for index, item in enumerate(items) for part in ((("; ",) if index else ()) + (item,)))
    )


def plain_name(of: PersonName) -> str:
    """A name as one string, in the order of its script: family name first in Cyrillic, given name first in
    Latin and those whose languages do the same.
    """
    return of.given_first if script_of(of.family_first) in GIVEN_FIRST else of.family_first


def bare(text: Text) -> str:
    """The characters of a text, with ordinary spaces."""
    return " ".join(plain(text).split())
