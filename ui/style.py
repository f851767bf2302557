"""Fills the one style sheet template from the theme and the text size."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from caseapp.paths import resource

if TYPE_CHECKING:
    from ui.look import Look

_PLACE = re.compile(r"%([a-z][a-z0-9_]*)")


@cache
def _template() -> str:
    text = resource("styles", "app.qss").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def sheet(look: Look) -> str:
    """The application's style sheet. KeyError when the template asks for a role that no theme has."""
    control, large = look.tall(32), look.tall(44)
    values = look.theme.values() | {
        "field_inner": f"{control - 2}px",
        "field_inner_focus": f"{control - 4}px",
        "large_inner": f"{large - 2}px",
        "large_inner_focus": f"{large - 4}px",
        "choice_item": f"{look.tall(28)}px",
    }
    return _PLACE.sub(lambda found: values[found.group(1)], _template())
