"""How a letter tells what happened: each fact with its date, place, words, attribution and basis."""

from __future__ import annotations

from collections.abc import Iterator

from caseapp.i18n import N_, tr
from caseapp.letters import wording
from caseapp.letters.composer import Composer, spaced
from caseapp.letters.document import Block, NumberedFact, Rich, Span, rich, value
from caseapp.letters.lines import annex_lines, source_lines
from caseapp.letters.material import anchor
from caseapp.records import Incident

#: Marks the place of a fact that has no text in the letter's language.
STATEMENT_LABEL = N_("Account for letters")


def when(c: Composer, incident: Incident) -> str:
    """The date as precisely as it is known, with a capital."""
    return wording.capital(wording.uncertain(incident.happened, c.lang) or c.plain("facts.unknown_date"))


def statement(c: Composer, incident: Incident) -> Rich:
    """What happened, in the words written for letters of this language, and who is said to be behind it."""
    told = wording.localized(incident.statement, c.lang)
    shown = value(wording.sentence(c.typed(told))) if told else Span(tr(STATEMENT_LABEL), missing=True)
    return spaced((shown,), wording.attribution(incident, c.texts, c.values))


def basis(c: Composer, incident: Incident, number: int, *, labelled: bool = True) -> Rich:
    """On what our knowledge rests, and the annexes that show it; `labelled` says first what it is."""
    found = wording.basis(incident, c.texts, c.values)
    if found:
        found = c.say("basis.line", basis=found) if labelled else wording.capitalised(found)
    lines = enumerate(annex_lines(c.option("annexes")), 1)
    annexes = [str(index) for index, line in lines if line.fact == number]
    named = c.say("facts.annex", count=len(annexes), annex=", ".join(annexes)) if annexes else ()
    return spaced(found, named)


def numbered_facts(c: Composer) -> Iterator[Block]:
    """The chosen incidents in the order of time."""
    for number, incident in enumerate(c.material.incidents, 1):
        lead = c.plain("facts.lead", date=when(c, incident), place=wording.place(incident, c.lang))
        yield NumberedFact(
            number,
            rich(Span(lead, bold=True), " ", statement(c, incident)),
            basis(c, incident, number),
            anchor=anchor("incident", incident.id),
        )


def context(c: Composer) -> Iterator[Block]:
    """What public sources say, as a caseworker wrote it, with their titles, publishers and dates."""
    lines = source_lines(c.option("sources"))
    named = [
        c.say(
            "context.source",
            title=c.typed(line.title),
            publisher=c.typed(line.publisher),
            date=wording.clause(line.date),
        )
        for line in lines
    ]
    joined = rich(
        *(part for index, each in enumerate(named) for part in ((("; ",) if index else ()) + (each,)))
    )
    sources = c.say("context.sources", count=len(named), sources=joined) if named else ()
    yield from c.section(
        "context.heading",
        c.free(c.option("context"), c.option_at("context"), close=sources),
    )


def assessment(c: Composer) -> Iterator[Block]:
    """Our own view, apart from the facts and marked as such."""
    yield from c.section(
        "assessment.heading",
        c.free(c.of_case("assessment"), c.case_at("assessment"), close=c.say("assessment.limit")),
    )
