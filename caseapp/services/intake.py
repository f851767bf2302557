"""Taking in many files at once: each is sealed and looked at, the bad ones are told apart, and all of them
are recorded together; stopped before that, nothing of them is left behind.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from caseapp.errors import Cancelled
from caseapp.i18n import N_
from caseapp.progress import Progress
from caseapp.records import Evidence
from caseapp.services.evidence import EvidenceFiles, Kept, SealedFile
from caseapp.viewer.viewing import LARGEST_FILE, SHOWN, Picture, Viewing
from db.errors import Problem
from db.session import Changes, Step

if TYPE_CHECKING:
    from caseapp.services.office import Office

#: So many files are taken in at once; more are most likely a folder dropped by mistake.
MOST_FILES: Final = 2000
#: The longer edge of the small pictures that are kept, in pixels.
SMALL: Final = 400
#: What systems leave in folders by themselves.
_NOT_MEANT: Final = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))

#: Makes a small picture, as media type and bytes, of pixels that the viewer gave. Called on any thread.
Shrink = Callable[[Picture], tuple[str, bytes]]


class TooManyFiles(Problem):
    """A folder with more files than anybody means to add at once."""

    code = "too-many-files"
    text = N_(
        "There are more than {most} files in what you chose. Nothing was taken in. Choose the folders or"
        " files that belong to this case."
    )


class NoFiles(Problem):
    """Only empty folders."""

    code = "no-files"
    text = N_("There is no file in what you chose. Nothing was taken in.")


@dataclass(frozen=True)
class Pasted:
    """A picture that was in the clipboard and in no file. `make` gives its bytes, on any thread."""

    make: Callable[[], bytes]
    name: str

    @cached_property
    def data(self) -> bytes:
        return self.make()


Source = Path | Pasted


@dataclass(frozen=True)
class Taken:
    """One file on its way in: sealed and waiting for its record, or with the problem that it had.

    `notes` is what it says of itself, `unseen` why there is no small picture where one was to be expected.
    """

    name: str
    sealed: SealedFile | None = None
    notes: dict[str, Any] = field(default_factory=dict)
    preview: tuple[str, bytes] | None = None
    unseen: Problem | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class Result:
    """What became of one file. `state`: added, same (it was there already), failed.

    `evidence_id` is its record, or the one that was there; `like` is how that one is called. `elsewhere`: the
    same file is in another case as well.
    """

    name: str
    state: str
    evidence_id: str = ""
    like: str = ""
    elsewhere: bool = False
    problem: Problem | None = None


@dataclass(frozen=True)
class Batch:
    """What became of all files, in the order in which they were given."""

    results: list[Result]
    changes: Changes

    def of(self, state: str) -> list[Result]:
        return [result for result in self.results if result.state == state]


def files_in(chosen: Iterable[Source]) -> list[Source]:
    """The files themselves: folders give all files in them. Links are not followed inside folders.

    Raises NoFiles and TooManyFiles.
    """
    found: list[Source] = []
    for one in chosen:
        if isinstance(one, Path) and one.is_dir():
            for folder, folders, names in os.walk(one):
                folders.sort()
                paths = (Path(folder, name) for name in sorted(names) if name.lower() not in _NOT_MEANT)
                found += [path for path in paths if not path.is_symlink()]
                if len(found) > MOST_FILES:
                    raise TooManyFiles(most=MOST_FILES)
        else:
            found.append(one)
    if not found:
        raise NoFiles
    if len(found) > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    return found


def take_all(
    evidence: EvidenceFiles, chosen: Sequence[Source], shrink: Shrink, progress: Progress
) -> list[Taken]:
    """Seals all files and looks at those that can be shown. On any thread; touches no record.

    The stage is named after the number of the file, as in "3/12", and counts bytes of all files. A file that
    can't be taken in is told in its `problem` and leaves the others alone. Raises Cancelled, NoFiles and
    TooManyFiles; nothing is left behind then.
    """
    sources = files_in(chosen)
    sizes = [_size(source) for source in sources]
    taken: list[Taken] = []
    try:
        for number, source in enumerate(sources):
            progress.check()
            part = _Part(progress, f"{number + 1}/{len(sources)}", sum(sizes[:number]), sum(sizes))
            taken.append(_take(evidence, source, shrink, part))
    except BaseException:
        drop_all(evidence, taken)
        raise
    return taken


def drop_all(evidence: EvidenceFiles, taken: Iterable[Taken]) -> None:
    """Erases files that wait for a record which they will not get."""
    for one in taken:
        if one.sealed is not None:
            evidence.discard(one.sealed)


def record_all(office: Office, case_id: str, taken: Sequence[Taken], incident_id: str = "") -> Batch:
    """Records what was taken in; a file that the case already has is noticed and not kept twice.

    With `incident_id` all of them belong to that incident from now on. On the store thread.
    """
    results: list[Result] = []
    records: set[tuple[str, str]] = set()
    cases: set[str] = set()
    steps: list[Step] = []
    for one in taken:
        result, changes = _record(office, case_id, one, incident_id)
        results.append(result)
        records |= changes.records
        cases |= changes.cases
        steps += changes.steps
    return Batch(results, Changes(frozenset(records), frozenset(cases), tuple(steps)))


def called(evidence: Evidence) -> str:
    """How a piece of evidence is called: by what it shows, else by the name that the file had."""
    return evidence.title or evidence.file_name


def look_at(data: bytes, shrink: Shrink) -> tuple[dict[str, Any], tuple[str, bytes]]:
    """What a file says of itself, and a small picture of its first page. Raises CannotShow."""
    with Viewing(data) as viewing:
        notes = dict(viewing.seen.notes)
        notes |= {"width": viewing.seen.width, "height": viewing.seen.height}
        if viewing.seen.kind == "pdf":
            notes["pages"] = viewing.seen.pages
        picture = viewing.page(0, SMALL)
    if picture.partial:
        notes["partial"] = True
    return notes, shrink(picture)


class _Part:
    """Tells the progress of one file as a part of all."""

    def __init__(self, whole: Progress, name: str, before: int, total: int) -> None:
        self._whole, self._name, self._before, self._total = whole, name, before, total

    def stage(self, name: str, total: int) -> None:
        self._whole.stage(self._name, max(1, self._total))
        self._whole.advance(self._before)

    def advance(self, amount: int) -> None:
        self._whole.advance(amount)

    def check(self) -> None:
        self._whole.check()


def _size(source: Source) -> int:
    if isinstance(source, Pasted):
        return len(source.data)
    try:
        return source.stat().st_size
    except (OSError, ValueError):
        return 0  # sealing will say what is wrong with it


def _take(evidence: EvidenceFiles, source: Source, shrink: Shrink, progress: Progress) -> Taken:
    try:
        if isinstance(source, Pasted):
            sealed = evidence.seal_bytes(source.data, source.name, progress)
        else:
            sealed = evidence.seal(source, progress)
    except Cancelled:
        raise
    except Problem as problem:
        return Taken(source.name, problem=problem)
    if sealed.media_type not in SHOWN or sealed.size > LARGEST_FILE:
        return Taken(source.name, sealed)
    kept = Kept("", sealed.name, sealed.size, sealed.sha256, sealed.sealed_sha256)
    try:
        notes, preview = look_at(evidence.read_kept(kept, LARGEST_FILE), shrink)
    except Problem as problem:
        return Taken(source.name, sealed, unseen=problem)
    except BaseException:
        evidence.discard(sealed)
        raise
    return Taken(source.name, sealed, notes, preview)


def _record(office: Office, case_id: str, one: Taken, incident_id: str) -> tuple[Result, Changes]:
    evidence, sealed = office.evidence, one.sealed
    if sealed is None:
        return Result(one.name, "failed", problem=one.problem), Changes()
    try:
        same = evidence.same(sealed.sha256)
        here = next((other for other in same if other.case_id == case_id), None)
        if here is not None:
            evidence.discard(sealed)
            changes = _belongs(office, here, incident_id)
            return Result(one.name, "same", here.id, called(here)), changes
        values: dict[str, Any] = {"kind": _kind(sealed.media_type, one.notes)}
        if incident_id:
            values["incident_ids"] = [incident_id]
        saved = evidence.record(sealed, case_id, values, one.notes, one.preview)
    except Problem as problem:
        evidence.discard(sealed)
        return Result(one.name, "failed", problem=problem), Changes()
    result = Result(one.name, "added", saved.record.id, elsewhere=bool(same), problem=one.unseen)
    return result, saved.changes


def _belongs(office: Office, evidence: Evidence, incident_id: str) -> Changes:
    """What is there already belongs to one more incident."""
    if not incident_id or incident_id in evidence.incident_ids:
        return Changes()
    ids = [*evidence.incident_ids, incident_id]
    return office.records.change(Evidence, evidence.id, incident_ids=ids).changes


def _kind(media_type: str, notes: dict[str, Any]) -> str:
    """The kind of evidence as far as the file itself says it: film, sound, or a camera's photograph."""
    main = media_type.partition("/")[0]
    if main in ("video", "audio"):
        return "VID" if main == "video" else "AUD"
    return "PHO" if main == "image" and notes.get("camera") else ""
