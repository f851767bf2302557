"""Opens the quick log over whatever the window shows."""

from __future__ import annotations

from typing import Any

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
    """The case whose page is shown, or which is selected in the list; "" for none."""
    page = book.currentWidget()
    shown: Any = page
    if page == book.listing:
        return str(shown.table.current_key())
    return str(getattr(page, "case_id", ""))
