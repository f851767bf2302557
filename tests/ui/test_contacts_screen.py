"""Contacts by country: finding, entering, trusting, deleting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from caseapp.records import Contact
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.screen_stand import SMALL, Stand, settle, unnamed
from ui.look import Look
from ui.screens.contacts import ContactsScreen

Make = Callable[..., Stand]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


@pytest.fixture
def stand(look: Look, office: Office) -> Iterator[Make]:
    made: list[Stand] = []

    def make(**more: Any) -> Stand:
        made.append(Stand(look, office, ContactsScreen, **more))
        return made[-1]

    yield make
    for one in made:
        one.close()


def add(office: Office, **values: Any) -> str:
    return office.records.add(Contact(**{**factory.CONTACT, **values})).record.id


@pytest.fixture
def four(office: Office) -> dict[str, str]:
    return {
        "asylum": add(office, vetted_on=date(2026, 3, 12), vetted_by="Anna Example"),
        "lawyer": add(
            office, country="GE", kind="LAW", name="Адвокатское бюро Примерова", safety="Call only."
        ),
        "shelter": add(office, country="GE", kind="SHE", name="Beispielhaus", vetted_on=date(2024, 1, 1)),
        "nowhere": add(office, country="", kind="", name="Somebody"),
    }


def rows(window: Stand) -> list[str]:
    model = window.screen.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_contacts_stand_under_their_country_with_a_count(stand: Make, four: dict[str, str]) -> None:
    window = stand()
    assert rows(window) == [
        "Georgia, 2",
        "Beispielhaus, Shelter, not vetted",
        "Адвокатское бюро Примерова, Lawyer, not vetted",
        "Latvia, 1",
        "Office for Asylum of Exampleland, Asylum authority, vetted",
        "No country yet, 1",
        "Somebody, Kind not chosen yet, not vetted",
    ]
    assert window.find("contacts.head.sentence").text() == "4 contacts in 2 countries"
    assert window.screen.detail.contact_id == four["shelter"]


def test_headings_can_not_be_selected_and_arrows_pass_over_them(stand: Make, four: dict[str, str]) -> None:
    window = stand()
    window.screen.list.setFocus()
    seen = [window.screen.list.current_id()]
    for _ in range(3):
        window.press(window.screen.list, Qt.Key.Key_Down)
        seen.append(window.screen.list.current_id())
    assert seen == [four["shelter"], four["lawyer"], four["asylum"], four["nowhere"]]
    assert window.screen.detail.contact_id == four["nowhere"]


@pytest.mark.parametrize(
    ("typed", "kind", "left"),
    [
        ("primerov", "", ["lawyer"]),
        ("georgia", "", ["shelter", "lawyer"]),
        ("", "ASY", ["asylum"]),
        ("first claims", "", ["lawyer", "shelter", "asylum", "nowhere"]),
        ("exampleland asylum", "LAW", []),
    ],
)
def test_typing_and_the_kind_narrow_the_list(
    stand: Make, four: dict[str, str], typed: str, kind: str, left: list[str]
) -> None:
    window = stand()
    window.screen.kind.set_value(kind)
    window.screen.kind.chosen.emit(kind)
    window.screen.search.set_text(typed)
    model = window.screen.model
    shown = {model.id_at(row) for row in range(model.rowCount())} - {""}
    assert shown == {four[name] for name in left}
    assert window.find("contacts.unfound.sentence").isVisible() is (not left)


def test_clearing_brings_all_of_them_back(stand: Make, four: dict[str, str]) -> None:
    window = stand()
    window.screen.search.set_text("zzzz")
    window.click("contacts.unfound.act")
    assert len(rows(window)) == 7


@pytest.mark.parametrize(
    ("name", "said", "safe"),
    [
        ("asylum", "Vetted 12 Mar 2026 by Anna Example", "Nothing is noted about safety yet."),
        ("lawyer", "Not vetted yet", "Call only."),
        ("shelter", "Vetted 2 years ago: look again", "Nothing is noted about safety yet."),
    ],
)
def test_a_contact_says_how_far_it_is_to_be_trusted(
    stand: Make, four: dict[str, str], name: str, said: str, safe: str
) -> None:
    window = stand()
    window.screen.show_contact(four[name])
    settle()
    assert window.find("contacts.trust").accessibleName() == said
    assert window.find("contacts.safe").accessibleName().startswith(safe)


def test_what_is_typed_is_kept_by_leaving_the_field(
    stand: Make, office: Office, four: dict[str, str]
) -> None:
    window = stand()
    window.screen.show_contact(four["lawyer"])
    window.type("field.phone", "+995 555 000 000")
    window.screen.filter()
    settle()
    assert office.records.get(Contact, four["lawyer"]).phone == "+995 555 000 000"
    assert window.find("contacts.saved").accessibleName() == "Saved 09:30"
    history = office.records.history(Contact, four["lawyer"])
    assert (history[0].field, history[0].before, history[0].after) == (
        "phone",
        "+371 6100 0000",
        "+995 555 000 000",
    )


def test_leaving_the_screen_keeps_what_stands_in_a_field(
    stand: Make, office: Office, four: dict[str, str]
) -> None:
    window = stand()
    window.type("field.name", "Beispielhaus Nord")
    window.screen.leave()
    assert office.records.get(Contact, four["shelter"]).name == "Beispielhaus Nord"
    assert "Beispielhaus Nord, Shelter, not vetted" in rows(window)


def test_what_can_not_be_kept_says_why_and_keeps_its_text(
    stand: Make, office: Office, four: dict[str, str]
) -> None:
    window = stand()
    window.type("field.mail", "no address")
    window.screen.filter()
    settle()
    assert "name@example.org" in window.find("note.mail.text").text()
    assert window.find("field.mail").text() == "no address"
    assert office.records.get(Contact, four["shelter"]).mail == "claims@office.example"


def test_a_new_contact_begins_with_its_first_field_and_the_country_at_hand(
    stand: Make, office: Office, four: dict[str, str]
) -> None:
    window = stand()
    window.click("contacts.new")
    assert len(office.records.all(Contact)) == 4
    window.type("field.name", "Helpline Example")
    window.screen.filter()
    settle()
    added = [one for one in office.records.all(Contact) if one.id not in four.values()]
    assert [(one.name, one.country) for one in added] == [("Helpline Example", "GE")]
    assert window.screen.list.current_id() == added[0].id
    assert "Helpline Example, Kind not chosen yet, not vetted" in rows(window)


def test_an_empty_store_offers_the_first_contact(stand: Make, office: Office) -> None:
    window = stand()
    window.click("contacts.empty.act")
    window.type("field.name", "First")
    window.screen.leave()
    assert [one.name for one in office.records.all(Contact)] == ["First"]
    assert window.screen.list.isVisible()


def test_deleting_can_be_undone(stand: Make, office: Office, four: dict[str, str]) -> None:
    window = stand()
    window.screen.list.setFocus()
    window.press(window.screen.list, Qt.Key.Key_Delete)
    assert window.told == ["Contact deleted"]
    assert "Beispielhaus, Shelter, not vetted" not in rows(window)
    assert window.screen.detail.contact_id == four["lawyer"]
    window.undo()
    assert "Beispielhaus, Shelter, not vetted" in rows(window)


def test_the_last_contact_deleted_leaves_the_empty_page(stand: Make, office: Office) -> None:
    add(office)
    window = stand()
    window.screen.list.setFocus()
    window.press(window.screen.list, Qt.Key.Key_Delete)
    assert window.find("contacts.empty.sentence").isVisible()
    assert office.records.all(Contact) == []


def test_enter_goes_from_the_list_into_the_form_and_escape_back(stand: Make, four: dict[str, str]) -> None:
    window = stand()
    window.screen.list.setFocus()
    window.press(window.screen.list, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is window.find("field.name")
    window.press(window.find("field.name"), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.screen.list


def test_a_small_window_holds_list_and_form(stand: Make, four: dict[str, str]) -> None:
    window = stand(size=SMALL)
    field = window.find("field.name")
    right = field.mapTo(window.window, field.rect().topRight()).x()
    assert right < SMALL[0]
    assert field.width() >= 200


def test_every_control_can_be_found(stand: Make, four: dict[str, str]) -> None:
    window = stand()
    assert unnamed(window.screen) == []
