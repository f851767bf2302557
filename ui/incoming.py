"""What is dropped on the window or pasted into it, as something that can be taken in as evidence."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from caseapp.i18n import tr
from caseapp.services.intake import Pasted, Source
from ui.pictures import encoded


def sources_in(data: QMimeData | None) -> list[Source]:
    """Files that were dropped or copied elsewhere, or a picture without a file."""
    if data is None:
        return []
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        return list(paths)
    if data.hasImage():
        image: Any = data.imageData()
        if isinstance(image, QImage) and not image.isNull():
            # The bytes are made where they are used: a large picture would hold the window up.
            return [Pasted(partial(encoded, image, "PNG"), tr("Pasted picture") + ".png")]
    return []


def beside_text(data: QMimeData | None) -> list[Source]:
    """The same where text can be pasted as well: a picture that comes with the text it shows, as from a
    table, is left alone.
    """
    sources = sources_in(data)
    if data is not None and data.hasFormat("text/plain"):
        return [source for source in sources if isinstance(source, Path)]
    return sources


def holds_files(data: QMimeData) -> bool:
    """Whether something that is dragged can be added."""
    return any(url.isLocalFile() for url in data.urls()) or data.hasImage()
