"""Opens the quick log over whatever the window shows."""

from __future__ import annotations

from caseapp.services.office import Office
from ui.book import Book
from ui.bus import ChangeBus
from ui.screens.host import Host
from ui.screens.quicklog.panel import WIDTH, QuickLogPanel
from ui.tasks import Runner


def open_over(host: Host, office: Office, runner: Runner, bus: ChangeBus, case_id: str) -> None:
    """Opens it for a case ("" for none); where it is open already nothing happens."""
    if isinstance(host.overlay.panel, QuickLogPanel):
        return
    panel = QuickLogPanel(office, runner, bus, host, case_id)
    host.overlay.open_panel(panel, width=WIDTH, top=120, escape=False)
    panel.start()


def case_in_view(book: Book) -> str:
    """The case whose page is shown; "" for none.

    A line of the list is not enough: one is always marked there, even if nobody chose it, and what happened
    to one client must not be logged in the file of another.
    """
    return str(getattr(book.currentWidget(), "case_id", ""))
