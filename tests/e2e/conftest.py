"""The screen of the black-box tests."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.screen import Screen


@pytest.fixture
def screen() -> Iterator[Screen]:
    """A screen of its own. Its folder has a short path, for a socket's path must stay below 108 bytes."""
    with tempfile.TemporaryDirectory(prefix="e2e-") as folder:
        started = Screen(Path(folder))
        try:
            yield started
        finally:
            started.close()
