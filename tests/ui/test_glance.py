"""A case read in ten seconds: the overview, and what to read before dialling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from caseapp.records import Case, Note, Person
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.case_stand import CaseStand
from tests.ui.screen_stand import settle
from ui.look import Look

Make = Callable[..., CaseStand]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(
        office,
        {"citizenships": ["RU", "KZ"]},
        safe_contact="Signal only",
        profiles=["JOUR"],
        grounds=["POL"],
        imputed=True,
    )


@pytest.fixture
def stand(look: Look, office: Office, case: Case) -> Iterator[Make]:
    made: list[CaseStand] = []

    def make(section: str) -> CaseStand:
        made.append(CaseStand(look, office, case.id))
        made[-1].go_to(section)
        return made[-1]

    yield make
    for one in made:
        one.close()


def texts(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def test_the_overview_says_who_where_with_whom_and_when(stand: Make, office: Office, case: Case) -> None:
    factory.person(office, case)
    for given in ("Мария", "Лев"):
        factory.person(office, case, relation="CHI", given=given, in_russia="no")
    office.records.add(Note(case_id=case.id, on=date(2026, 3, 14), channel="TEL", text="call"))
    page = stand("overview")
    assert "Latvia, Riga" in texts(page.find("overview.where"))
    household = texts(page.find("overview.household"))
    for words in ("Parent", "Child × 2", "In Russia: 1"):
        assert words in household
    profile = texts(page.find("overview.profile"))
    for words in ("Journalist", "Russia, Kazakhstan", "Political opinion (ascribed by the persecutor)"):
        assert words in profile
    assert "Telephone" in texts(page.find("overview.last"))
    page.click("overview.household.open")
    assert page.screen.sidebar.current() == "people"


def client_of(office: Office, case: Case) -> Person:
    return office.records.get(Person, case.client_id or "")


@pytest.mark.parametrize(("section", "where"), [("overview", "overview.safe"), ("safe", "reach.before")])
def test_what_never_to_say_and_what_not_to_use_stands_on_top(
    stand: Make, office: Office, case: Case, section: str, where: str
) -> None:
    client = client_of(office, case)
    factory.contact_point(office, client, never_say="The word asylum")
    bad = factory.contact_point(office, client, kind="TEL", safe="no", value="+371 2999 0199")
    page = stand(section)
    shown = page.find(where)
    assert "Never say: The word asylum" in texts(shown)
    struck: list[Any] = [label for label in shown.findChildren(QLabel) if label.font().strikeOut()]
    assert [label.text() for label in struck] == [bad.value]
    if section == "overview":
        assert page.screen.section().notices.texts() == [
            "The telephone or e-mail of the client is marked: do not use."
        ]
        page.click("overview.notices.struck.link")
        assert page.screen.sidebar.current() == "safe"
    else:
        assert page.find("safe.struck.0").accessibleName() == "Do not use: +371 2999 0199"


def test_the_ways_of_the_client_are_kept_under_safe_contact(stand: Make, case: Case) -> None:
    page = stand("safe")
    assert page.find("reach.before").isHidden()
    page.click("contact_points.add")
    page.fill("value", "+371 2000 0009")
    (point,) = page.summary.contact_points
    assert point.person_id == case.client_id


def test_a_profile_that_tells_of_a_special_category_is_marked_once_it_is_chosen(
    stand: Make, office: Office, case: Case
) -> None:
    page = stand("situation")
    profile = page.find("field.profiles")
    office.records.change(Case, case.id, profiles=["JOUR"])
    page.screen.reload()
    settle()
    assert "Special category" not in profile.accessibleDescription()
    office.records.change(Case, case.id, profiles=["JOUR", "RLG"])
    page.screen.reload()
    settle()
    assert "Special category: stays out of letters" in profile.accessibleDescription()
    assert page.find("note.profiles").isVisible()
    page.click("field.profiles.RLG")
    assert "Special category" not in profile.accessibleDescription()


def test_a_special_category_is_marked_beside_its_field(stand: Make) -> None:
    page = stand("situation")
    assert "Special category: stays out of letters" in page.find("field.grounds").accessibleDescription()
    assert "Special category" not in page.find("field.city").accessibleDescription()
