"""The colours of the window as one frozen value.

Painters receive it, the style sheet and the palette derive from it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, Literal

from PySide6.QtGui import QColor, QPalette

from caseapp.i18n import N_

ThemeName = Literal["light", "dark", "contrast"]

#: What the themes are called where one is chosen.
THEME_WORDS: Final = {
    "system": N_("As the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast": N_("High contrast"),
}


@dataclass(frozen=True)
class Theme:
    """A role for each colour, as `#RRGGBB`.

    Grounds: canvas, rail, surface, hover, select, page. Inks: text, text2, text3, accent and the levels crit,
    high, mod, low, ok, each of which has a tint (`critbg` …) as its own ground. `line` is decoration and
    carries no meaning; `border` and `focus` carry meaning and keep 3:1.
    """

    name: ThemeName
    canvas: str
    rail: str
    surface: str
    hover: str
    select: str
    line: str
    border: str
    text: str
    text2: str
    text3: str
    accent: str
    accentfill: str
    onaccent: str
    focus: str
    page: str
    crit: str
    critbg: str
    high: str
    highbg: str
    mod: str
    modbg: str
    low: str
    lowbg: str
    ok: str
    okbg: str

    def color(self, role: str) -> QColor:
        """The colour of a role. AttributeError for a role that does not exist."""
        return QColor(getattr(self, role))

    def tint(self, level: str) -> QColor:
        """The ground that belongs to the ink of a level."""
        return self.color(f"{level}bg")

    def values(self) -> dict[str, str]:
        """Role and colour of all roles, for the style sheet."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "name"}


LIGHT: Final = Theme(
    name="light",
    canvas="#F7F6F3",
    rail="#EEECE7",
    surface="#FFFFFF",
    hover="#F1EFEA",
    select="#E2EBF6",
    line="#E0DCD4",
    border="#8C877E",
    text="#1B2127",
    text2="#4A525A",
    text3="#62686F",
    accent="#1F4E86",
    accentfill="#1F4E86",
    onaccent="#FFFFFF",
    focus="#2F74C8",
    page="#E4E1DA",
    crit="#A3201A",
    critbg="#FBE8E5",
    high="#8F4300",
    highbg="#FCEEDC",
    mod="#665600",
    modbg="#F6F1D6",
    low="#2B5F5B",
    lowbg="#E4F0EE",
    ok="#2B6240",
    okbg="#E5F1E8",
)

DARK: Final = Theme(
    name="dark",
    canvas="#181B1F",
    rail="#121518",
    surface="#20242A",
    hover="#2A2F36",
    select="#27405F",
    line="#343A42",
    border="#7F8790",
    text="#E8EAEC",
    text2="#BDC3C9",
    text3="#A9B0B7",
    accent="#94BDF2",
    accentfill="#2E65A6",
    onaccent="#FFFFFF",
    focus="#6FA8F0",
    page="#101215",
    crit="#FFA79C",
    critbg="#4A211E",
    high="#F7B878",
    highbg="#43301B",
    mod="#E2D27A",
    modbg="#39351D",
    low="#93D2CA",
    lowbg="#1E3836",
    ok="#9AD3AC",
    okbg="#1F3828",
)

CONTRAST: Final = Theme(
    name="contrast",
    canvas="#000000",
    rail="#000000",
    surface="#000000",
    hover="#1A1A1A",
    select="#003A75",
    line="#8A8A8A",
    border="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#E0E0E0",
    accent="#9CCBFF",
    accentfill="#FFE45C",
    onaccent="#000000",
    focus="#FFE45C",
    page="#000000",
    crit="#FFB3AB",
    critbg="#3A0000",
    high="#FFC58A",
    highbg="#332000",
    mod="#FFF09A",
    modbg="#2B2700",
    low="#A8F0E6",
    lowbg="#002E2A",
    ok="#B2F2C4",
    okbg="#002E12",
)

THEMES: Final[dict[str, Theme]] = {t.name: t for t in (LIGHT, DARK, CONTRAST)}

_ROLES: Final[tuple[tuple[QPalette.ColorRole, str], ...]] = (
    (QPalette.ColorRole.Window, "canvas"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "canvas"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "onaccent"),
    (QPalette.ColorRole.PlaceholderText, "text3"),
    (QPalette.ColorRole.Highlight, "select"),
    (QPalette.ColorRole.HighlightedText, "text"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.Accent, "accentfill"),
    (QPalette.ColorRole.Light, "surface"),
    (QPalette.ColorRole.Midlight, "hover"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "border"),
    (QPalette.ColorRole.Shadow, "border"),
    (QPalette.ColorRole.ToolTipBase, "surface"),
    (QPalette.ColorRole.ToolTipText, "text"),
)


def palette(theme: Theme) -> QPalette:
    """The application palette of a theme; disabled words take text3."""
    result = QPalette()
    for role, name in _ROLES:
        result.setColor(role, theme.color(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, theme.color("text3"))
    for role in (QPalette.ColorRole.Button, QPalette.ColorRole.Base):
        result.setColor(QPalette.ColorGroup.Disabled, role, theme.color("hover"))
    return result


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it (relative luminance, sRGB)."""
    lighter, darker = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    parts = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (color.redF(), color.greenF(), color.blueF())
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
