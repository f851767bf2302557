"""What stands in the quick log, as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseapp.i18n import tr
from caseapp.services.quicklog import Entry, Spotted
from ui.days import dated
from ui.screens.quicklog.sheet import Sheet


def entry_of(
    sheet: Sheet, spotted: tuple[Spotted, ...], text: str, values: Mapping[str, Any], today: date
) -> Entry:
    """The entry from the line of text, the values of the fields and the answers."""
    remarks = [sheet.safety.remark(dated(today))]
    vehicle = values.get("vehicle", "")
    if vehicle and vehicle not in text and not any(one.described for one in spotted):
        remarks.append(tr("Car: {car}", car=vehicle))
    told = sheet.told.isChecked()
    return Entry(
        text=text,
        case_id=sheet.case.client.case_id if sheet.case.client else "",
        new_client=sheet.case.new,
        title=values["title"],
        kind=values["kind"],
        happened=values["happened"],
        happened_words=values["happened_words"],
        time_of_day=values.get("time_of_day", ""),
        place=values["place"],
        country=values["country"],
        spotted=spotted,
        remarks=tuple(remark for remark in remarks if remark),
        told=told,
        channel=sheet.channel.value() if told else "",
        critical=sheet.safety.raises(),
    )
