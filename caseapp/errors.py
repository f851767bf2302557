"""Expected failures of the core, and how any `Problem` is put into the user's language."""

from __future__ import annotations

from typing import ClassVar

from caseapp.i18n import N_, tr
from db.errors import Problem

__all__ = ["Cancelled", "Invalid", "NotFound", "Problem", "Unexpected", "sentence"]


class NotFound(Problem):
    """A record asked for by id is not (or no longer) there."""

    code = "not-found"
    text = N_("This record is no longer there. It may have been deleted; look in the bin.")


class Cancelled(Problem):
    """The user stopped a long task."""

    code = "cancelled"
    text = N_("Stopped. Nothing was changed.")


class Unexpected(Problem):
    """The app itself failed, in a way that nobody foresaw: for whoever waits for an answer. The error itself
    is logged and told elsewhere.
    """

    code = "unexpected"
    text = N_("Caseapp itself failed here. What was saved before is safe; what you typed is kept. Try again.")


class Invalid(Problem):
    """Some fields of a record can't be saved as typed.

    `fields` maps the field's name to the reason (marked English text or a Problem's sentence).
    """

    code = "invalid"
    text: ClassVar[str] = N_("Some fields need another look. What you typed is kept.")

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__()
        self.fields = fields


def sentence(problem: Problem) -> str:
    """The problem's sentence in the language of the screen, filled in."""
    return tr(problem.text, **problem.values)
