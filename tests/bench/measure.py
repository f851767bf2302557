"""Timing two sides of a comparison in turns, so that a slow moment of the machine hits both alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Step = Callable[[], object]


@dataclass(frozen=True)
class Figures:
    """Seconds of many runs of one side."""

    seconds: Sequence[float]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]

    @property
    def steady(self) -> bool:
        """Whether the runs agree well enough to be a measure for others: p95 below twice the median."""
        return self.p95 < 2 * self.median


def timed(step: Step) -> float:
    """Seconds that a step takes; a step that measures itself returns a float, which counts instead."""
    started = time.perf_counter()
    answer = step()
    return answer if isinstance(answer, float) else time.perf_counter() - started


def side_by_side(ours: Step, peer: Step, rounds: int) -> tuple[Figures, Figures]:
    """Runs both sides in turns, once more at first to warm up."""
    timed(ours)
    timed(peer)
    pairs = [(timed(ours), timed(peer)) for _ in range(rounds)]
    return Figures([pair[0] for pair in pairs]), Figures([pair[1] for pair in pairs])


@dataclass(frozen=True)
class Line:
    """One line of the report. `goal` is the most that the ratio may be; None where there is only our side."""

    what: str
    ours: Figures
    against: str
    peer: Figures
    goal: float | None

    @property
    def ratio(self) -> float:
        return self.ours.median / self.peer.median

    @property
    def verdict(self) -> str:
        if not self.peer.steady:
            return "does not count: the other side was unsteady"
        if self.goal is None:
            return "for the record"
        return "reached" if self.ratio <= self.goal else "not reached"

    def __str__(self) -> str:
        goal = f"≤ {self.goal:g}" if self.goal is not None else ""
        return (
            f"| {self.what} | {_ms(self.ours.median)} / {_ms(self.ours.p95)} | {self.against} "
            f"| {_ms(self.peer.median)} / {_ms(self.peer.p95)} | {self.ratio:.2f} | {goal} | {self.verdict} |"
        )


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.2g} ms"
