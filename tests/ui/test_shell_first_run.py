"""The first start.

Nothing is left out, nothing is taken on trust, and nothing is made before the last page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseapp import i18n
from ui.look import Look
from ui.screens.first_run import Doors, FirstRunScreen, NewStore

Show = Callable[..., QWidget]
WORDS = "marble ginger walnut octopus drizzle anthem"
RUSSIAN = "берег лимон окно тетрадь снег якорь"
KEY = "7K2M-9QXA-03TD-HN5R-V8WE-1BZC-6JYF-4GSP-KD0T"


@dataclass(frozen=True)
class Advice:
    level: str
    sentence: str


@dataclass
class Office:
    """Answers the pages' questions and remembers what was asked."""

    folder: Path
    taken: str = ""
    picked: Path | None = None
    near: list[tuple[str, ...]] = field(default_factory=list)

    def doors(self) -> Doors:
        return Doors(
            folder=self.folder,
            pick_folder=lambda _folder: self.picked,
            folder_problem=lambda _folder: self.taken,
            draw_words=lambda language: RUSSIAN if language == "ru" else WORDS,
            judge=self.judge,
            recovery=lambda: KEY,
            check_recovery=lambda text: (
                "" if text.replace(" ", "-").upper() == KEY else "Group 2 has a slip in it."
            ),
            print_sheet=lambda: "Printed.",
            save_sheet=lambda: "",
        )

    def judge(self, text: str, near: tuple[str, ...]) -> Advice:
        self.near.append(near)
        return Advice("short", "Too short.") if len(text) < 15 else Advice("fair", "Long enough.")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "store")


@pytest.fixture
def screen(look: Look, show: Show, office: Office) -> FirstRunScreen:
    made = FirstRunScreen(look, office.doors())
    show(made, width=1024, height=700)
    return made


