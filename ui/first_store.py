"""What the pages of the first start call: words, advice, the recovery sheet, and the store itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from caseapp.clock import Clock
from caseapp.errors import Problem, sentence
from caseapp.i18n import language, tr
from ui.dialogs import Dialogs
from ui.printing import print_pdf

if TYPE_CHECKING:
    from caseapp.keys import RecoveryKey
    from caseapp.keys.strength import Advice
    from caseapp.services.office import Office
    from ui.screens.first_run.doors import Doors, NewStore


class FirstStore:
    """Holds the recovery key between the page that shows it and the store that is made with it."""

    def __init__(self, dialogs: Dialogs, folder: Path, clock: Clock) -> None:
        self._dialogs, self._folder, self._clock = dialogs, folder, clock
        self._key: RecoveryKey | None = None

    def doors(self) -> Doors:
        """What the pages are handed."""
        from ui.screens.first_run.doors import Doors

        return Doors(
            folder=self._folder,
            pick_folder=partial(self._dialogs.folder, tr("Choose where the store lies")),
            folder_problem=folder_problem,
            draw_words=_draw_words,
            judge=_judge,
            recovery=lambda: self._recovery().text,
            check_recovery=self._check,
            print_sheet=self._print,
            save_sheet=self._save,
        )

    def create(self, plan: NewStore) -> Office:
        """Makes the store that was planned and opens it. On the store thread; raises the problems of the
        vault.
        """
        from caseapp.services import demo, vault

        created = vault.create(
            plan.folder,
            plan.passphrase,
            organisation=plan.organisation,
            caseworker=plan.caseworker,
            language=language(),
            clock=self._clock,
            recovery=self._recovery(),
        )
        if plan.demo:
            demo.fill(created.office)
        return created.office

    def _recovery(self) -> RecoveryKey:
        from caseapp.keys import RecoveryKey

        if self._key is None:
            self._key = RecoveryKey.new()
        return self._key

    def _check(self, typed: str) -> str:
        from caseapp.keys import RecoveryKey

        try:
            same = RecoveryKey.read(typed) == self._recovery()
        except Problem as problem:
            return sentence(problem)
        return "" if same else tr("This is another key than the one on the sheet.")

    def _sheet(self) -> bytes:
        from caseapp.services.sheet import recovery_sheet

        return recovery_sheet(self._recovery().text, self._clock.now())

    def _print(self) -> str:
        return tr("The sheet was sent to the printer.") if print_pdf(self._sheet(), self._dialogs) else ""

    def _save(self) -> str:
        return save_sheet(self._sheet(), self._dialogs)


def save_sheet(data: bytes, dialogs: Dialogs) -> str:
    """Lets the user put the sheet into a file; says in a sentence what was done, "" when it was cancelled."""
    path = dialogs.save_file(tr("Save the recovery sheet"), "recovery-sheet.pdf", [tr("PDF file (*.pdf)")])
    if path is None:
        return ""
    try:
        path.write_bytes(data)
    except OSError as error:
        return tr("The file could not be written: {reason}", reason=error.strerror)
    return tr("Saved. Print it, then delete the file: it opens the store.")


def folder_problem(folder: Path) -> str:
    """Why a new store can't lie in this folder; "" when it can."""
    if folder.exists() and not folder.is_dir():
        return tr("This is a file, not a folder.")
    if folder.is_dir() and any(folder.iterdir()):
        return tr("This folder is not empty. Choose an empty or a new one.")
    return ""


def _draw_words(code: str) -> str:
    from caseapp.keys import passphrase

    return passphrase.generate(code)


def _judge(text: str, known: tuple[str, ...]) -> Advice:
    from caseapp.keys import strength

    return strength.advise(text, language(), known)
