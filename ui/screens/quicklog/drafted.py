"""A quick log that was begun: what stands in its fields as plain JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.screens.quicklog.sheet import Sheet


def raw_of(sheet: Sheet, own: set[str]) -> dict[str, Any]:
    """What stands in the sheet; `own` are the fields that the person filled in."""
    return {
        "text": sheet.text.toPlainText(),
        "own": sorted(own),
        "fields": {name: sheet.cells[name].editor.raw() for name in own if name in sheet.cells},
        "told": sheet.told.isChecked(),
        "channel": sheet.channel.value(),
        "safety": sheet.safety.raw(),
    }


def show_raw(sheet: Sheet, raw: Mapping[str, Any]) -> set[str]:
    """Puts it back; the fields that the person had filled in."""
    sheet.text.setPlainText(str(raw.get("text", "")))
    for name, value in raw.get("fields", {}).items():
        if name in sheet.cells:
            sheet.cells[name].editor.show_raw(value)
            sheet.cells[name].refresh()
    sheet.told.setChecked(bool(raw.get("told")))
    sheet.channel.set_value(raw.get("channel", ""))
    sheet.safety.show_raw(raw.get("safety", {}))
    sheet.text.moveCursor(sheet.text.textCursor().MoveOperation.End)
    return set(raw.get("own", ()))


def case_of(draft: object, looked_at: str) -> tuple[str, bool]:
    """The case to begin with, and whether it is the one of the draft: what was begun for one client must not
    be logged in the file of whoever is looked at now. "" for none.
    """
    if isinstance(draft, Mapping) and draft.get("text"):
        return str(draft.get("case", {}).get("id") or ""), True
    return looked_at, False
