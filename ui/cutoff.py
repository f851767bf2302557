"""Tells, after unlocking, what locking or the program's end cut off: files that were being added, and copies
that were being saved outside the store.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from caseapp.i18n import ntr, tr
from caseapp.services import unfinished
from caseapp.services.unfinished import CutCopy, CutOff
from ui.writer import Writer

if TYPE_CHECKING:
    from ui.open_store import OpenStore

T = TypeVar("T", CutOff, CutCopy)
#: So many names are told of each batch.
_NAMED: Final = 8


def tell_cut_off(store: OpenStore) -> None:
    """Asks the store, says it in one box for each kind, and forgets it once it was read."""
    office = store.office

    def told(found: tuple[list[CutOff], list[CutCopy]]) -> None:
        batches, copies = found
        if copies:
            # Beside the store: where the copies went may be slow to answer, or gone.
            store.runner.run(
                lambda: [(one, one.saved) for one in copies],
                partial(_tell_copies, store),
                owner=store,
                lane="aside",
            )
        _tell(store, tr("Adding files was cut off"), batches, _words_of_batch)

    store.runner.run(lambda: (unfinished.cut_off(office), unfinished.cut_copies(office)), told, owner=store)


def _tell_copies(store: OpenStore, found: list[tuple[CutCopy, bool]]) -> None:
    """A copy that is there is written down before anything is said."""
    office = store.office
    if store.leaving:
        return
    for one, saved in found:
        if saved:
            Writer(store.runner, store.bus).write(partial(unfinished.write_down, office, one))
    there = [one for one, saved in found if saved]
    _tell(store, tr("Saving a copy was cut off"), there, partial(_words_of_copy, saved=True))
    lost = [one for one, saved in found if not saved]
    _tell(store, tr("Saving a copy was cut off"), lost, partial(_words_of_copy, saved=False))


def _tell(store: OpenStore, title: str, found: Sequence[T], words: Callable[..., str]) -> None:
    if not found or store.leaving:
        return
    store.dialogs.tell(title, "\n\n".join(words(one, hidden=store.privacy.hidden) for one in found))
    if not store.leaving:
        for one in found:
            store.runner.run(partial(unfinished.done, store.office, one.note))


def _words_of_batch(one: CutOff, *, hidden: bool) -> str:
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


def _words_of_copy(one: CutCopy, *, hidden: bool, saved: bool) -> str:
    if saved:
        words = tr(
            "The window locked, or the program ended, while a copy of evidence of case {number} was saved."
            " The copy is there. It is not encrypted. It is now written down with the file, under “Who had it"
            " in hand”.",
            number=one.number,
        )
    else:
        words = tr(
            "The window locked, or the program ended, while a copy of evidence of case {number} was saved."
            " There is no such copy there now, and nothing was written down. If a file with a name ending in"
            " .partial is there, delete it: it is a part of the copy and not encrypted.",
            number=one.number,
        )
    return words if hidden else f"{words}\n{one.target}"
