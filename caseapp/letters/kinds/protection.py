"""The letter that tells an authority of a danger and asks for concrete measures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from caseapp import lists
from caseapp.i18n import N_, tr
from caseapp.letters import closing, opening, telling, wording
from caseapp.letters.composer import Composer, spaced
from caseapp.letters.document import (
    Block,
    BulletList,
    Column,
    Document,
    Paragraph,
    Rich,
    Row,
    Span,
    Table,
    rich,
    value,
)
from caseapp.letters.findings import Finding
from caseapp.letters.kinds.kind import LetterKind, option
from caseapp.letters.material import Material, anchor
from caseapp.letters.texts import Texts
from caseapp.records import Incident
from caseapp.records.fields import Field

#: Conduct of a host state after which a letter there may help the persecutor: formal cooperation, complicity.
GATED = frozenset({"COO", "COM"})


class Protection(LetterKind):
    """Kind (b): to police, prosecutor, ministry or ombudsperson. Who is in danger, what happened, which
    measures.
    """

    code: ClassVar[str] = "protection"
    label: ClassVar[str] = N_("Protection letter")
    help: ClassVar[str] = N_("What threatens the client now, and which measures you ask of an authority.")
    needs: ClassVar[frozenset[str]] = frozenset(
        {"org", "sign", "letter", "rcpt", "client", "events", "threat", "request", "host", "annex"}
    )
    own_options: ClassVar[dict[str, Field]] = {
        "danger": option(
            "long",
            N_("The danger now"),
            N_("In the language of the letter: who is in danger of what, and why now."),
            group=N_("Danger"),
        ),
        "pattern": option(
            "long",
            N_("Pattern, as we see it"),
            N_("Printed as your assessment. Say what is suspected and by whom."),
            group=N_("Danger"),
            rare=True,
        ),
        "measures": option("choices", N_("Measures"), choices="letter_measures", group=N_("Request")),
        "own_measures": option(
            "long",
            N_("Further measures"),
            N_("In the language of the letter, one per line."),
            group=N_("Request"),
        ),
        "norms": option("choices", N_("Legal norms"), choices="letter_protection_norms", group=N_("Request")),
        "reply_by": option("date", N_("Answer asked by"), group=N_("Request"), rare=True),
        "second": option(
            "link",
            N_("Second caseworker"),
            N_(
                "Needed where the host state has worked with the persecutor: somebody else who agrees to this"
                " letter."
            ),
            target="caseworker",
            group=N_("Request"),
            rare=True,
        ),
    }

    def defaults(self, material: Material) -> dict[str, Any]:
        """The two measures that endanger nobody; the others depend on the case."""
        return {"measures": ["REPORT", "NODISCLOSE"]}

    def compose(self, material: Material, texts: Texts) -> Document:
        """Danger, incidents, assessment, measures, safe contact."""
        c = Composer(material, texts, self.values(material, texts))
        return c.document(self._blocks(c))

    def _blocks(self, c: Composer) -> Iterator[Block]:
        yield from opening.head(c, file_no=False)
        yield from opening.writer(c)
        yield from c.section("danger.heading", c.free(c.option("danger"), c.option_at("danger")))
        if c.material.incidents:
            yield c.heading("incidents.heading")
            yield self._table(c)
        pattern = c.free(c.option("pattern"), c.option_at("pattern"), close=c.say("assessment.limit"))
        yield from c.section("pattern.heading", pattern)
        yield from self._request(c)
        yield from closing.confidence(c)
        yield from closing.sign_off(c)

    def _table(self, c: Composer) -> Table:
        heads = ("number", "when", "place", "what", "report")
        widths = (0.45, 1.85, 1.3, 5.0, 1.6)
        return Table(
            tuple(
                Column(c.say(f"incidents.{head}"), width, row_header=head == "number", figures=head == "when")
                for head, width in zip(heads, widths, strict=True)
            ),
            tuple(self._row(c, number, incident) for number, incident in enumerate(c.material.incidents, 1)),
        )

    def _row(self, c: Composer, number: int, incident: Incident) -> Row:
        time = wording.time_of_day(incident.time_of_day, c.lang)
        when = c.plain("incidents.time", date=telling.when(c, incident), time=time)
        known = _small(telling.basis(c, incident, number))
        what = spaced(telling.statement(c, incident), known)
        cells = (str(number), when, wording.place(incident, c.lang), what, self._report(c, incident))
        return Row(cells, anchor("incident", incident.id))

    def _report(self, c: Composer, incident: Incident) -> Rich:
        """Number of the report, to whom it was made, and what came of it."""
        parts: list[Rich] = []
        if incident.report_no:
            parts.append(c.say("incidents.report_no", number=incident.report_no))
        if incident.reported_to and wording.in_script_of(incident.reported_to, c.lang):
            parts.append((value(c.typed(incident.reported_to)),))
        # that it was reported is said by its number and by whom it was reported to
        if incident.investigation not in (wording.NOBODY | ({"RPT"} if parts else set())):
            label = lists.get("investigation").label(incident.investigation, c.lang)
            parts.append((value(wording.lower_first(label) if parts else label),))
        joined = rich(
            *(part for index, each in enumerate(parts) for part in ((("; ",) if index else ()) + (each,)))
        )
        return joined or c.say("none")

    def _request(self, c: Composer) -> Iterator[Block]:
        chosen = c.options.get("measures")
        codes = [code for code in chosen if f"measure.{code}" in c.texts] if isinstance(chosen, list) else []
        measures = [c.say(f"measure.{code}") for code in codes]
        own = wording.paragraphs(c.option("own_measures"))
        measures += [(value(c.typed(line)),) for line in own]
        if not measures:
            return
        yield c.heading("request.heading")
        request = c.say("request.text", count=len(measures), norms=c.norms())
        yield Paragraph(request, keep_with_next=True, anchor=c.option_at("measures"))
        last = len(measures) - 1
        yield BulletList(
            tuple(_ended(measure, "." if index == last else ";") for index, measure in enumerate(measures)),
            anchor=c.option_at("measures"),
        )
        if reply := _reply_by(c.material):
            yield from c.paragraph(c.say("request.reply", reply=wording.day(reply, c.lang)))

    def check(self, material: Material) -> Iterator[Finding]:
        """One concrete measure, why there is danger now, and the gate of the country."""
        letter = material.letter
        if not letter.options.get("measures") and not letter.options.get("own_measures"):
            yield Finding(
                "block",
                "no-measure",
                tr("The letter asks for no concrete measure."),
                tr("Choose at least one: an authority can't act on a request for protection alone."),
                "letter",
                letter.id,
                "options.measures",
            )
        if not letter.options.get("danger"):
            yield Finding(
                "block",
                "no-danger",
                tr("The letter does not say who is in danger of what, and why now."),
                tr("Write it in the language of the letter."),
                "letter",
                letter.id,
                "options.danger",
            )
        reply = _reply_by(material)
        if reply and reply <= material.dated:
            yield Finding(
                "block",
                "reply-past",
                tr("The answer is asked for a day that has passed when the letter goes out."),
                tr("Choose a later day."),
                "letter",
                letter.id,
                "options.reply_by",
            )
        yield from self._gate(material)

    def _gate(self, material: Material) -> Iterator[Finding]:
        """Where the host state has worked with the persecutor, a second person must agree."""
        letter, case = material.letter, material.case
        land = material.contact.country if material.contact else case.country
        gated = [i for i in material.of_case if i.host_conduct in GATED and i.country in ("", land)]
        if not gated:
            return
        second = letter.options.get("second")
        if not second:
            yield Finding(
                "block",
                "country-gate",
                tr("This case holds an incident in which the host state worked with the persecutor."),
                tr("A second caseworker must agree that this letter does not put the client in danger."),
                "letter",
                letter.id,
                "options.second",
            )
        elif second == letter.signatory_id:
            yield Finding(
                "block",
                "country-gate-same",
                tr("The second caseworker is the one who signs."),
                tr("Somebody else must agree to this letter."),
                "letter",
                letter.id,
                "options.second",
            )


def _reply_by(material: Material) -> date | None:
    """The option as a day; options are plain JSON."""
    text = material.letter.options.get("reply_by")
    return date.fromisoformat(text) if isinstance(text, str) and text else None


def _small(text: Rich) -> Rich:
    """Set apart from what is told before it."""
    return tuple(Span(span.text, span.bold, True, span.link, span.lang, span.isolate) for span in text)


def _ended(text: Rich, mark: str) -> Rich:
    """An item of a list with its closing mark."""
    last = text[-1]
    bare = last.text.rstrip(" .;,")
    return (*text[:-1], Span(bare, last.bold, last.italic, last.link, last.lang, last.isolate), Span(mark))
