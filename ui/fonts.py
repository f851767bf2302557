"""The bundled type: Noto Sans in two weights with the scripts that clients' names are written in."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from caseapp.paths import resource

#: Order of fallback; every face is there in Regular and SemiBold.
FAMILIES: Final = (
    "Noto Sans",
    "Noto Sans Georgian",
    "Noto Sans Armenian",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
)
REGULAR: Final = QFont.Weight.Normal
SEMIBOLD: Final = QFont.Weight.DemiBold


def load_fonts() -> None:
    """Registers the bundled faces. Call it once, after the application object exists.

    Raises RuntimeError when a face is missing or unreadable: without them the window would look different
    everywhere.
    """
    for family in FAMILIES:
        for weight in ("Regular", "SemiBold"):
            path = resource("fonts", "ui", f"{family.replace(' ', '')}-{weight}.ttf")
            if QFontDatabase.addApplicationFont(str(path)) < 0:
                raise RuntimeError(f"font not readable: {path.name}")


def font(pixels: float, weight: QFont.Weight = REGULAR) -> QFont:
    """The interface face at a size in pixels of one screen unit.

    No hinting, so that widths hold at any scale.
    """
    result = QFont()
    result.setFamilies(list(FAMILIES))
    result.setPixelSize(max(1, round(pixels)))
    result.setWeight(weight)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result
