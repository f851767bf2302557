"""Views hear of the changes that concern them, for as long as they live."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.bus import ChangeBus


def test_only_what_concerns_a_listener_reaches_it(qapp: QApplication) -> None:
    bus, owner = ChangeBus(), QObject()
    heard: list[frozenset[tuple[str, str]]] = []
    everything: list[int] = []
    bus.listen(owner, {"incident"}, heard.append)
    bus.listen(owner, (), lambda changes: everything.append(len(changes)))
    bus.publish({("incident", "1"), ("case", "2")})
    bus.publish([("case", "3")])
    bus.publish([])
    assert heard == [frozenset({("incident", "1")})]
    assert everything == [2, 1]


def test_closed_listener_hears_nothing(qapp: QApplication) -> None:
    bus, owner = ChangeBus(), QObject()
    heard: list[object] = []
    bus.listen(owner, (), heard.append)
    owner.deleteLater()
    del owner
    QApplication.sendPostedEvents(None, 52)
    bus.publish([("case", "1")])
    assert heard == []


def test_listener_may_close_another_while_it_is_told(qapp: QApplication) -> None:
    bus, first, second = ChangeBus(), QObject(), QObject()
    heard: list[str] = []

    def close_second(_changes: object) -> None:
        heard.append("first")
        second.deleteLater()
        QApplication.sendPostedEvents(None, 52)

    bus.listen(first, (), close_second)
    bus.listen(second, (), lambda _c: heard.append("second"))
    bus.publish([("case", "1")])
    assert heard == ["first"]
