"""What every kept record has in common."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import ClassVar

from sqlalchemy import Dialect, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

#: Constraint names must not depend on the order in which they are made, or migrations could not name them.
NAMES = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def new_id() -> str:
    """A random 128-bit identity, 32 hexadecimal digits."""
    return secrets.token_hex(16)


class Moment(TypeDecorator[datetime]):
    """An aware time in UTC, kept as ISO 8601 text with milliseconds, so that text order is time order."""

    impl = String(24)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """All tables; without a printed form, so that no value reaches a log by accident."""

    metadata = NAMES

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {getattr(self, 'id', '')}>"


class Row(Base):
    """A record with an identity, a life span and a version counter.

    Values of list and dictionary columns are replaced, never changed in place: only then is the change
    noticed.
    """

    __abstract__ = True

    #: Stable short name of the kind of record, used in history and search.
    KIND: ClassVar[str] = ""

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default_factory=new_id)
    created_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    changed_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    #: Marks what was deleted in one act, so that one undo brings all of it back.
    deletion: Mapped[str | None] = mapped_column(String(32), default=None)
    version: Mapped[int] = mapped_column(default=0, init=False)


#: Columns that every record has; history and forms pass over them.
LIFE = frozenset({"id", "created_at", "changed_at", "deleted_at", "deletion", "version"})
