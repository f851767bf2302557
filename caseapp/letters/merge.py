"""The merge fields of letters: what a text may show, where each value comes from, and which record to mend
when it is empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from caseapp.i18n import N_, tr
from caseapp.letters import wording
from caseapp.letters.document import Rich, Span, Text, rich, value
from caseapp.letters.material import Material
from caseapp.letters.phrases import Values
from caseapp.letters.texts import TERMS, Texts
from caseapp.letters.typesetting import typeset
from caseapp.records.fields import Field, Kind
from caseapp.rules.names import language_of, script_of

#: Values that a sentence is handed for itself, beside the fields.
LOCAL = frozenset(
    {
        "actor", "annex", "annexes", "basis", "count", "date", "document", "fact", "name", "norms", "note",
        "number", "place",
        "publisher", "reply", "role", "sources", "time", "title",
    }
)  # fmt: skip
#: The codes of ISO 5218 that words can agree with; every other is "unknown".
SEXES = {"1": "male", "2": "female"}


@dataclass(frozen=True)
class MergeField:
    """A field of the texts: its name, the record and field it comes from ("person.birth"), its label, and
    how it is put into words.
    """

    path: str
    source: str
    label: str
    word: Callable[[Material, Texts], Text]

    @property
    def kind(self) -> str:
        """The kind of record to mend when the value is missing."""
        return self.source.partition(".")[0]

    @property
    def field(self) -> str:
        """The field of that record."""
        return self.source.partition(".")[2]


def _org(m: Material, field: str, *, anyhow: bool = False) -> str:
    return typeset(wording.localized(getattr(m.organisation, field), m.lang, any_language=anyhow), m.lang)


def _sign(m: Material, field: str, *, anyhow: bool = False) -> str:
    return wording.localized(getattr(m.signatory, field), m.lang, any_language=anyhow) if m.signatory else ""


def _sign_since(m: Material, texts: Texts) -> str:
    """The year of office as typed; in Russian a bare year needs its «г.»."""
    since = wording.clause(m.signatory.since) if m.signatory else ""
    if not wording.in_script_of(since, m.lang):
        return ""
    return f"{since} г." if m.lang == "ru" and re.fullmatch(r"\d{4}", since) else since


def client_name(m: Material, texts: Texts) -> Rich:
    """The client's name as letters of this language write it.

    English: as in the chosen document. Russian: the original script, and the chosen document's spelling
    behind it.
    """
    chosen, original = wording.plain_name(m.chosen_name), m.original_name
    written = _original(m)
    if written and _in_cyrillic(m, texts):
        if not chosen or chosen == original.family_first or script_of(chosen) == "cyrillic":
            return (written,)
        return (written, Span(" ("), value(chosen, lang="en"), Span(")"))
    return (value(chosen),) if chosen else ()


def _in_cyrillic(m: Material, texts: Texts) -> bool:
    """Whether this language tells the client by the name in its original script."""
    cyrillic = script_of(m.original_name.family_first) == "cyrillic"
    return cyrillic and texts.plain("name_order", {}) == "family"


def _original(m: Material) -> Span | None:
    """The name in its original script, when that is another script than Latin."""
    written = wording.plain_name(m.original_name)
    if not written or script_of(written) == "latin":
        return None
    return value(written, lang=language_of(written) or None)


def _family(m: Material, texts: Texts) -> str:
    if _in_cyrillic(m, texts):
        return m.original_name.family or wording.plain_name(m.original_name)
    return m.chosen_name.family or wording.plain_name(m.chosen_name) or m.original_name.family


def _script(m: Material, texts: Texts) -> str:
    """What the original name is made of: "full" with a patronymic, "short" without, "other" when readers
    of this language can't read it.
    """
    if not _in_cyrillic(m, texts):
        return "other"
    return "full" if m.original_name.patronymic else "short"


def _reach(m: Material, texts: Texts) -> Rich:
    """Telephone and mail of the organisation: never those of the client."""
    spans: list[Span | Text] = []
    if m.organisation.phone:
        spans.append(value(wording.phone(m.organisation.phone)))
    if m.organisation.mail:
        spans += [", "] if spans else []
        spans.append(mail(m.organisation.mail))
    return rich(*spans)


def mail(address: str) -> Span:
    """An e-mail address that can be clicked."""
    return Span(address, link=f"mailto:{address}", isolate=True)


def _citizenship(m: Material, texts: Texts) -> Text:
    return wording.join(
        (wording.country(code, m.lang) for code in m.client.citizenships), texts.plain("and", {})
    )


def _role(m: Material, texts: Texts) -> str:
    """The function inside a sentence: Russian writes it small."""
    title = _sign(m, "title")
    return wording.lower_first(title) if m.lang == "ru" else title


def _case(m: Material, field: str) -> str:
    return typeset(wording.localized(getattr(m.case, field), m.lang), m.lang, m.names)


def _mail(m: Material, texts: Texts) -> Text:
    return (mail(m.organisation.mail),) if m.organisation.mail else ""


def _qualifications(m: Material, texts: Texts) -> str:
    return wording.clause(_sign(m, "qualifications"))


_M = MergeField
FIELDS: tuple[MergeField, ...] = (
    _M("org.name", "organisation.name", N_("Name of the organisation"),
       lambda m, t: _org(m, "name", anyhow=True)),
    _M("org.registration", "organisation.registration_no", N_("Registration number"),
       lambda m, t: m.organisation.registration_no),
    _M("org.registered_with", "organisation.registered_with", N_("Registered with"),
       lambda m, t: _org(m, "registered_with")),
    _M("org.mandate", "organisation.mandate", N_("What the organisation does"),
       lambda m, t: wording.sentence(_org(m, "mandate"))),
    _M("org.phone", "organisation.phone", N_("Telephone of the organisation"),
       lambda m, t: wording.phone(m.organisation.phone)),
    _M("org.mail", "organisation.mail", N_("E-mail of the organisation"), _mail),
    _M("org.web", "organisation.web", N_("Website of the organisation"), lambda m, t: m.organisation.web),
    _M("org.reach", "organisation.phone", N_("Telephone or e-mail of the organisation"), _reach),
    _M("sign.name", "caseworker.name", N_("Name of the signatory"),
       lambda m, t: _sign(m, "name", anyhow=True)),
    _M("sign.role", "caseworker.title", N_("Function of the signatory"), _role),
    _M("sign.since", "caseworker.since", N_("In office since"), _sign_since),
    _M("sign.qualifications", "caseworker.qualifications", N_("Qualifications"), _qualifications),
    _M("client.name", "person.latin_family", N_("Name of the client"), client_name),
    _M("client.family", "person.family", N_("Family name of the client"), _family),
    _M("client.script", "person.family", N_("Family name of the client"), _script),
    _M("client.genitive", "person.family", N_("Name of the client, declined"),
       lambda m, t: m.declined.genitive if m.declined else ""),
    _M("client.sex", "person.sex", N_("Sex in the document"),
       lambda m, t: SEXES.get(m.client.sex, "unknown")),
    _M("client.birth", "person.birth", N_("Date of birth"),
       lambda m, t: wording.uncertain(m.client.birth, m.lang)),
    _M("client.citizenship", "person.citizenships", N_("Citizenship"), _citizenship),
    _M("case.claim_no", "case.claim_no", N_("File number at the authority"), lambda m, t: m.case.claim_no),
    _M("since.known", "case.known_since", N_("Known to us since"),
       lambda m, t: wording.since(m.case.known_since, m.lang)),
    _M("since.plain", "case.known_since", N_("Known to us since"),
       lambda m, t: wording.uncertain(m.case.known_since, m.lang)),
    _M("case.relation", "case.relation", N_("In what role we know the client"),
       lambda m, t: wording.clause(_case(m, "relation"))),
    _M("case.verified", "case.verified", N_("How identity was checked"),
       lambda m, t: wording.sentence(_case(m, "verified"))),
)  # fmt: skip

_BY_PATH = {field.path: field for field in FIELDS}


def known(options: Mapping[str, Field], texts: Texts) -> set[str]:
    """Every name that the texts of a kind may use."""
    terms = {f"{TERMS}.{name}" for name, _ in texts.under(TERMS)}
    return set(_BY_PATH) | terms | LOCAL | {f"option.{name}" for name in options}


def values(material: Material, options: Mapping[str, Field], texts: Texts) -> Values:
    """All values of a letter by field name: the records' fields, the kind's own options, and the language's
    terms.
    """
    found: dict[str, Text | int] = {field.path: field.word(material, texts) for field in FIELDS}
    for name, declared in options.items():
        found[f"option.{name}"] = _option(material.letter.options.get(name), declared, material.lang)
    for name, phrase in texts.under(TERMS):
        found[f"{TERMS}.{name}"] = wording.bare(phrase.fill(found))
    return found


def labels() -> dict[str, str]:
    """The label of each field in the language of the screen, by path."""
    return {field.path: tr(field.label) for field in FIELDS}


def field_of(label: str) -> MergeField | None:
    """The field with this label, to find what a missing value's mark stands for."""
    return next((field for field in FIELDS if tr(field.label) == label), None)


def _option(content: Any, declared: Field, lang: str) -> Text:
    """An option as a text: flags as "yes", dates in words, lists and links as nothing."""
    if declared.kind is Kind.FLAG:
        return "yes" if content else ""
    if declared.kind is Kind.LOCALIZED:
        return wording.localized(content or {}, lang)
    return content if isinstance(content, str) else ""
