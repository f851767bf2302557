"""Finding a choice by typing: the list in the window, the keyboard, the mouse, and leaving."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.forms.find import FindField
from ui.forms.popup import PopupList
from ui.look import Look
from ui.widgets.segments import Choice

CHOICES = [
    Choice("ge", "Georgia"),
    Choice("de", "Germany"),
    Choice("sg", "South Georgia"),
    Choice("am", "Armenia"),
    Choice("ci", "Côte d’Ivoire"),
]


@pytest.fixture
def field(show: Callable[..., QWidget], look: Look) -> FindField:
    found = FindField(look, CHOICES, "country", "Country")
    other = QWidget()
    other.setObjectName("other")
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    other.setMinimumHeight(400)
    show(found, other, width=500, height=500)
    found.setFocus()
    found.chosen_ = []  # type: ignore[attr-defined]
    found.chosen.connect(found.chosen_.append)  # type: ignore[attr-defined]
    return found


def popup(field: FindField) -> PopupList:
    found = field.window().findChild(PopupList)
    return found if found is not None else field.findChild(PopupList)  # type: ignore[return-value]


def lines(field: FindField) -> list[str]:
    model = popup(field).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def leave(field: FindField) -> None:
    other = field.window().findChild(QWidget, "other")
    assert other is not None
    other.setFocus()


def test_those_that_begin_with_the_words_come_first(field: FindField) -> None:
    QTest.keyClicks(field, "geo")
    assert lines(field) == ["Georgia", "South Georgia"]


def test_accents_and_apostrophes_do_not_matter(field: FindField) -> None:
    QTest.keyClicks(field, "cote divoire")
    assert lines(field) == ["Côte d’Ivoire"]


def test_what_a_choice_means_finds_it_below_those_of_that_name_but_is_no_answer(field: FindField) -> None:
    field.set_choices(
        [
            Choice("T03", "Physical surveillance", also="Being followed, watched. Слежка, наблюдение"),
            Choice("T07", "Follow-up", also="Something later"),
        ]
    )
    QTest.keyClicks(field, "follow")
    assert lines(field) == ["Follow-up", "Physical surveillance"]
    field.selectAll()
    QTest.keyClicks(field, "watch")
    assert lines(field) == ["Physical surveillance"]
    leave(field)
    assert field.chosen_ == []  # type: ignore[attr-defined]
    assert field.stray() == "watch"


def test_the_list_is_part_of_the_window(field: FindField) -> None:
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert popup(field).isVisible()
    assert not popup(field).isWindow()
    assert popup(field).parentWidget() is field.window()
    assert field.hasFocus()


def test_arrows_choose_and_enter_takes(field: FindField) -> None:
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.value() == "de"
    assert field.text() == "Germany"
    assert not popup(field).isVisible()
    assert field.chosen_ == ["de"]  # type: ignore[attr-defined]


def test_escape_goes_back_to_what_stood_there(field: FindField) -> None:
    field.set_value("am")
    field.selectAll()
    QTest.keyClicks(field, "geo")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.value(), field.text()) == ("am", "Armenia")
    assert field.chosen_ == []  # type: ignore[attr-defined]


def test_a_click_takes_the_line(field: FindField) -> None:
    QTest.keyClick(field, Qt.Key.Key_Down)
    listing = popup(field)
    spot = listing.visualRect(listing.model().index(3, 0)).center()
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert field.value() == "am"


def test_leaving_takes_the_only_choice_that_fits(field: FindField) -> None:
    QTest.keyClicks(field, "arm")
    leave(field)
    assert field.value() == "am"
    assert not popup(field).isVisible()


def test_leaving_takes_the_exact_one_of_several(field: FindField) -> None:
    QTest.keyClicks(field, "GEORGIA")
    leave(field)
    assert field.value() == "ge"


def test_leaving_with_several_that_fit_keeps_the_words(field: FindField) -> None:
    QTest.keyClicks(field, "ge")
    leave(field)
    assert (field.value(), field.stray()) == ("", "ge")


def test_emptying_the_line_is_no_answer(field: FindField) -> None:
    field.set_value("ge")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    leave(field)
    assert field.value() == ""
    assert field.chosen_ == [""]  # type: ignore[attr-defined]


def test_a_code_that_is_not_in_the_list_is_shown_and_kept(field: FindField) -> None:
    field.set_value("zz")
    assert (field.value(), field.text(), field.stray()) == ("zz", "zz", "")


def test_the_list_opens_upwards_where_there_is_no_room_below(
    show: Callable[..., QWidget], look: Look
) -> None:
    field = FindField(look, CHOICES, "country", "Country")
    above = QWidget()
    above.setMinimumHeight(260)
    window = show(above, field, width=400, height=300)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert popup(field).geometry().bottom() < field.geometry().top()
    assert window.rect().contains(popup(field).geometry())
