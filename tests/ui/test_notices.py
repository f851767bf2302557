"""The lines on top of a case that need attention: gravest first, replaceable, each with its way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tests.ui.screen_stand import settle
from ui.look import Look
from ui.screens.case.notices import NoticeLink, Notices
from ui.widgets.buttons import Button


def test_the_gravest_stands_first_and_nothing_takes_no_room(look: Look, show: Callable[..., QWidget]) -> None:
    notices = Notices(look)
    show(notices)
    assert notices.isHidden()
    notices.add_notice("mod", "Passport ends in six months")
    notices.add_notice("", "A remark")
    notices.add_notice("crit", "Do not ring")
    assert notices.texts() == ["Do not ring", "Passport ends in six months", "A remark"]
    assert not notices.isHidden()
    notices.clear()
    assert notices.isHidden()


def test_a_line_with_a_key_is_replaced_by_what_is_known_later(
    look: Look, show: Callable[..., QWidget]
) -> None:
    notices = Notices(look)
    show(notices)
    notices.add_notice("mod", "Looking", key="seen")
    notices.add_notice("high", "Seen before in 2 other cases", key="seen")
    assert notices.texts() == ["Seen before in 2 other cases"]
    notices.take_notice("seen")
    assert notices.texts() == []


def test_the_link_leads_to_where_it_is_settled(look: Look, show: Callable[..., QWidget]) -> None:
    led: list[str] = []
    notices = Notices(look)
    show(notices)
    notices.add_notice("high", "Consent missing", NoticeLink("Go there", lambda: led.append("x")), key="c")
    settle()
    link = notices.findChild(Button, "notices.c.link")
    assert isinstance(link, Button)
    assert link.accessibleName() == "Go there: Consent missing"
    link.click()
    assert led == ["x"]
