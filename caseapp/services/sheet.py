"""The recovery sheet: one page of paper that opens the store when the passphrase is forgotten."""

from __future__ import annotations

from datetime import datetime

from caseapp.i18n import language, tr
from caseapp.letters.document import Display, Document, Fact, KeyValues, Letterhead, Paragraph, Subject

#: Groups of the key in a line: whoever is told which group is wrong finds it at a glance.
GROUPS_IN_LINE = 3


def recovery_sheet(key: str, made: datetime) -> bytes:
    """The sheet as a PDF in the language of the screen. It names neither the organisation nor a person.

    `key` is the recovery key as RecoveryKey.text gives it; `made` is when it was made.
    """
    from caseapp.letters import pdf
    from caseapp.rules import dates

    groups = key.split("-")
    lines = [groups[at : at + GROUPS_IN_LINE] for at in range(0, len(groups), GROUPS_IN_LINE)]
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
            Display(tuple(" – ".join(line) for line in lines)),
            KeyValues((Fact(tr("Made on"), dates.say(made.date().isoformat(), language())),)),
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
