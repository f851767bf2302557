"""Tells, after unlocking, which files were not added because the window locked or the program ended first."""

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
        store.dialogs.tell(tr("Files were not added"), words)
        if not store.leaving:
            for one in found:
                store.runner.run(partial(unfinished.done, office, one.note))

    store.runner.run(lambda: unfinished.cut_off(office), told, owner=store)


def _words(one: CutOff, *, hidden: bool) -> str:
    words = ntr(
        "{n} file or folder was not added to case {number}: the window locked, or the program ended,"
        " before it was done. It is still where it was. Add it again.",
        "{n} files or folders were not added to case {number}: the window locked, or the program ended,"
        " before they were done. They are still where they were. Add them again.",
        len(one.names),
        number=one.number,
    )
    names = one.names[:_NAMED] + (["…"] if len(one.names) > _NAMED else [])
    return words if hidden else words + "\n" + ", ".join(names)