def press(screen: QWidget, name: str) -> None:
    button = screen.findChild(QAbstractButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def fill_people(screen: FirstRunScreen) -> None:
    screen.people.organisation.setText("Northern Light")
    screen.people.caseworker.setText("Anna Ozola")


def type_words(screen: FirstRunScreen) -> None:
    drawn = screen.people.drawn
    for place, line in zip(drawn.places, drawn.fields, strict=True):
        line.setText(drawn.passphrase().split()[place - 1].upper())


def go_to(screen: FirstRunScreen, page: int) -> None:
    """Walks like a careful person."""
    if page >= 1:
        press(screen, "first.next")
    if page >= 2:
        fill_people(screen)
        press(screen, "first.written")
        type_words(screen)
        press(screen, "first.next")
    if page >= 3:
        screen.recovery.typed.setText(KEY.lower().replace("-", " "))
        press(screen, "first.next")
    assert screen.page == page


def test_four_pages_lead_to_a_store(screen: FirstRunScreen, office: Office) -> None:
    made: list[NewStore] = []
    screen.create_requested.connect(made.append)
    go_to(screen, 3)
    assert made == []
    summary = screen.making.findChild(QWidget, "first.summary")
    assert summary is not None
    assert "Northern Light" in summary.accessibleName()
    press(screen, "first.next")
    (plan,) = made
    assert (plan.folder, plan.organisation, plan.caseworker) == (
        office.folder,
        "Northern Light",
        "Anna Ozola",
    )
    assert (plan.passphrase, plan.own, plan.demo) == (WORDS, False, False)
    assert WORDS not in repr(plan)


def test_folder_that_cannot_be_used_stops_the_first_page(screen: FirstRunScreen, office: Office) -> None:
    office.taken = "This folder is not empty."
    press(screen, "first.next")
    assert screen.page == 0
    assert screen.place.error.accessibleName() == "This folder is not empty."
    office.taken, office.picked = "", office.folder.with_name("other")
    press(screen, "first.change")
    assert screen.plan.folder.name == "other"
    assert not screen.place.error.isVisible()
    press(screen, "first.next")
    assert screen.page == 1


def test_names_are_asked_for(screen: FirstRunScreen) -> None:
    go_to(screen, 1)
    assert screen.people.organisation.hasFocus()
    press(screen, "first.written")
    type_words(screen)
    press(screen, "first.next")
    assert screen.page == 1
    assert screen.people.organisation_error.isVisible()
    assert screen.people.caseworker_error.isVisible()


def test_complaint_about_a_field_goes_when_the_field_is_mended(screen: FirstRunScreen) -> None:
    go_to(screen, 1)
    press(screen, "first.next")
    assert screen.people.organisation_error.isVisible()
    screen.people.organisation.setText("Northern Light")
    assert not screen.people.organisation_error.isVisible()
    assert screen.people.caseworker_error.isVisible()


def test_words_nobody_has_copied_stay_in_sight_while_a_name_is_missing(screen: FirstRunScreen) -> None:
    go_to(screen, 1)
    press(screen, "first.next")
    assert screen.page == 1
    assert screen.people.drawn.sheet.shown
    assert screen.people.organisation.hasFocus()


def test_enter_in_a_field_goes_on(screen: FirstRunScreen) -> None:
    go_to(screen, 1)
    fill_people(screen)
    press(screen, "first.written")
    type_words(screen)
    QTest.keyClick(screen.people.drawn.fields[1], Qt.Key.Key_Return)
    assert screen.page == 2


def test_keyboard_goes_to_the_word_that_is_wrong_and_to_the_act_after_looking_again(
    screen: FirstRunScreen,
) -> None:
    go_to(screen, 1)
    fill_people(screen)
    press(screen, "first.written")
    type_words(screen)
    drawn = screen.people.drawn
    drawn.fields[1].setText("wrong")
    press(screen, "first.next")
    assert drawn.fields[1].hasFocus()
    press(screen, "first.again")
    assert drawn.done.hasFocus()


def test_words_are_covered_before_two_are_asked_for(screen: FirstRunScreen) -> None:
    go_to(screen, 1)
    fill_people(screen)
    drawn = screen.people.drawn
    assert drawn.sheet.accessibleName() == WORDS
    press(screen, "first.next")
    assert screen.page == 1
    assert not drawn.sheet.shown
    assert drawn.sheet.accessibleName() == "Covered"
    type_words(screen)
    drawn.fields[1].setText("wrong")
    press(screen, "first.next")
    assert screen.page == 1
    assert drawn.errors[1].isVisible()
    assert not drawn.errors[0].isVisible()
    press(screen, "first.again")
    assert drawn.sheet.shown
    assert [f.text() for f in drawn.fields] == ["", ""]


def test_two_different_words_are_asked_for(look: Look, show: Show, office: Office) -> None:
    from ui.screens.first_run.people import _two_places

    places = {_two_places(6) for _ in range(300)}
    assert all(1 <= a < b <= 6 for a, b in places)
    assert len(places) == 15


def test_words_can_be_drawn_in_the_other_language(screen: FirstRunScreen) -> None:
    go_to(screen, 1)
    press(screen, "first.words.language.ru")
    assert screen.people.drawn.passphrase() == RUSSIAN
    press(screen, "first.redraw")
    assert screen.people.drawn.passphrase() == RUSSIAN


def test_own_passphrase_is_advised_on_and_typed_twice(screen: FirstRunScreen, office: Office) -> None:
    go_to(screen, 1)
    fill_people(screen)
    press(screen, "first.own")
    own = screen.people.own
    own.first.setText("short")
    press(screen, "first.next")
    assert screen.page == 1
    assert own.advice.accessibleName() == "Too short."
    own.first.setText("a phrase that a person thought of")
    own.second.setText("a phrase that a person thought 0f")
    press(screen, "first.next")
    assert own.error.isVisible()
    own.second.setText(own.first.text())
    press(screen, "first.next")
    assert screen.page == 2
    assert (screen.plan.passphrase, screen.plan.own) == ("a phrase that a person thought of", True)
    assert office.near[-1] == ("Northern Light", "Anna Ozola")


def test_recovery_key_is_typed_from_the_paper(screen: FirstRunScreen) -> None:
    go_to(screen, 2)
    recovery = screen.recovery
    assert recovery.sheet.accessibleName() == KEY.replace("-", " ")
    press(screen, "first.print")
    assert recovery.result.accessibleName() == "Printed."
    QTest.keyClicks(recovery.typed, "7")
    assert not recovery.sheet.shown
    press(screen, "first.next")
    assert screen.page == 2
    assert recovery.error.accessibleName() == "Group 2 has a slip in it."
    press(screen, "first.cover")
    assert recovery.sheet.shown


def test_cancelled_saving_says_nothing(screen: FirstRunScreen) -> None:
    go_to(screen, 2)
    press(screen, "first.save")
    assert not screen.recovery.result.isVisible()


def test_failure_is_told_and_can_be_mended(screen: FirstRunScreen) -> None:
    go_to(screen, 3)
    press(screen, "first.begin.demo")
    assert screen.plan.demo
    screen.creating()
    assert (screen.next.text(), screen.next.isEnabled(), screen.back.isEnabled()) == (
        "Creating…",
        False,
        False,
    )
    screen.stopped("The disk is full. Nothing was created.")
    assert screen.making.problem.isVisible()
    assert screen.next.isEnabled()
    press(screen, "first.back")
    assert screen.page == 2


def test_language_can_be_changed_at_the_start(screen: FirstRunScreen) -> None:
    chosen: list[str] = []
    screen.language_chosen.connect(chosen.append)
    press(screen, "first.language.ru")
    assert chosen == ["ru"]
    fill_people(screen)
    i18n.set_language("ru")
    screen.retranslate()
    assert screen.page == 0
    assert screen.place.language.value() == "ru"
    assert screen.people.organisation.text() == "Northern Light"
    assert screen.people.drawn.passphrase() == RUSSIAN


def test_ways_out_for_those_who_have_a_store(screen: FirstRunScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.existing_requested):
        press(screen, "first.existing")
    with qtbot.waitSignal(screen.restore_requested):
        press(screen, "first.restore")
