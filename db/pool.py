"""One store, one connection, one thread: where SQLAlchemy gets its connection from."""

from __future__ import annotations

from collections.abc import Callable
from threading import get_ident
from typing import Any

from sqlalchemy import PoolProxiedConnection, QueuePool


class OneConnection(QueuePool):
    """A pool of one connection that never waits and belongs to the thread that made it.

    A second use at the same time is a mistake in the program and fails at once, instead of joining (and in
    the end rolling back) the transaction that is open.
    """

    def __init__(self, creator: Callable[[], Any], **options: Any) -> None:
        super().__init__(creator, **options)
        self._thread = get_ident()

    def connect(self) -> PoolProxiedConnection:
        self._must_be_at_home()
        if self.checkedout():
            raise RuntimeError("this store is in use: finish the running session before the next")
        return super().connect()

    def dispose(self) -> None:
        self._must_be_at_home()
        super().dispose()

    def _must_be_at_home(self) -> None:
        if get_ident() != self._thread:
            raise RuntimeError("a store is used on the thread that opened it, and on no other")
