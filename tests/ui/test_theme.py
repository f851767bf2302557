"""Colours can be told apart, type and icons are all there, and the style sheet is filled."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QPalette, QRawFont
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from caseapp.paths import resource
from ui import style
from ui.fonts import FAMILIES
from ui.look import Look, advance
from ui.theme import DARK, LIGHT, THEMES, Theme, contrast, palette

GROUNDS = ("canvas", "rail", "surface", "hover", "select")
INKS = ("text", "text2", "text3", "accent", "crit", "high", "mod", "low", "ok")
LEVELS = ("crit", "high", "mod", "low", "ok")
UI = Path(__file__).resolve().parents[2] / "ui"

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@themes
def test_every_ink_reads_on_every_ground(theme: Theme) -> None:
    poor = {
        (ink, ground): round(ratio, 2)
        for ink in INKS
        for ground in GROUNDS
        if (ratio := contrast(getattr(theme, ink), getattr(theme, ground))) < 4.5
    }
    assert poor == {}


@themes
def test_every_level_reads_on_its_own_tint_and_text_on_all_tints(theme: Theme) -> None:
    for level in LEVELS:
        assert contrast(getattr(theme, level), getattr(theme, f"{level}bg")) >= 4.5, level
        assert contrast(theme.text, getattr(theme, f"{level}bg")) >= 4.5, level
    assert contrast(theme.accent, theme.highbg) >= 4.5
    assert contrast(theme.accent, theme.critbg) >= 4.5


@themes
def test_main_button_and_notice_read(theme: Theme) -> None:
    assert contrast(theme.onaccent, theme.accentfill) >= 4.5
    assert contrast(theme.canvas, theme.text) >= 4.5


@themes
def test_edges_and_focus_are_seen(theme: Theme) -> None:
    for ground in ("canvas", "surface"):
        assert contrast(theme.border, getattr(theme, ground)) >= 3, ground
    for ground in GROUNDS:
        assert contrast(theme.focus, getattr(theme, ground)) >= 3, ground


def test_palette_follows_the_theme() -> None:
    made = palette(DARK)
    assert made.color(QPalette.ColorRole.Window).name().upper() == DARK.canvas
    assert made.color(QPalette.ColorRole.Highlight).name().upper() == DARK.select
    assert made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name().upper() == DARK.text3


@themes
@pytest.mark.parametrize("scale", [100, 150, 200])
def test_style_sheet_is_filled(qapp: QApplication, theme: Theme, scale: int) -> None:
    filled = style.sheet(Look(theme.name, scale))
    assert "%" not in filled
    assert theme.focus in filled


def test_changing_the_look_dresses_the_application_and_tells_once(look: Look, qapp: QApplication) -> None:
    told: list[float] = []
    look.changed.connect(lambda: told.append(look.scale))
    look.set("dark", 150)
    assert told == [1.5]
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.canvas
    assert qapp.font().pixelSize() == round(13 * 1.5)
    assert DARK.focus in qapp.styleSheet()
    look.set("light", 100)
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == LIGHT.canvas


def test_fonts_hold_the_scripts_of_names_in_two_weights(qapp: QApplication) -> None:
    samples = dict(zip(FAMILIES, ("ЯїғİŽ", "ნ", "Հ", "ليلى", "אבג"), strict=True))
    for family, letters in samples.items():
        for weight in ("Regular", "SemiBold"):
            path = resource("fonts", "ui", f"{family.replace(' ', '')}-{weight}.ttf")
            face = QRawFont(str(path), 13)
            assert all(face.supportsCharacter(ord(letter)) for letter in letters), (family, weight)


def test_heavy_type_is_heavier_and_digits_are_tabular(look: Look) -> None:
    assert advance("Elena Petrova", look.bold()) > advance("Elena Petrova", look.font())
    assert {advance(str(digit) * 10, look.font()) for digit in range(10)} == {advance("0" * 10, look.font())}


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda p: p.stem)
def test_icon_can_be_tinted_and_drawn(qapp: QApplication, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "currentColor" in text
    assert 'stroke-width="2"' in text
    assert QSvgRenderer(QByteArray(text.encode())).isValid()


def test_every_icon_asked_for_is_shipped() -> None:
    shipped = {p.stem for p in resource("icons").glob("*.svg")}
    asked = set()
    for path in UI.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r'\bicon="([a-z0-9-]+)"', source))
        asked |= set(
            re.findall(r'(?:Noted|IconLabel|Well|set_icon|set_state)\((?:\w+\.?)*,? ?"([a-z0-9-]+)"', source)
        )
    assert len(asked) > 15
    assert asked <= shipped


def test_icons_are_sharp_at_the_screens_own_resolution(look: Look) -> None:
    plain = look.icons.pixmap("search", look.color("text"), 16, 1.0)
    fine = look.icons.pixmap("search", look.color("text"), 16, 2.0)
    assert (plain.width(), fine.width()) == (16, 32)
    assert fine.devicePixelRatio() == 2.0
    assert look.icons.pixmap("search", look.color("text"), 16, 2.0).cacheKey() == fine.cacheKey()


def test_licences_travel_with_fonts_and_icons() -> None:
    assert "SIL Open Font License" in resource("fonts", "ui", "OFL.txt").read_text(encoding="utf-8")
    assert resource("icons", "LICENSE").read_text(encoding="utf-8").startswith("ISC License")


def test_none_outlives_many_calls_into_qt(look: Look, qapp: QApplication) -> None:
    """From Python 3.12 on None is immortal and its count is huge by itself.

    Before, ui.interpreter sees to it.
    """
    before = sys.getrefcount(None)
    for _ in range(1000):
        qapp.setApplicationName("Caseapp")
    assert min(before, sys.getrefcount(None)) > 1_000_000_000
