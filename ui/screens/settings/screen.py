"""The settings screen: sections at the left, one of them at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.services.office import Office
from ui.bus import ChangeBus
from ui.screens.host import Host
from ui.screens.settings.about import AboutSection
from ui.screens.settings.bin import BinSection
from ui.screens.settings.habits import LockSection, LookSection
from ui.screens.settings.passphrase import PassphraseSection
from ui.screens.settings.people import CaseworkersSection, OrganisationSection
from ui.screens.settings.recovery import RecoverySection
from ui.screens.settings.section import Desk, Section
from ui.tasks import Runner
from ui.widgets.named import named
from ui.widgets.page import PageHead
from ui.widgets.rail import Entry, Sidebar


class SettingsScreen(QWidget):
    """Sections are made when they are first shown."""

    def __init__(
        self, office: Office, runner: Runner, bus: ChangeBus, host: Host, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = Desk(office, runner, bus, host)
        self._factories: dict[str, Callable[[Desk], Section]] = {
            "look": LookSection,
            "lock": LockSection,
            "organisation": OrganisationSection,
            "caseworkers": CaseworkersSection,
            "passphrase": PassphraseSection,
            "recovery": RecoverySection,
            "bin": BinSection,
            "about": AboutSection,
        }
        self._made: dict[str, Section] = {}
        named(self, "settings", tr("Settings"))
        self.sections = Sidebar(
            host.look,
            [
                Entry("look", tr("Look and language")),
                Entry("lock", tr("Lock and privacy")),
                Entry("organisation", tr("Organisation")),
                Entry("caseworkers", tr("Caseworkers")),
                Entry("passphrase", tr("Passphrase")),
                Entry("recovery", tr("Recovery sheet")),
                Entry("bin", tr("Bin")),
                Entry("about", tr("About")),
            ],
            "settings.sections",
        )
        self.sections.chosen.connect(self.show_section)
        self._stack = QStackedWidget()
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.sections)
        below.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PageHead(host.look, tr("Settings"), name="settings.head"))
        column.addLayout(below, 1)
        self.show_section("look")

    def section(self, name: str) -> Section:
        """A section, made if it was not shown yet. KeyError for a name that does not exist."""
        if name not in self._made:
            self._made[name] = self._factories[name](self._desk)
            self._stack.addWidget(self._made[name])
        return self._made[name]

    @Slot(str)
    def show_section(self, name: str) -> None:
        """Shows a section; what was typed in the one before is saved."""
        before = self._stack.currentWidget()
        if isinstance(before, Section):
            before.flush()
        section = self.section(name)
        self.sections.set_current(name)
        self._stack.setCurrentWidget(section)
        section.enter()

    def jump(self, kind: str, record_id: str, field: str) -> None:
        """Puts the keyboard into a field of the organisation or of a caseworker, as soon as it is read."""
        name = {"organisation": "organisation", "caseworker": "caseworkers"}[kind]
        self.section(name).jump(record_id, field)
        self.show_section(name)

    @Slot()
    def save(self) -> None:
        """Ctrl+S: saves what is typed and says so."""
        shown = self._stack.currentWidget()
        if isinstance(shown, Section):
            shown.confirm()

    def leave(self) -> None:
        """Another screen is about to be shown."""
        shown = self._stack.currentWidget()
        if isinstance(shown, Section):
            shown.flush()
