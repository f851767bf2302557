"""What this program is, what it promises, and where the store lies."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot

from caseapp.i18n import tr
from caseapp.version import VERSION
from ui.screens.settings.section import Desk, Section
from ui.widgets.buttons import Button
from ui.widgets.labels import Words


class AboutSection(Section):
    """Version, licence, promises."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "about", tr("About Caseapp"))
        look = desk.look
        lines = (
            ("version", tr("Version {version}", version=VERSION)),
            ("purpose", tr("Offline case management for people who help persecuted people abroad.")),
            ("network", tr("It has no network code and never sends anything anywhere.")),
            (
                "licence",
                tr(
                    "Free software under the GNU General Public License, version 3 or later, without any"
                    " warranty. The fonts are under the SIL Open Font License, the icons under the ISC"
                    " licence."
                ),
            ),
            ("store", tr("The store lies in {folder}", folder=desk.office.folder)),
        )
        for name, text in lines:
            words = Words(look, text, f"settings.about.{name}", wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.column.addWidget(words)
        promises = Button(
            look, tr("What is &protected, and what is not"), "settings.about.promises", kind="link"
        )
        promises.clicked.connect(self._promises)
        guide = Button(look, tr("User &guide"), "settings.about.guide", kind="link")
        guide.clicked.connect(self._guide)
        for button in (promises, guide):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    @Slot()
    def _promises(self) -> None:
        self.desk.host.help("protection")

    @Slot()
    def _guide(self) -> None:
        self.desk.host.help("first-steps")
