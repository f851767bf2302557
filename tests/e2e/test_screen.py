"""The black-box tests can see a window, write into it, press and read; else they would prove nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.screen import Screen

pytestmark = [
    pytest.mark.tools("Xvfb", "dbus-daemon", "setxkbmap", "xdotool"),
    pytest.mark.xdist_group("screen"),
]


def test_a_window_is_seen_and_moved(screen: Screen, tmp_path: Path):
    sample = Path(__file__).with_name("sample_window.py")
    window = screen.run([sys.executable, str(sample)], tmp_path / "log")
    window.find("sample-field").write("Anna")
    window.find("sample-button").press()
    assert window.find("sample-label", name="Hello Anna").text == "Hello Anna"
    window.find("sample-field").focus()
    screen.keys("ctrl+a")
    screen.type("Boris")
    screen.keys("Return")
    window.find("sample-label", name="Hello Boris")
    assert window.unnamed() == []
    screen.picture(tmp_path / "screen.png")
    assert (tmp_path / "screen.png").stat().st_size > 500
    with pytest.raises(AssertionError, match="no control"):
        window.find("sample-nothing", timeout=0.2)
    assert window.said() == []
