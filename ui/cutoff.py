"""Tells, after unlocking, which files were being added when the window locked or the program ended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from caseapp.i18n import ntr, tr
from caseapp.services import unfinished
from caseapp.services.unfinished import CutOff

if TYPE_CHECKING:
    from ui.open_store import OpenStore

#: So many names are told of each batch.
_NAMED: Final = 8


def tell_cut_off(store: OpenStore) -> None:
    """Asks the store, says it in one box if there is anything, and forgets it once it was read."""
    office = store.office

    def told(found: list[CutOff]) -> None:
        if not found or store.leaving:
            return
        words = "\n\n".join(_words(one, hidden=store.privacy.hidden) for one in found)
        store.dialogs.tell(tr("Adding files was cut off"), words)
        if not store.leaving:
            for one in found:
                store.runner.run(partial(unfinished.done, office, one.note))

    store.runner.run(lambda: unfinished.cut_off(office), told, owner=store)


def _words(one: CutOff, *, hidden: bool) -> str:
    words = ntr(
        "Adding {n} file or folder to case {number} was cut off: the window locked, or the program ended. Add"
        " it again: it is still where it was, and what the case has already is noticed.",
        "Adding {n} files or folders to case {number} was cut off: the window locked, or the program ended."
        " Add them again: they are still where they were, and what the case has already is noticed.",
        len(one.names),
        number=one.number,
    )
    names = one.names[:_NAMED] + (["…"] if len(one.names) > _NAMED else [])
    return words if hidden else words + "\n" + ", ".join(names)
