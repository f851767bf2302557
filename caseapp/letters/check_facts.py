"""The check of what is told: facts with their basis and wording, and the texts typed around them."""

from __future__ import annotations

from collections.abc import Iterator

from caseapp.letters import lint, wording
from caseapp.letters.findings import Finding, Severity, finding
from caseapp.letters.kinds.kind import LetterKind
from caseapp.letters.material import Material
from caseapp.records import Incident, Person
from caseapp.rules.folding import fold
from caseapp.rules.names import PersonName, script_of, variants
from caseapp.rules.sounds import token_keys

#: Bases of knowledge that a letter can state.
BASES = ("K1", "K2", "K3", "K4", "K5", "K6")
#: Attributions under which nobody may be said to have done it.
SUSPICION = frozenset({"", "AT3", "AT4", "AT5", "XX", "UU"})
#: Attributions that speak of an official paper, and bases of knowledge by which nobody has seen it.
OFFICIAL, HEARSAY = frozenset({"AT1", "AT2"}), frozenset({"K3", "K4", "K6"})
#: Options that may name papers and publications in their own language.
CITATIONS = frozenset({"options.sources", "options.annexes"})
#: Texts of the case that letters print.
CASE_TEXTS = ("activity", "assessment", "relation", "verified")

#: Sound keys shorter than this are shared by too many words.
SHORTEST_KEY = 4

At = tuple[str, str, str]


def fact_findings(material: Material) -> Iterator[Finding]:
    """What is missing or wrong in each chosen fact."""
    for incident in material.incidents:
        yield from _knowledge(material, incident)
        yield from _account(material, incident)


def _knowledge(material: Material, incident: Incident) -> Iterator[Finding]:
    """On what it rests."""

    def at(code: str, field: str, severity: Severity | None = None) -> Finding:
        return finding(code, "incident", incident.id, field, severity=severity)

    cited = any(incident.source_note.values())
    readable = bool(incident.source_note.get(material.lang)) or not cited
    if incident.basis not in BASES:
        yield at("no-basis", "basis")
    elif incident.basis == "K5" and not cited:
        yield at("source-not-cited", "source_note")
    elif incident.basis == "K2" and not cited:
        yield at("document-not-named", "source_note")
    elif incident.basis in ("K2", "K5") and not readable:
        yield at("source-language", "source_note", "block" if incident.basis == "K5" else "warn")
    elif incident.basis == "K6":
        yield at("inference", "basis")
    elif incident.basis == "K3" and incident.told_on is None:
        yield at("told-when", "told_on")


def _account(material: Material, incident: Incident) -> Iterator[Finding]:
    """How it is told."""
    lang = material.lang

    def at(code: str, field: str) -> Finding:
        return finding(code, "incident", incident.id, field)

    told, known = wording.localized(incident.statement, lang), _known_names(material, incident)
    if not told:
        yield at("no-statement", "statement")
    elif incident.attribution in SUSPICION and (said := lint.guilt(told, lang, known)):
        yield finding("suspicion-as-fact", "incident", incident.id, "statement", said=lint.shortened(said))
    if not incident.happened:
        yield at("undated", "happened")
    printed = wording.in_script_of(incident.place, lang) or wording.localized(incident.place_print, lang)
    if incident.place and not printed:
        yield at("place-language", "place_print")
    if incident.actor_kind not in wording.NOBODY:
        yield from _blame(incident)


def _known_names(material: Material, incident: Incident) -> str:
    """Every name under which the actors of an incident are known."""
    return " ".join((incident.actor_name, *material.actor_names.get(incident.id, ())))


def _blame(incident: Incident) -> Iterator[Finding]:
    """Who says that the actor had a part in it, and where that can be read."""
    if incident.attribution in ("", "XX", "UU"):
        yield finding("attribution", "incident", incident.id, "attribution")
    elif incident.attribution in OFFICIAL and incident.basis in HEARSAY:
        yield finding("official-unseen", "incident", incident.id, "basis")
    elif incident.attribution == "AT3" and not any(incident.source_note.values()):
        yield finding("investigation-not-named", "incident", incident.id, "source_note")


