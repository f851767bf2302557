"""How the records of a case are told in one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from textwrap import shorten
from typing import Any

from caseapp import lists
from caseapp.i18n import language, tr
from caseapp.letters import kinds
from caseapp.lists import countries, languages
from caseapp.records import ALL, Incident, Letter, Note, Person, Spelling
from caseapp.records.fields import Field, Kind
from caseapp.rules import dates
from caseapp.rules.names import script_of
from caseapp.services.cases import CaseSummary
from ui.days import dated, short

STATUS_ICONS = {
    "INT": "hourglass",
    "ACT": "circle-check",
    "URG": "circle-alert",
    "MON": "eye",
    "DOR": "archive",
    "CLO": "circle-x",
    "ARC": "archive",
    "ERA": "circle-x",
}
CHANNEL_ICONS = {"TEL": "phone", "MEE": "book-user", "VIS": "footprints", "FIL": "paperclip"}


def joined(*parts: str, by: str = " ") -> str:
    """The parts that are not empty, in a row."""
    return by.join(part for part in parts if part)


def person_names(person: Person | Spelling) -> tuple[str, str]:
    """A person's name in the original script and in Latin letters; either may be empty."""
    original = joined(person.given, person.patronymic, person.family)
    if isinstance(person, Spelling):
        return (original, "") if script_of(original) != "latin" else ("", original)
    return original, joined(person.latin_given, person.latin_family)


def person_name(person: Person) -> str:
    """The name by which this window calls a person: the original in a Russian window, else the passport's."""
    original, latin = person_names(person)
    first, second = (original, latin) if language() == "ru" else (latin, original)
    return first or second or tr("No name yet")


def client_name(name: str, original: str) -> tuple[str, str]:
    """A client's name in a list, first and second line: Latin above, in a Russian window the original."""
    return (original, name) if original and language() == "ru" else (name, original)


def client_names(summary: CaseSummary) -> tuple[str, list[str]]:
    """The client's name as the head shows it, and the further scripts that are known, each once."""
    if summary.client is None:
        return tr("No name yet"), []
    first = person_name(summary.client)
    others = [name for name in person_names(summary.client) if name and name != first]
    seen = {script_of(name) for name in [first, *others]}
    for spelling in summary.spellings:
        name = joined(spelling.given, spelling.patronymic, spelling.family)
        if spelling.person_id == summary.client.id and script_of(name) not in seen:
            seen.add(script_of(name))
            others.append(name)
    return first, others


def incident_title(incident: Incident) -> str:
    """What happened, in our own words or by its kind."""
    kind = lists.get("incident_kinds").label(incident.kind, language()) if incident.kind else ""
    return incident.title or kind or tr("Untitled incident")


def said(edtf: str) -> str:
    """An uncertain date in words; "date unknown" for none."""
    return dates.say(edtf, language()) if edtf else tr("date unknown")


def coded(name: str, code: str) -> str:
    """The label of a code, an empty string for none."""
    return lists.get(name).label(code, language()) if code else ""


def note_first_line(note: Note) -> str:
    """How a journal entry begins, in at most one short line."""
    first = next((line for line in note.text.splitlines() if line.strip()), "")
    return shorten(first, 90, placeholder="…") or tr("Journal entry")


def letter_state(letter: Letter) -> str:
    """Whether a letter is a draft, or when it was issued."""
    if letter.issued_at is None:
        return tr("Draft")
    return tr("Issued {day}", day=dated(letter.issued_at.astimezone().date()))


def day_of(moment: datetime | None, today: date) -> str:
    """The day of a moment on the caseworker's calendar."""
    return short(moment.astimezone().date(), today) if moment is not None else ""


def told(field: Field, value: Any, names: Mapping[str, str]) -> str:
    """A stored value in words, for the history. `names` are the names of records by id, for links."""
    if value in (None, "", [], {}):
        return ""
    tell = _TELLING.get(field.kind)
    return tell(field, value, names) if tell else str(value)


def _date(field: Field, value: Any, names: Mapping[str, str]) -> str:
    return dated(date.fromisoformat(str(value)[:10]))


def _edtf(field: Field, value: Any, names: Mapping[str, str]) -> str:
    return dates.say(str(value), language())


def _choice(field: Field, value: Any, names: Mapping[str, str]) -> str:
    return coded(field.choices, str(value))


def _choices(field: Field, value: Any, names: Mapping[str, str]) -> str:
    return ", ".join(coded(field.choices, str(code)) for code in value)


def _country(field: Field, value: Any, names: Mapping[str, str]) -> str:
    codes = value if isinstance(value, list) else [value]
    return ", ".join(countries.name(code, language()) for code in codes)


def _language(field: Field, value: Any, names: Mapping[str, str]) -> str:
    codes = value if isinstance(value, list) else [value]
    return ", ".join(languages.name(code, language()) for code in codes)


def _localized(field: Field, value: Any, names: Mapping[str, str]) -> str:
    return "; ".join(f"{code.upper()}: {text}" for code, text in value.items() if text)


def _flag(field: Field, value: Any, names: Mapping[str, str]) -> str:
    return tr("Yes") if value else tr("No")


def _answer(field: Field, value: Any, names: Mapping[str, str]) -> str:
    words = {"yes": tr("Yes"), "no": tr("No"), "unknown": tr("Unknown"), "refused": tr("Refused to say")}
    return words.get(str(value), str(value))


def _link(field: Field, value: Any, names: Mapping[str, str]) -> str:
    ids = value if isinstance(value, list) else [value]
    return ", ".join(names.get(str(one), tr("a deleted record")) for one in ids)


_TELLING: dict[Kind, Callable[[Field, Any, Mapping[str, str]], str]] = {
    Kind.DATE: _date,
    Kind.EDTF: _edtf,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.COUNTRY: _country,
    Kind.COUNTRIES: _country,
    Kind.LANGUAGE: _language,
    Kind.LANGUAGES: _language,
    Kind.LOCALIZED: _localized,
    Kind.FLAG: _flag,
    Kind.ANSWER: _answer,
    Kind.LINK: _link,
    Kind.LINKS: _link,
}

#: The kinds of record that the history of a case tells, with the word for one of them.
RECORD_WORDS = {kind.KIND: kind.LABEL for kind in ALL}


def told_language(code: str) -> str:
    """The name of a language in the language of the screen, with a capital as a word on its own."""
    name = languages.name(code, language())
    return name[:1].upper() + name[1:]


def letter_kind(code: str) -> str:
    """The name of a kind of letter."""
    kind = kinds.BY_CODE.get(code)
    return tr(kind.label) if kind is not None else code
