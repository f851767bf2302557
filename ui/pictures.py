"""Pictures from the viewer as the window draws them. Only bare pixels and our own small pictures are read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPixmap

from caseapp.viewer.viewing import Picture

#: Type and Qt's name of the small pictures that are kept.
SMALL_TYPE: Final = "image/jpeg"
_FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG"}
_QUALITY: Final = 82


def image_of(picture: Picture) -> QImage:
    """The picture as Qt has it, with its own copy of the pixels."""
    image = QImage(
        picture.data, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888
    )
    return image.copy()


def small_picture(picture: Picture) -> tuple[str, bytes]:
    """Media type and bytes by which a small picture is kept. On any thread."""
    return SMALL_TYPE, encoded(image_of(picture), "JPEG")


def encoded(image: QImage, kind: str) -> bytes:
    """A picture as the bytes of a file of a kind that Qt writes, such as "PNG"."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    quality = _QUALITY if kind == "JPEG" else -1
    # The stub says bytes, the binding takes nothing but str.
    if not image.save(buffer, kind, quality):  # type: ignore[call-overload]
        raise RuntimeError(f"Qt writes no {kind}")
    return bytes(buffer.data().data())


def small_pixmap(media_type: str, data: bytes) -> QPixmap | None:
    """A small picture that was kept; None when it can't be read."""
    image = QImage()
    image.loadFromData(data, _FORMATS.get(media_type, "JPEG"))
    return None if image.isNull() else QPixmap.fromImage(image)