def text_findings(kind: LetterKind, material: Material) -> Iterator[Finding]:
    """Suspicion, tone, names and numbers in every text that somebody typed and the letter prints."""
    lang = material.lang
    case = [
        (("case", material.case.id, field), wording.localized(getattr(material.case, field), lang))
        for field in CASE_TEXTS
    ]
    own = [((record, record_id, field), text) for record, record_id, field, text in kind.own_texts(material)]
    told = [
        (("incident", each.id, "statement"), wording.localized(each.statement, lang))
        for each in material.incidents
    ]
    for at, text in case + own:
        if said := lint.guilt(text, lang):
            yield finding("suspicion-in-text", *at, said=lint.shortened(said))
    for at, text in case + own + told:
        if at[2] not in CITATIONS and not wording.in_script_of(text, lang):
            yield finding("text-language", *at)
        if said := lint.tone(text, lang):
            yield finding("tone", *at, said=lint.shortened(said))
        yield from _exposure(material, text, at)
        yield from _otherwise_written(material, text, at)
    for at, text in _beside(material):
        yield from _exposure(material, text, at)


def _beside(material: Material) -> Iterator[tuple[At, str]]:
    """What letters print beside accounts: annexes, sources of facts, places, offices."""
    options, lang = material.letter.options, material.lang
    yield ("letter", material.letter.id, "options.annexes"), str(options.get("annexes") or "")
    for each in material.incidents:
        for field, text in (
            ("source_note", wording.localized(each.source_note, lang)),
            ("place_print", wording.localized(each.place_print, lang)),
            ("place", each.place),
            ("reported_to", each.reported_to),
        ):
            yield ("incident", each.id, field), text


def _exposure(material: Material, text: str, at: At) -> Iterator[Finding]:
    """Ways to reach the client or the family, and names of people whom letters may not name."""
    ways = [lint.Reachable(person.phone, person.mail) for person in material.everybody]
    ways += [lint.Reachable(way, way if "@" in way.strip("@") else "") for way in material.ways]
    if any(lint.reveals(text, ways)):
        yield finding("reveals-contact", *at)
    named = [one for one in material.withheld if lint.names_in(text, _telling(one, material))]
    if any(one.id not in material.refused for one in named):
        yield finding("names-person-in-russia", *at)
    if any(one.id in material.refused for one in named):
        yield finding("names-person-without-consent", *at)


def _telling(person: Person, material: Material) -> list[str]:
    """The names by which a person would be recognised: the given name when the family name is the client's,
    be it in its other form (a husband Щукин of Щукина).
    """
    client = material.client
    own = [name for name in (client.family, client.latin_family, material.chosen_name.family) if name]
    family = [name for name in (person.family, person.latin_family) if name]
    names = [name for name in family if not any(_alike(name, each) for each in own)]
    return names or [name for name in (person.given, person.latin_given) if name]


def _alike(one: str, other: str) -> bool:
    """Whether a text with one of these names would be read as having the other."""
    return bool(fold(one) == fold(other) or lint.names_in(one, [other]) or lint.names_in(other, [one]))


def _otherwise_written(material: Material, text: str, at: At) -> Iterator[Finding]:
    """Other spellings of the client's family name than the chosen one: known ones, or alike in sound."""
    chosen = fold(material.chosen_name.family)
    if not chosen:
        return
    known = {spelling.family for spelling in (*material.spellings, *material.unprinted)}
    known |= {material.client.latin_family}
    known |= {variant.family for variant in variants(PersonName(family=material.client.family))}
    ours = {fold(name) for name in known if script_of(name) == "latin"}
    others = {
        fold(name) for person in material.everybody for name in (person.latin_family, person.latin_given)
    }
    sounds = {key for key in token_keys(material.chosen_name.family) if len(key) >= SHORTEST_KEY}
    for word in dict.fromkeys(_words(text)):
        folded = fold(word)
        if folded == chosen or script_of(word) != "latin":
            continue
        if folded in ours:
            yield finding("name-differs", *at, name=word)
        elif folded not in others and sounds & set(token_keys(word)):
            yield finding("name-differs", *at, name=word, severity="warn")


def _words(text: str) -> Iterator[str]:
    """Words with a capital, without the marks around them."""
    for word in text.replace("’s", " ").replace("'s", " ").split():
        stripped = word.strip("«»“”\"'().,;:!?…")
        if stripped[:1].isupper():
            yield stripped
