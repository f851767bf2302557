"""The case dossier: everything that may be disclosed of a case, in order, for one reader and one purpose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from caseapp import lists
from caseapp.i18n import N_, language, tr
from caseapp.letters import closing, coded, further, opening, papers, sheets, telling, wording
from caseapp.letters.composer import Composer
from caseapp.letters.document import Block, Contents, Cover, Document, Heading, PageBreak, Rich, Row, rich
from caseapp.letters.findings import Finding, finding
from caseapp.letters.kinds.kind import LetterKind, option
from caseapp.letters.lines import recipient_text
from caseapp.letters.material import Material, anchor
from caseapp.letters.texts import Texts
from caseapp.records import Incident
from caseapp.records.fields import Field


class Dossier(LetterKind):
    """Kind (k), first form: cover, contents, identity sheet, chronology, incidents, people, contacts,
    letters.
    """

    code: ClassVar[str] = "dossier"
    label: ClassVar[str] = N_("Case dossier")
    help: ClassVar[str] = N_("All that may be disclosed of the case, in order, for one reader.")
    needs: ClassVar[frozenset[str]] = frozenset(
        {"org", "sign", "letter", "client", "rel", "prof", "events", "annex"}
    )
    customary_pages: ClassVar[int | None] = None
    special_option: ClassVar[str] = "special"
    takes_every_incident: ClassVar[bool] = True
    own_options: ClassVar[dict[str, Field]] = {
        "purpose": option(
            "text",
            N_("Purpose"),
            N_("In the language of the dossier; printed on the cover."),
            group=N_("Cover"),
        ),
        "summary": option(
            "long",
            N_("Summary"),
            N_("In the language of the dossier: one page at most."),
            group=N_("Content"),
        ),
        "contacts": option(
            "links", N_("Contacts in the dossier"), target="contact", group=N_("Content"), rare=True
        ),
        "no_people": option("flag", N_("Leave out family and other people"), group=N_("Content"), rare=True),
        "no_letters": option("flag", N_("Leave out the list of letters"), group=N_("Content"), rare=True),
        "special": option(
            "flag",
            N_("Include special categories"),
            N_(
                "Convention grounds, names by faith, profiles that tell of faith, ethnicity or orientation,"
                " and who is a witness or source."
            ),
            group=N_("Content"),
            rare=True,
        ),
    }

    def compose(self, material: Material, texts: Texts) -> Document:
        """Cover, contents and the sections that have something to say."""
        c = Composer(material, texts, self.values(material, texts))
        return c.document(self._blocks(c), fold_marks=False)

    def _blocks(self, c: Composer) -> Iterator[Block]:
        yield self._cover(c)
        yield Contents(c.plain("contents"), depth=2)
        yield PageBreak()
        yield c.heading("person_sheet.heading")
        yield sheets.identity(c, special=_special(c))
        yield from papers.documents(c)
        yield from sheets.spellings(c)
        yield from c.section("summary.heading", c.free(c.option("summary"), c.option_at("summary")))
        known = c.paragraph(*opening.acquaintance(c), opening.representation(c), at=c.case_at("known_since"))
        yield from c.section("relation.heading", known)
        yield from c.section("activity.heading", c.free(c.of_case("activity"), c.case_at("activity")))
        if c.material.incidents:
            yield from self._chronology(c)
            yield from self._incidents(c)
        yield from telling.assessment(c)
        if not c.options.get("no_people"):
            yield from c.section("people.heading", sheets.people(c, special=_special(c)))
        yield from c.section("contacts.heading", sheets.contacts(c))
        if not c.options.get("no_letters"):
            yield from c.section("letters.heading", sheets.letters(c))
        yield from closing.sign_off(c)

    def _cover(self, c: Composer) -> Cover:
        letter = c.material.letter
        signs = ", ".join(str(c.values[path]) for path in ("sign.name", "sign.role") if c.values[path])
        address = wording.one_line(wording.localized(c.material.organisation.address, c.lang))
        at = anchor("letter", letter.id)
        rows = sheets.facts(
            c,
            [
                ("prepared_for", wording.one_line(recipient_text(c.material)), f"{at}:recipient"),
                ("purpose", c.typed(c.option("purpose")), c.option_at("purpose")),
                ("info.our_reference", opening.number(c), at),
                ("info.your_reference", letter.their_reference, f"{at}:their_reference"),
                ("as_of", wording.day(c.material.dated, c.lang), f"{at}:dated"),
                ("prepared_by", signs, f"{at}:signatory_id"),
                ("address", address, anchor("organisation", c.material.organisation.id, "address")),
            ],
        ).rows
        return Cover(
            title=c.say("title"),
            subtitle=c.say("cover_name"),
            rows=rows,
            note=c.say("cover_note"),
            anchor=anchor("person", c.material.client.id, "latin_family"),
        )

    def _chronology(self, c: Composer) -> Iterator[Block]:
        yield c.heading("chronology.heading")
        yield from c.paragraph(c.say("chronology.intro"), keep=True)
        heads = (
            ("chronology.number", 0.4), ("chronology.date", 1.4), ("chronology.place", 1.5),
            ("chronology.event", 2.2), ("chronology.source", 2.8),
        )  # fmt: skip
        lines = [self._line(c, number, each) for number, each in enumerate(c.material.incidents, 1)]
        yield sheets.table(c, heads, lines, figures="chronology.date")

    def _line(self, c: Composer, number: int, incident: Incident) -> Row:
        cells = (
            str(number),
            telling.when(c, incident),
            wording.place(incident, c.lang),
            coded.kinds_of(incident, c.lang),
            telling.basis(c, incident, number, labelled=False),
        )
        return Row(cells, anchor("incident", incident.id))

    def _incidents(self, c: Composer) -> Iterator[Block]:
        yield c.heading("incidents.heading")
        yield from c.paragraph(c.say("incidents.intro"), keep=True)
        for number, incident in enumerate(c.material.incidents, 1):
            name = coded.kind_of(incident, c.lang)
            yield Heading(c.say("incidents.entry", number=str(number), name=name), 2)
            at = anchor("incident", incident.id)
            yield from c.paragraph(telling.statement(c, incident), at=at, keep=True)
            yield self._sheet(c, number, incident)

    def _sheet(self, c: Composer, number: int, incident: Incident) -> Block:
        lang = c.lang
        basis = telling.basis(c, incident, number, labelled=False)
        source = coded.label("source_kinds", incident.source_kind, lang)
        investigation = coded.label("investigation", incident.investigation, lang)
        several = set(incident.other_kinds) - {incident.kind}
        kinds = coded.kinds_of(incident, lang) if several else ""

        def at(field: str) -> str:
            return anchor("incident", incident.id, field)

        response = c.typed(wording.localized(incident.response, lang))
        return sheets.facts(
            c,
            [
                ("incidents.date", telling.when(c, incident), at("happened")),
                ("incidents.time", wording.hour(incident.time_of_day, lang), at("time_of_day")),
                ("incidents.place", wording.place(incident, lang), at("place")),
                ("incidents.basis", basis, at("basis")),
                ("incidents.kinds", kinds, at("kind")),
                ("incidents.person", self._affected(c, incident), at("person_id")),
                ("incidents.ongoing", coded.answer(incident.ongoing, lang), at("ongoing")),
                ("incidents.source_kind", source, at("source_kind")),
                *further.sources(c, incident),
                *further.actors(c, incident),
                (
                    "incidents.reported_to",
                    sheets.readable(c.typed(incident.reported_to), lang),
                    at("reported_to"),
                ),
                ("incidents.report_no", incident.report_no, at("report_no")),
                ("incidents.response", response and wording.sentence(response), at("response")),
                ("incidents.investigation", investigation, at("investigation")),
                ("incidents.outcome", coded.label("outcomes", incident.outcome, lang), at("outcome")),
            ],
        )

    def _affected(self, c: Composer, incident: Incident) -> Rich:
        """Whom it concerned beside the client: each by role, or by role and name."""
        ids = dict.fromkeys((incident.person_id, *incident.person_ids))
        people = {each.id: each for each in sheets.others(c, special=_special(c))}
        told = [wording.person(people[one], c.texts, c.values) for one in ids if one in people]
        return rich(*(part for at, each in enumerate(told) for part in ((("; ",) if at else ()) + (each,))))

    def own_texts(self, material: Material) -> Iterator[tuple[str, str, str, str]]:
        """Its options, what further sources say, and what authorities answered."""
        yield from super().own_texts(material)
        yield from further.own_texts(material)
        for incident in material.incidents:
            if answer := wording.localized(incident.response, material.lang):
                yield "incident", incident.id, "response", answer

    def check(self, material: Material) -> Iterator[Finding]:
        """A dossier has a purpose, its further sources a basis, and the people in it agreed to be named."""
        letter = material.letter
        yield from further.further_findings(material)
        yield from _people_findings(material)
        if not letter.options.get("purpose"):
            yield Finding(
                "warn",
                "no-purpose",
                tr("The dossier does not say what it is for."),
                tr("Personal data may leave for a stated purpose only."),
                "letter",
                letter.id,
                "options.purpose",
            )


def _special(c: Composer) -> bool:
    """Whether this dossier was told to carry special categories."""
    return bool(c.options.get(Dossier.special_option))


def _people_findings(material: Material) -> Iterator[Finding]:
    """Who is spoken of by role only because nobody noted their consent, and who agreed with limits."""
    told = {person.id for person in material.persons}
    if material.letter.options.get("no_people"):
        told = {one for each in material.incidents for one in (each.person_id, *each.person_ids) if one}
    for person in material.everybody:
        if person.id in told & (material.unasked | material.limited):
            code = "person-unasked" if person.id in material.unasked else "person-limits"
            role = lists.get("relations").label(person.relation or "UU", language())
            yield finding(
                code,
                "person",
                person.id,
                "consent",
                name=wording.person_name(person, language()).text or role,
            )
