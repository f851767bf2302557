"""The letter by which an organisation supports an application for international protection."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from caseapp.i18n import N_, tr
from caseapp.letters import closing, opening, telling
from caseapp.letters.composer import Composer
from caseapp.letters.document import Block, Document
from caseapp.letters.findings import Finding
from caseapp.letters.kinds.kind import LetterKind, option
from caseapp.letters.lines import annex_lines
from caseapp.letters.material import Material
from caseapp.letters.texts import Texts
from caseapp.records.fields import Field


class AsylumSupport(LetterKind):
    """Kind (a): to the asylum authority, best through the lawyer. What we know, how we know it, and one
    request.
    """

    code: ClassVar[str] = "asylum_support"
    label: ClassVar[str] = N_("Asylum support letter")
    help: ClassVar[str] = N_("What we know of the client and how we know it, for the asylum authority.")
    needs: ClassVar[frozenset[str]] = frozenset(
        {"org", "sign", "letter", "rcpt", "client", "rel", "prof", "events", "annex"}
    )
    own_options: ClassVar[dict[str, Field]] = {
        "norms": option("choices", N_("Legal norms"), choices="letter_asylum_norms", group=N_("Request")),
        "context": option(
            "long",
            N_("Context from public sources"),
            N_("In the language of the letter: only what the sources below say."),
            group=N_("Context"),
            rare=True,
        ),
        "sources": option(
            "long",
            N_("Sources of the context"),
            N_("One per line: title; publisher; date."),
            group=N_("Context"),
            rare=True,
        ),
    }

    def defaults(self, material: Material) -> dict[str, Any]:
        """The Refugee Convention's definition is what every application is measured by."""
        return {"norms": ["GC1A2"]}

    def compose(self, material: Material, texts: Texts) -> Document:
        """Parts 1 to 16 of the skeleton of letters."""
        c = Composer(material, texts, self.values(material, texts))
        return c.document(self._blocks(c))

    def _blocks(self, c: Composer) -> Iterator[Block]:
        yield from opening.head(c)
        yield from opening.writer(c)
        yield from c.section("activity.heading", c.free(c.of_case("activity"), c.case_at("activity")))
        if c.material.incidents:
            yield c.heading("facts.heading")
            yield from telling.numbered_facts(c)
        yield from telling.context(c)
        yield from telling.assessment(c)
        yield c.heading("request.heading")
        annexes = len(annex_lines(c.option("annexes")))
        request = c.say("request.text", annexes=annexes, norms=c.norms())
        yield from c.paragraph(request, at=c.option_at("norms"))
        yield from closing.confidence(c)
        yield from closing.sign_off(c)

    def check(self, material: Material) -> Iterator[Finding]:
        """How long we know the client must be said; context needs sources."""
        case, letter = material.case, material.letter
        if not case.known_since:
            yield Finding(
                "block",
                "known-since",
                tr("The letter does not say since when you know the client."),
                tr("Enter it with the case: readers ask for it first."),
                "case",
                case.id,
                "known_since",
            )
        if letter.options.get("context") and not letter.options.get("sources"):
            yield Finding(
                "block",
                "context-source",
                tr("The context has no source."),
                tr("Name title, publisher and date of each source, or leave the context out."),
                "letter",
                letter.id,
                "options.sources",
            )
        if not letter.options.get("norms"):
            yield Finding(
                "warn",
                "no-norm",
                tr("The request names no legal norm."),
                tr("A request that names its norm is easier to act on."),
                "letter",
                letter.id,
                "options.norms",
            )
