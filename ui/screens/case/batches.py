"""A batch of files on its way into a case: it is recorded, and told of, whatever page is shown by then."""

from __future__ import annotations

from collections.abc import Sequence

from caseapp.errors import Cancelled, Problem, sentence
from caseapp.i18n import ntr, tr
from caseapp.records import Case
from caseapp.services import intake, unfinished
from caseapp.services.intake import Batch, Result, Source, Taken
from ui.errands import Errand, under_way
from ui.pictures import small_picture
from ui.screens.case.desk import Desk
from ui.words import joined


class Incoming(Errand):
    """One batch. Its `outcome` is the `Batch`, or a sentence when none of its files was added."""

    def __init__(self, desk: Desk, case_id: str, sources: list[Source], incident_id: str = "") -> None:
        super().__init__(desk.runner, _place(case_id), count=len(sources))
        self.incident_id = incident_id
        self._desk, self._case_id, self._sources = desk, case_id, sources
        self._note = unfinished.new_note(case_id)

    def start(self) -> None:
        """Notes what was chosen, and takes it in as soon as it is its turn."""
        desk, note, sources = self._desk, self._note, self._sources
        desk.runner.run(lambda: unfinished.note(desk.office, note, [one.name for one in sources]))
        self.begin(
            lambda progress: intake.take_all(desk.office.evidence, sources, small_picture, progress),
            self._taken,
            self._failed,
        )

    def _taken(self, taken: list[Taken]) -> None:
        office, case_id, note = self._desk.office, self._case_id, self._note

        def record() -> Batch:
            batch = intake.record_all(office, case_id, taken, self.incident_id)
            unfinished.done(office, note)
            return batch

        self._desk.writer.write(
            record, lambda batch: self._settle(batch, summed(batch.results)), self._not_recorded
        )

    def _not_recorded(self, problem: Problem) -> None:
        self._settle(sentence(problem), sentence(problem))

    def _failed(self, problem: Problem) -> None:
        cancelled = isinstance(problem, Cancelled)
        if cancelled and not self.stopped:
            return  # the window locks or closes: the note tells of it at the next start
        office, note = self._desk.office, self._note
        self._desk.runner.run(lambda: unfinished.done(office, note))
        words = tr("Stopped. None of these files was added.") if cancelled else sentence(problem)
        self._settle(words, words)

    def _settle(self, outcome: Batch | str, words: str) -> None:
        """Tells the strips of the case that are there; what none of them shows is said in a notice."""
        self.end(outcome)
        if not self.told:
            office, case_id, toast = self._desk.office, self._case_id, self._desk.host.toast
            self._desk.runner.run(
                lambda: office.records.get(Case, case_id).number,
                lambda number: toast(tr("Case {number}: {words}", number=number, words=words)),
            )


def on_their_way(desk: Desk, case_id: str) -> list[Incoming]:
    """The batches that are being added to a case, in the order in which they came."""
    return [one for one in under_way(desk.runner, _place(case_id)) if isinstance(one, Incoming)]


def _place(case_id: str) -> str:
    return f"adding/{case_id}"


def summed(results: Sequence[Result]) -> str:
    """What became of files, in one sentence."""
    states = [result.state for result in results]
    added, same, failed = (states.count(state) for state in ("added", "same", "failed"))
    parts = [
        ntr("{n} file added", "{n} files added", added) if added else "",
        ntr("{n} was there already", "{n} were there already", same) if same else "",
        ntr("{n} could not be added", "{n} could not be added", failed) if failed else "",
    ]
    return joined(*parts, by=", ") + "."
