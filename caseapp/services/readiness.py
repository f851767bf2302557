"""Loads in advance what opening a store needs: libraries, and what they prepare at their first use."""

from __future__ import annotations

import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401 - SQLAlchemy looks for it when the first store opens
from sqlalchemy.orm import configure_mappers

from caseapp.services import vault  # noqa: F401 - and with it everything below the window


def get_ready() -> None:
    """On the store thread, before it has a store. Knows nothing of any."""
    configure_mappers()
