"""What the app remembers outside the store: looks and habits, never a name, a path or anything about a
client.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

THEMES = ("system", "light", "dark", "contrast")
TEXT_SCALES = (100, 125, 150, 175, 200)
AUTO_LOCK_MINUTES = (1, 2, 5, 10, 15, 30)


@dataclass(frozen=True)
class Settings:
    """`text_scale` in per cent; `auto_lock_minutes` 1 to 30 (there is no "never" while data is open)."""

    language: str = ""
    theme: str = "system"
    text_scale: int = 100
    auto_lock_minutes: int = 5
    hide_names: bool = False

    def but(self, **changes: Any) -> Settings:
        """A copy with some values changed."""
        return replace(self, **changes)


_ALLOWED: dict[str, tuple[object, ...]] = {
    "language": ("", "en", "ru"),
    "theme": THEMES,
    "text_scale": TEXT_SCALES,
    "auto_lock_minutes": AUTO_LOCK_MINUTES,
    "hide_names": (False, True),
}


def load(path: Path) -> Settings:
    """Reads settings; unknown keys and values are passed over, a broken file gives the defaults."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(raw, dict):
        return Settings()
    known = {
        f.name: raw[f.name]
        for f in fields(Settings)
        if f.name in raw and any(raw[f.name] is v or raw[f.name] == v for v in _ALLOWED[f.name])
    }
    return Settings(**known)


def save(path: Path, settings: Settings) -> None:
    """Writes settings so that a crash leaves either the old or the new file. OSError is passed on."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(settings), file, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
