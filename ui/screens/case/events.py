"""What of a case stands on the timeline, and in which lane."""

from __future__ import annotations

from caseapp import lists
from caseapp.i18n import language, tr
from caseapp.records import Incident
from caseapp.rules import dates
from caseapp.services.cases import CaseSummary
from ui.charts.scale import Event, Lane
from ui.screens.case.words import incident_title, said

STATE, THREATS, MOVES = "state", "threats", "moves"
#: Groups of incident kinds that are acts of a state: the host's, those about papers, proceedings at home.
_OF_STATES = ("H", "M", "J")
#: The event that stands for leaving Russia; it is a fact of the case and no incident.
LEFT = "left-russia"


def lanes() -> tuple[Lane, ...]:
    """The lanes from top to bottom, in the language of the screen."""
    return (Lane(STATE, tr("State action")), Lane(THREATS, tr("Threats")), Lane(MOVES, tr("Moves")))


def lane_of(kind: str) -> str:
    """The lane of a kind of incident; a kind that is not known stands with the threats."""
    group = lists.get("incident_kinds").group(kind) if kind else ""
    return STATE if group in _OF_STATES else THREATS


def events_of(summary: CaseSummary) -> list[Event]:
    """All that can be placed in time."""
    events = [_event(incident) for incident in summary.incidents]
    left = summary.case.left_russia
    if left:
        when = dates.parse_edtf(left)
        words = dates.say(left, language(), "short")
        events.append(Event(LEFT, MOVES, tr("Left Russia"), when.earliest, when.latest, words, "low"))
    return events


def _event(incident: Incident) -> Event:
    earliest, latest = incident.happened_from, incident.happened_to
    if earliest is None and latest is None and incident.created_at is not None:
        # Without any date one thing is certain: it had happened when it was recorded.
        latest = incident.created_at.astimezone().date()
    return Event(
        incident.id,
        lane_of(incident.kind),
        incident_title(incident),
        earliest,
        latest,
        said(incident.happened),
        incident.severity,
    )
