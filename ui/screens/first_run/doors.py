"""What the first-run pages ask of the rest of the app, and what they hand over in the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


class Judged(Protocol):
    """An opinion on a passphrase; `level` is short, weak, fair or drawn."""

    @property
    def level(self) -> str: ...

    @property
    def sentence(self) -> str: ...


@dataclass(frozen=True)
class Doors:
    """The pages know no service: they call these.

    `folder`: where the store lies unless another place is picked. `pick_folder` shows a dialog.
    `folder_problem` says why a folder can't be used ("" when it can). `draw_words(language)` gives a
    passphrase of six words. `judge(text, near)`: advice on an own passphrase, `near` are words an attacker
    would try first. `recovery`: the recovery key in groups, the same at each call. `check_recovery(typed)`:
    "" when it is the key, else the sentence that says what is wrong. `print_sheet`, `save_sheet`: put it on
    paper or into a PDF and say in a sentence what was done ("" when it was cancelled).
    """

    folder: Path
    pick_folder: Callable[[Path], Path | None]
    folder_problem: Callable[[Path], str]
    draw_words: Callable[[str], str]
    judge: Callable[[str, tuple[str, ...]], Judged]
    recovery: Callable[[], str]
    check_recovery: Callable[[str], str]
    print_sheet: Callable[[], str]
    save_sheet: Callable[[], str]


@dataclass
class NewStore:
    """What was decided. `demo`: fill the store with the fictional caseload."""

    folder: Path
    organisation: str = ""
    caseworker: str = ""
    passphrase: str = field(default="", repr=False)
    own: bool = False
    demo: bool = False
