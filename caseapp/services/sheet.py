"""The recovery sheet: one page of paper that opens the store when the passphrase is forgotten."""

from __future__ import annotations

from datetime import datetime

from caseapp.i18n import language, tr
from caseapp.letters.document import Document, Fact, KeyValues, Letterhead, Paragraph, Subject


def recovery_sheet(key: str, made: datetime) -> bytes:
    """The sheet as a PDF in the language of the screen. It names neither the organisation nor a person.

    `key` is the recovery key as RecoveryKey.text gives it; `made` is when it was made.
    """
    from caseapp.letters import pdf
    from caseapp.rules import dates

    groups = key.split("-")
    half = (len(groups) + 1) // 2
    document = Document(
        lang=language(),
        title=tr("Recovery sheet"),
        author_org="",
        created=made,
        letterhead=Letterhead(name="Caseapp"),
        fold_marks=False,
        blocks=(
            Subject(tr("Recovery sheet")),
            Paragraph(
                tr("This key opens the store when its passphrase is forgotten. It opens its backups as well.")
            ),
            KeyValues(
                (
                    Fact(tr("Recovery key"), "   ".join(groups[:half])),
                    Fact("", "   ".join(groups[half:])),
                    Fact(tr("Made on"), dates.say(made.date().isoformat(), language())),
                )
            ),
            Paragraph(
                tr("Keep this sheet away from the computer and the backup sticks, known to two people.")
            ),
            Paragraph(tr("Whoever holds this sheet and a copy of the store can read everything in it.")),
            Paragraph(
                tr("To use it, choose “Use the recovery key” on the unlock screen and type the groups above.")
            ),
        ),
    )
    return pdf.render(document).data
