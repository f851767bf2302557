"""Puts a PDF on paper. Printing is an export: the system's printer queue gets to see the pages."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QPainter

from ui.dialogs import Dialogs

#: Dots per inch at which pages are drawn for the printer.
RESOLUTION = 300


def print_pdf(data: bytes, dialogs: Dialogs) -> bool:
    """Asks for a printer and prints all pages; False when it was cancelled. The file is read from memory."""
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(RESOLUTION)
    printer.setFullPage(True)
    printer.setDocName("Caseapp")
    if not dialogs.printer(printer):
        return False
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    painter = QPainter(printer)
    for page in range(document.pageCount()):
        if page:
            printer.newPage()
        size = document.pagePointSize(page) * RESOLUTION / 72
        painter.drawImage(0, 0, document.render(page, QSize(round(size.width()), round(size.height()))))
    painter.end()
    document.close()
    return True
