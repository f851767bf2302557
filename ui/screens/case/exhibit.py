"""How a piece of evidence is told: name, type, size, what its device noted, who had it in hand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from caseapp.i18n import N_, language, ntr, tr
from caseapp.records import CustodyEvent, Evidence
from caseapp.rules import dates
from caseapp.services.intake import called
from caseapp.viewer.viewing import LARGEST_FILE, SHOWN
from ui.days import dated, moment
from ui.words import coded, joined

_TYPES = {
    "application/pdf": N_("PDF document"),
    "image/jpeg": N_("JPEG picture"),
    "image/png": N_("PNG picture"),
    "image/heic": N_("HEIC picture"),
    "image/tiff": N_("TIFF picture"),
    "image/gif": N_("GIF picture"),
    "image/webp": N_("WebP picture"),
    "application/zip": N_("ZIP archive"),
    "text/plain": N_("Text"),
    "message/rfc822": N_("Email message"),
}
_MAIN = {
    "image": N_("Picture"),
    "video": N_("Video"),
    "audio": N_("Sound recording"),
    "text": N_("Text"),
}
_ICONS = {"video": "video", "audio": "mic", "text": "file-text", "image": "image"}


def title_of(evidence: Evidence) -> str:
    """By what it shows, else by the name of its file."""
    return called(evidence) or tr("Evidence without a name")


def can_be_shown(evidence: Evidence) -> bool:
    """Whether the viewer takes files of this type and size."""
    return evidence.media_type in SHOWN and (evidence.size or 0) <= LARGEST_FILE


def type_words(media_type: str) -> str:
    """The type of a file in plain words."""
    words = _TYPES.get(media_type) or _MAIN.get(media_type.partition("/")[0]) or N_("File")
    return tr(words)


def icon_of(evidence: Evidence) -> str:
    """What stands where there is no picture."""
    if evidence.media_type == "application/pdf":
        return "file-text"
    return _ICONS.get(evidence.media_type.partition("/")[0], "paperclip")


def size_words(size: int | None) -> str:
    """A size as people read it; units of a thousand."""
    amount = float(size or 0)
    if amount < 1000:
        return ntr("{n} byte", "{n} bytes", int(amount))
    steps = ((N_("{size} kB"), 10**3), (N_("{size} MB"), 10**6), (N_("{size} GB"), 10**9))
    words, unit = next(step for step in reversed(steps) if amount >= step[1])
    shown = f"{amount / unit:.1f}" if amount < 10 * unit else str(round(amount / unit))
    return tr(words, size=shown.replace(".", ",") if language() == "ru" else shown)


def made_words(evidence: Evidence) -> str:
    """When it was made, "" when nobody said so."""
    return dates.say(evidence.made, language(), "short") if evidence.made else ""


def made_day(evidence: Evidence) -> date | None:
    """The earliest day on which it may have been made, to sort by."""
    return dates.parse_edtf(evidence.made).earliest if evidence.made else None


def received_day(evidence: Evidence) -> date | None:
    """When it came to us: as noted, else the day on which it was taken in."""
    if evidence.received_on is not None:
        return evidence.received_on
    return evidence.created_at.astimezone().date() if evidence.created_at is not None else None


def second_line(evidence: Evidence) -> str:
    """Kind and date of making, for lists."""
    kind = coded("evidence_kinds", evidence.kind) or type_words(evidence.media_type)
    return joined(kind, made_words(evidence), by=" · ")


def file_facts(evidence: Evidence) -> list[tuple[str, str]]:
    """What is certain about the file, as label and words."""
    facts = [
        (tr("File"), evidence.file_name),
        (tr("Type and size"), joined(type_words(evidence.media_type), size_words(evidence.size), by=", ")),
    ]
    notes = evidence.properties
    if notes.get("pages", 1) > 1:
        facts.append((tr("Pages"), str(notes["pages"])))
    elif notes.get("width") and notes.get("height") and evidence.media_type != "application/pdf":
        facts.append((tr("Pixels"), f"{notes['width']} × {notes['height']}"))
    return [(label, words) for label, words in facts if words]


def device_facts(notes: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the camera or program wrote into the file, as label and words."""
    taken = noted_moment(str(notes.get("taken", "")))
    offset = notes.get("taken_offset", "")
    facts = [
        (tr("Made"), f"{taken} (UTC{offset})" if taken and offset else taken),
        (tr("Changed"), noted_moment(str(notes.get("changed", "")))),
        (tr("Place"), place_words(notes)),
        (tr("Device"), str(notes.get("camera", ""))),
        (tr("Serial number"), str(notes.get("serial", ""))),
        (tr("Program"), str(notes.get("program", ""))),
        (tr("Title"), str(notes.get("title", ""))),
        (tr("Author"), str(notes.get("author", ""))),
        (tr("Description"), str(notes.get("description", ""))),
    ]
    return [(label, words) for label, words in facts if words]


def noted_moment(text: str) -> str:
    """A moment as a device wrote it, on its own clock: never moved to ours."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return f"{dated(at.date())}, {at:%H:%M}" if "T" in text else dated(at.date())


def noted_day(notes: Mapping[str, Any]) -> str:
    """The day on which the device says it was made, as EDTF; "" for none."""
    text = str(notes.get("taken", ""))[:10]
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def place_words(notes: Mapping[str, Any]) -> str:
    """Latitude and longitude as maps take them."""
    found = notes.get("latitude"), notes.get("longitude")
    if not all(isinstance(angle, int | float) and math.isfinite(angle) for angle in found):
        return ""
    return f"{found[0]:.5f}, {found[1]:.5f}"


def custody_words(event: CustodyEvent, names: Mapping[str, str]) -> tuple[str, str]:
    """A custody event in two lines: what and when, by whom and what for."""
    when = moment(event.at) if event.at is not None else ""
    who = names.get(event.caseworker_id or "", "")
    return (
        joined(coded("custody_acts", event.act), when, by=" · "),
        joined(who, event.to_whom, event.purpose, by=" · "),
    )
