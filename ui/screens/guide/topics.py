"""The topics of the guide: their order, their titles and where their texts lie."""

from __future__ import annotations

from typing import Final

from caseapp.i18n import N_
from caseapp.paths import resource

#: File name below resources/help/<language>/ without its ending, and the title in the list.
TOPICS: Final = {
    "first-steps": N_("First steps"),
    "cases": N_("Cases"),
    "incidents": N_("Threats and incidents"),
    "people": N_("People and papers"),
    "evidence": N_("Evidence files"),
    "letters": N_("Letters"),
    "backup": N_("Backup and restore"),
    "lock": N_("Lock and border"),
    "protection": N_("What is protected"),
}
#: Which topic answers F1 on which screen; other screens get the first.
FOR_SCREEN: Final = {
    "cases": "cases",
    "case": "cases",
    "contacts": "first-steps",
    "actors": "incidents",
    "letters": "letters",
    "letter": "letters",
    "backup": "backup",
    "settings": "lock",
}


def text_of(topic: str, language: str) -> str:
    """The Markdown of a topic; English where a language has no text yet. KeyError for an unknown topic."""
    if topic not in TOPICS:
        raise KeyError(topic)
    path = resource("help", language, f"{topic}.md")
    if not path.exists():
        path = resource("help", "en", f"{topic}.md")
    return path.read_text(encoding="utf-8")
