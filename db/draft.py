"""Half-typed text and where the user was, kept in the encrypted store so that locking never asks and never
loses.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Moment


class Draft(Base):
    """What stood at a place of the window (a screen and a record) and is not part of a record yet."""

    __tablename__ = "drafts"

    place: Mapped[str] = mapped_column(String, primary_key=True)
    content: Mapped[Any] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Moment)


class Fact(Base):
    """One of the few things the store knows about itself, such as its keys' copy or the last backup."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
