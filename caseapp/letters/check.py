"""What is looked at before a letter is issued. Every finding names the record and field to mend.

The rules follow the domain's list of pre-print checks: nothing unsigned, unfounded, contradictory or
unprintable goes out, no suspicion as a fact, nobody's safety for a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from caseapp.i18n import ntr, tr
from caseapp.letters import wording
from caseapp.letters.check_facts import fact_findings, text_findings
from caseapp.letters.dating import conflicts
from caseapp.letters.document import Document, plain, texts
from caseapp.letters.findings import Finding, Severity, finding
from caseapp.letters.kinds.kind import LetterKind
from caseapp.letters.lines import annex_lines, recipient_text, source_lines
from caseapp.letters.material import Material
from caseapp.letters.merge import field_of
from caseapp.letters.poisoning import poisoning_findings
from caseapp.letters.sharing import sharing_findings
from caseapp.letters.telling import STATEMENT_LABEL
from caseapp.records import IdentityDocument
from caseapp.rules.names import PersonName

#: Says which characters of a text can't be printed.
Unprintable = Callable[[str], Iterable[str]]

#: Lines of an address that stand in the window of an envelope, and characters that a line takes.
WINDOW = (7, 45)
#: A letter whose date is older than this on the day of issue looks forgotten.
STALE = timedelta(days=14)


def check(
    kind: LetterKind, material: Material, document: Document, pages: int, unprintable: Unprintable
) -> list[Finding]:
    """Everything to settle before this letter can go out, what blocks it first. `pages` is its printed
    length.
    """
    found = [
        *_letter(kind, material),
        *_signatory(material),
        *_organisation(material),
        *_name(material),
        *sharing_findings(material),
        *kind.check(material),
        *fact_findings(material),
        *poisoning_findings(kind, material),
        *conflicts(material),
        *text_findings(kind, material),
        *_lines(material),
        *_print(kind, material, document, pages, unprintable),
    ]
    found += _gaps(material, document, found)
    return sorted(dict.fromkeys(found), key=lambda each: not each.blocks)


def _letter(kind: LetterKind, material: Material) -> Iterator[Finding]:
    letter = material.letter

    def at(code: str, field: str, severity: Severity | None = None) -> Finding:
        return finding(code, "letter", letter.id, field, severity=severity)

    address = wording.paragraphs(recipient_text(material))
    if not address:
        yield at("no-recipient", "recipient", "block" if "rcpt" in kind.needs else "warn")
    elif "rcpt" in kind.needs and sum(1 + (len(line) - 1) // WINDOW[1] for line in address) > WINDOW[0]:
        yield at("address-long", "recipient")
    if letter.dated is None:
        yield at("no-date", "dated")
    elif letter.dated > material.today:
        yield at("date-ahead", "dated")
    elif letter.dated < material.today - STALE:
        yield at("date-stale", "dated")
    if not material.incidents:
        yield at("no-facts", "facts", "block" if "threat" in kind.needs else "warn")


def _signatory(material: Material) -> Iterator[Finding]:
    sign, org, lang = material.signatory, material.organisation, material.lang
    if sign is None:
        yield finding("no-signatory", "letter", material.letter.id, "signatory_id")
        return
    gone = sign.left_on is not None and sign.left_on <= material.dated
    if not sign.may_sign or gone:
        yield finding("may-not-sign", "letter", material.letter.id, "signatory_id")
    if not wording.localized(sign.title, lang):
        yield finding("no-title", "caseworker", sign.id, "title")
    if not wording.localized(sign.name, lang):
        yield finding("signatory-name-language", "caseworker", sign.id, "name")
    if not (org.phone or org.mail):
        own = sign.phone or sign.mail
        yield finding("no-safe-contact" if own else "no-contact", "organisation", org.id, "phone")


def _organisation(material: Material) -> Iterator[Finding]:
    org = material.organisation
    for field in ("mandate", "address", "place", "name"):
        if not wording.localized(getattr(org, field), material.lang):
            yield finding(f"org-{field}", "organisation", org.id, field)
    if not org.registration_no:
        yield finding("org-registration", "organisation", org.id, "registration_no")


def _name(material: Material) -> Iterator[Finding]:
    client = material.client
    if material.letter.spelling_id and material.spelling is None:
        yield finding("spelling-gone", "letter", material.letter.id, "spelling_id")
    elif not material.chosen_name:
        yield finding("no-passport-spelling", "person", client.id, "latin_family")
    elif (paper := material.spelling_document) is not None and not _as_printed(material.chosen_name, paper):
        printed = PersonName(paper.family, paper.given).given_first
        chosen = material.chosen_name.given_first
        kind, record, field = (
            ("person", client.id, "latin_family")
            if material.spelling is None
            else ("spelling", material.spelling.id, "family")
        )
        yield finding("name-not-as-printed", kind, record, field, name=chosen, printed=printed)
    if not client.birth:
        yield finding("no-birth", "person", client.id, "birth")


def _as_printed(name: PersonName, paper: IdentityDocument) -> bool:
    """Whether a name is that of the document, apart from capitals; what nobody copied can't differ."""
    pairs = ((name.family, paper.family), (name.given, paper.given))
    return all(
        not printed or " ".join(printed.split()).casefold() == " ".join(written.split()).casefold()
        for written, printed in pairs
    )


def _lines(material: Material) -> Iterator[Finding]:
    letter = material.letter
    for line in annex_lines(str(letter.options.get("annexes") or "")):
        wrong = line.faulty or line.fact > len(material.incidents)
        if wrong or line.pages is None:
            code = "annex-line" if wrong else "annex-pages"
            yield finding(code, "letter", letter.id, "options.annexes", title=line.title)
    for source in source_lines(str(letter.options.get("sources") or "")):
        if not source.publisher or not source.date:
            yield finding("source-line", "letter", letter.id, "options.sources", title=source.title)


def _gaps(material: Material, document: Document, found: list[Finding]) -> Iterator[Finding]:
    """Merge fields without a value in the finished letter; not those that another finding speaks of."""
    told = {(each.kind, each.id, each.field) for each in found}
    spans = (span for text in texts(document) if not isinstance(text, str) for span in text)
    for label in dict.fromkeys(span.text for span in spans if span.missing):
        field = field_of(label)
        record = material.of(field.kind) if field else None
        if label == tr(STATEMENT_LABEL) or (field and not record):
            continue
        place = (
            (field.kind, record.id, field.field) if field and record else ("letter", material.letter.id, "")
        )
        if place not in told:
            yield finding("empty-field", *place, label=label)


def _print(
    kind: LetterKind, material: Material, document: Document, pages: int, unprintable: Unprintable
) -> Iterator[Finding]:
    """What shows only in print: characters without a shape, and the length."""
    letter = material.letter
    signs = dict.fromkeys(sign for text in texts(document) for sign in unprintable(plain(text)))
    if signs:
        yield finding("unprintable", "letter", letter.id, signs=" ".join(list(signs)[:10]))
    limit = kind.customary_pages
    if limit is not None and pages > limit:
        yield Finding(
            "warn",
            "long",
            ntr("The letter has {n} page.", "The letter has {n} pages.", pages),
            ntr("Readers expect at most {n} page.", "Readers expect at most {n} pages.", limit),
            "letter",
            letter.id,
            "facts",
        )
