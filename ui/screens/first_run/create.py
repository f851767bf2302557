"""Page 4: how to begin, and the making of the store."""

from __future__ import annotations

from PySide6.QtCore import Slot

from caseapp.i18n import tr
from ui.look import Look
from ui.screens.first_run.doors import Doors, NewStore
from ui.screens.first_run.page import Page
from ui.widgets.findings import ErrorSummary, Well
from ui.widgets.labels import FieldLabel, Words
from ui.widgets.segments import Choice, Segments


class CreatePage(Page):
    """Sums up and asks what the store should hold at first."""

    def __init__(self, look: Look, doors: Doors, plan: NewStore) -> None:
        super().__init__(
            look,
            doors,
            plan,
            "first.create",
            tr("Create the store"),
            tr("Making the keys takes a second or two. After that the window opens."),
        )
        self.problem = ErrorSummary(look, "first.problem")
        self.column.addWidget(self.problem)
        choices = [Choice("empty", tr("Empty")), Choice("demo", tr("Fictional caseload"))]
        self.begin = Segments(look, choices, "first.begin", tr("Begin with"))
        self.begin.set_value("demo" if plan.demo else "empty")
        self.begin.chosen.connect(self._begin)
        self.column.addWidget(FieldLabel(look, tr("&Begin with"), self.begin, bold=True))
        self.column.addSpacing(4)
        self.column.addWidget(self.begin)
        self.column.addSpacing(4)
        self.about = Words(look, "", "first.begin.about", px=12, role="text2", wrap=True)
        self.column.addWidget(self.about)
        self.column.addSpacing(16)
        self.summary = Well(look, "folder-open", "", "first.summary")
        self.column.addWidget(self.summary)
        self.column.addSpacing(8)
        self.reminder = Well(
            look,
            "key-round",
            tr(
                "Without the passphrase and without the recovery sheet nobody can open the store,"
                " and neither can we."
            ),
            "first.reminder",
        )
        self.column.addWidget(self.reminder)
        self._begin(self.begin.value())

    def enter(self) -> None:
        self.summary.set_text(
            tr(
                "{organisation}, {caseworker}. The store will lie in {folder}.",
                organisation=self._plan.organisation,
                caseworker=self._plan.caseworker,
                folder=self._plan.folder,
            )
        )

    @Slot(str)
    def _begin(self, code: str) -> None:
        if not code:
            self.begin.set_value("demo" if self._plan.demo else "empty")
            return
        self._plan.demo = code == "demo"
        self.about.setText(
            tr("Invented people in invented danger, to look around and to practise. Not for real cases.")
            if self._plan.demo
            else tr("Ready for the first case.")
        )
