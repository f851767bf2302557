"""What of a case stands on the timeline, in which lane, and by what it can be filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from caseapp import lists
from caseapp.i18n import N_, language, tr
from caseapp.records import IdentityDocument, Incident
from caseapp.rules import dates
from caseapp.services.cases import CaseSummary
from ui.charts.filtering import Filter
from ui.charts.scale import Event, Lane
from ui.days import dated
from ui.widgets.segments import Choice
from ui.widgets.shapes import level_word
from ui.words import coded, incident_title, person_name, said

STATE, THREATS, MOVES, PAPERS = "state", "threats", "moves", "papers"
#: Groups of incident kinds that are acts of a state: the host's, those about papers, proceedings at home.
_OF_STATES = ("H", "M", "J")
#: What the groups of incident kinds are called; one that is not known is called by its letter.
_GROUPS = {
    "D": N_("Direct attacks"),
    "H": N_("Host state used"),
    "M": N_("Papers and movement"),
    "J": N_("Prosecution"),
    "P": N_("People close to them"),
    "T": N_("Threats and watching"),
    "E": N_("Online"),
    "R": N_("Services and livelihood"),
}
#: The event that stands for leaving Russia; it is a fact of the case and no incident.
LEFT = "left-russia"
#: How the id of an event begins that stands for an identity document.
PAPER = "paper:"
#: Documents that nobody can use any more need no watching.
_OVER = ("ANN", "LOS", "SEI")


def lanes() -> tuple[Lane, ...]:
    """The lanes from top to bottom, in the language of the screen."""
    return (
        Lane(STATE, tr("State action")),
        Lane(THREATS, tr("Threats")),
        Lane(MOVES, tr("Moves")),
        Lane(PAPERS, tr("Papers"), optional=True),
    )


def lane_of(kind: str) -> str:
    """The lane of a kind of incident; a kind that is not known stands with the threats."""
    return STATE if _group(kind) in _OF_STATES else THREATS


def events_of(summary: CaseSummary) -> list[Event]:
    """All that can be placed in time, and the incidents of which no date is known."""
    events = [_event(incident, summary) for incident in summary.incidents]
    left = summary.case.left_russia
    if left:
        when = dates.parse_edtf(left)
        words = dates.say(left, language(), "short")
        events.append(
            Event(
                LEFT,
                MOVES,
                tr("Left Russia"),
                when.earliest,
                when.latest,
                words,
                "low",
                vague=when.approximate or when.uncertain,
            )
        )
    return events + _papers(summary, events)


def _papers(summary: CaseSummary, others: list[Event]) -> list[Event]:
    """When documents end. One that ended before the story began would only press the rest together."""
    begins = min((one.earliest for one in others if one.earliest is not None), default=None)
    return [
        _paper(one)
        for one in summary.documents
        if one.valid_until and one.state not in _OVER and (begins is None or one.valid_until >= begins)
    ]


def filters_of(summary: CaseSummary) -> list[Filter]:
    """By what the timeline of a case can be narrowed down; only answers that occur."""
    found = summary.incidents
    people = {one.id: person_name(one) for one in summary.persons}

    def filter_(name: str, title: str, codes: Iterable[str], words: Callable[[str], str]) -> Filter:
        return Filter(name, title, tuple(Choice(code, words(code)) for code in dict.fromkeys(codes) if code))

    return [
        filter_(
            "group",
            tr("Kind"),
            sorted(_group(one.kind) for one in found),
            lambda code: tr(_GROUPS.get(code, code)),
        ),
        filter_(
            "person",
            tr("Person"),
            (one for incident in found for one in _persons(incident, summary)),
            lambda one: people.get(one, tr("a deleted record")),
        ),
        filter_("severity", tr("How serious"), sorted((i.severity for i in found), reverse=True), level_word),
        filter_(
            "conduct",
            tr("What the host state did"),
            sorted(one.host_conduct for one in found),
            lambda code: coded("host_conduct", code),
        ),
    ]


def _group(kind: str) -> str:
    return lists.get("incident_kinds").group(kind) if kind else ""


def _persons(incident: Incident, summary: CaseSummary) -> list[str]:
    """To whom it happened; the client where nobody is named."""
    named = [one for one in (incident.person_id, *incident.person_ids) if one]
    return named or [summary.client.id if summary.client is not None else ""]


def _event(incident: Incident, summary: CaseSummary) -> Event:
    tags = {
        ("group", _group(incident.kind)),
        ("severity", incident.severity),
        ("conduct", incident.host_conduct),
        *(("person", one) for one in _persons(incident, summary)),
    }
    when = dates.parse_edtf(incident.happened) if incident.happened else None
    return Event(
        incident.id,
        lane_of(incident.kind),
        incident_title(incident),
        incident.happened_from,
        incident.happened_to,
        said(incident.happened),
        incident.severity,
        frozenset(tag for tag in tags if tag[1]),
        vague=when is not None and (when.approximate or when.uncertain),
    )


def _paper(document: IdentityDocument) -> Event:
    kind = coded("identity_documents", document.kind) or tr("Identity document")
    day = document.valid_until
    words = dated(day) if day is not None else ""
    return Event(f"{PAPER}{document.id}", PAPERS, tr("{document} ends", document=kind), day, day, words)
