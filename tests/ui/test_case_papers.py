"""Documents, spellings and grammatical forms in the case: the client's in Identity, others' in People."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from caseapp import i18n
from caseapp.records import Case, IdentityDocument, NameForm, Person
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.case_stand import CaseStand
from tests.ui.forms_stage import keys
from tests.ui.screen_stand import settle
from ui.look import Look
from ui.screens.case.overview import Overview

Make = Callable[..., CaseStand]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(office)


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


def texts(widget: QWidget) -> list[str]:
    """The labels that are not hidden inside a widget."""
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden() and label.text()]


def test_a_passport_is_entered_and_becomes_the_one_that_letters_name(stand: Make) -> None:
    page = stand("identity")
    page.click("identity_documents.add")
    page.fill("number", "75 1234567")
    page.fill("valid_until", "13.08.2026")
    (kept,) = page.summary.documents
    assert (kept.number, kept.valid_until, kept.main) == ("75 1234567", date(2026, 8, 13), True)
    assert kept.person_id == page.summary.case.client_id
    page.click("identity_document.done")
    words = texts(page.find(f"identity_documents.row.{kept.id}"))
    assert words[0] == "Passport 75 1234567 (named in letters)"
    assert "Passport ends in 4 months (13 Aug 2026)" in words


def test_making_another_document_the_main_one_takes_it_from_the_first(
    stand: Make, office: Office, case: Case
) -> None:
    first = factory.document(office, case)
    second = factory.document(office, case, kind="CTD", number="LV 7", main=False)
    page = stand("identity")
    page.click(f"identity_documents.edit.{second.id}")
    page.click("field.main")
    assert {one.id: one.main for one in page.summary.documents} == {first.id: False, second.id: True}
    assert texts(page.find(f"identity_documents.row.{first.id}"))[0] == "Passport 75 0000001"


def test_a_printed_name_that_nobody_knows_is_one_click_away_from_a_spelling(
    stand: Make, office: Office, case: Case
) -> None:
    factory.document(office, case)
    card = factory.document(
        office, case, kind="ASY", country="LV", family="ŠČUKINA", given="JEVGEŅIJA", main=False
    )
    page = stand("identity")
    offer = page.find(f"identity_documents.offer.{card.id}")
    assert offer.text() == "Add this spelling: Ščukina Jevgeņija"
    page.click(f"identity_documents.offer.{card.id}")
    (made,) = page.summary.spellings
    assert (made.family, made.given, made.use, made.document_id) == ("Ščukina", "Jevgeņija", "RES", card.id)
    shown = page.find(f"identity_documents.row.{card.id}").findChildren(QWidget, offer.objectName())
    assert not [one for one in shown if one.isVisible()]
    assert "Asylum seeker's document 75 0000001 (2022)" in texts(page.find("spellings"))


def test_while_the_form_is_filled_in_the_offer_stands_right_below_the_printed_name(
    stand: Make, office: Office, case: Case
) -> None:
    factory.document(office, case)
    card = factory.document(office, case, kind="ASY", country="LV", main=False)
    page = stand("identity")
    page.click(f"identity_documents.edit.{card.id}")

    def of_form(name: str) -> Any:
        return page.find("identity_document").findChild(QWidget, name)

    def fill(name: str, text: str) -> None:
        of_form(name).setFocus()
        of_form(name).selectAll()
        keys(of_form(name), text)
        page.press(QApplication.focusWidget(), Qt.Key.Key_Tab)

    fill("field.family", "ŠČUKINA")
    fill("field.given", "JEVGEŅIJA")
    offer = f"identity_documents.offer.{card.id}"
    assert page.focus == offer
    shown = [of_form(name) for name in ("field.given", offer, "field.state")]
    tops = [one.mapTo(page.window, QPoint()).y() for one in shown]
    assert tops == sorted(tops)
    page.press(QApplication.focusWidget(), Qt.Key.Key_Space)
    (made,) = page.summary.spellings
    assert (made.family, made.document_id) == ("Ščukina", card.id)
    assert not [one for one in page.window.findChildren(QWidget, offer) if one.isVisible()]
    assert page.focus == "field.given"
    # A name that was not taken goes back to the row of its document.
    fill("field.given", "JEVGENIJA")
    page.click("identity_document.done")
    row = page.find(f"identity_documents.row.{card.id}")
    assert [one.isVisible() for one in row.findChildren(QWidget, offer)][-1:] == [True]


def test_the_name_of_a_client_without_one_in_latin_comes_from_the_passport(
    stand: Make, office: Office, case: Case
) -> None:
    office.records.change(Person, case.client_id or "", latin_family="", latin_given="")
    document = factory.document(office, case)
    page = stand("identity")
    assert page.find(f"identity_documents.offer.{document.id}").text() == "Use in letters: Shchukina Evgeniia"
    page.click(f"identity_documents.offer.{document.id}")
    assert page.summary.client is not None
    assert (page.summary.client.latin_family, page.summary.client.latin_given) == ("Shchukina", "Evgeniia")
    assert page.summary.spellings == []


def test_a_proposed_spelling_says_which_document_prints_it_and_is_tied_to_it(
    stand: Make, office: Office, case: Case
) -> None:
    old = factory.document(
        office, case, number="00 101", family="CHTCHOUKINA", given="EVGUENIIA", issued_on=date(1996, 6, 18)
    )
    page = stand("identity")
    page.click("spellings.propose")
    said = texts(page.find("spellings"))
    assert "printed in: Passport 00 101 (1996)" in said
    at = next(
        number
        for number in range(9)
        if "Chtchoukina" in page.find(f"spellings.propose.{number}").accessibleName()
    )
    page.click(f"spellings.propose.{at}")
    (made,) = page.summary.spellings
    assert (made.family, made.rule, made.use, made.document_id) == ("Chtchoukina", "ru-french", "PAS", old.id)


def proposals(page: CaseStand) -> list[str]:
    """The proposed spellings with their rules, one after the other."""
    page.click("spellings.propose")
    return texts(page.find("spellings"))


def named(office: Office, case: Case, family: str, given: str, **values: Any) -> None:
    """Gives the client another name, not printed anywhere yet."""
    name = {"family": family, "given": given, "patronymic": "", "latin_family": "", "latin_given": ""}
    office.records.change(Person, case.client_id or "", **name, **values)


def test_the_rules_of_the_state_whose_document_a_client_has_come_first(
    stand: Make, office: Office, case: Case
) -> None:
    named(office, case, "Назарбаев", "Нурсултан", citizenships=["KZ"], languages=["kk"])
    factory.document(office, case, country="KZ", family="NAZARBAYEV", given="NURSULTAN")
    page = stand("identity")
    said = proposals(page)
    assert said[said.index("Nazarbayev Nursultan") + 1].startswith("Kazakh passport")
    assert said[said.index("Nazarbaev Nursultan") + 1].startswith("Russian passport")
    page.click("spellings.propose.0")
    assert [one.rule for one in page.summary.spellings] == ["kk-passport"]


def test_the_rules_of_a_clients_citizenship_are_proposed_too(stand: Make, office: Office, case: Case) -> None:
    named(office, case, "Шевченко", "Олег", citizenships=["UA"])
    said = proposals(stand("identity"))
    assert said[said.index("Shevchenko Oleh") + 1].startswith("Ukrainian passport")
    assert said[said.index("Shevchenko Oleg") + 1].startswith("Russian passport")


def test_a_rule_is_called_by_the_state_whose_document_prints_the_spelling(
    stand: Make, office: Office, case: Case
) -> None:
    named(office, case, "Назарбаев", "Нурсултан")
    factory.document(office, case, country="KZ", family="NAZARBAYEV", given="NURSULTAN")
    factory.document(office, case, country="RU", family="NAZARBAEV", given="NURSULTAN", main=False)
    factory.document(office, case, country="BY", family="BY", given="BY", main=False)
    said = proposals(stand("identity"))
    assert said[said.index("Nazarbayev Nursultan") + 1].startswith("Kazakh passport")
    assert said[said.index("Nazarbaev Nursultan") + 1].startswith("Russian passport")


def test_the_overview_and_the_sidebar_warn_of_papers(stand: Make, office: Office, case: Case) -> None:
    today = office.clock.today()
    daughter = factory.person(office, case, relation="CHI")
    factory.document(office, case, chip="NOT", valid_until=today + timedelta(days=20))
    factory.document(office, case, person_id=daughter.id, state="ANN")
    page = stand("overview")
    overview = page.screen.section()
    assert isinstance(overview, Overview)
    assert overview.notices.texts() == [
        "Child: Passport: annulled",
        "Passport ends in 20 days (5 Apr 2026)",
        "Passport is not recognised in the host country (Latvia): it has no chip",
    ]
    identity = page.screen.sidebar.button("identity")
    assert identity.accessibleName() == "Identity, needs attention"
    first = next(one for one in page.summary.alerts if one.code == "ends")
    page.click(f"overview.notices.ends-{first.document.id}.link")
    assert page.screen.place() == "identity"


def test_beside_a_passport_that_is_recognised_the_old_one_is_told_with_itself_alone(
    stand: Make, office: Office, case: Case
) -> None:
    today = office.clock.today()
    factory.document(office, case)
    old = factory.document(
        office, case, chip="NOT", number="64 1", valid_until=today + timedelta(days=900), main=False
    )
    page = stand("overview")
    assert not page.find("case.passport").isVisible()
    assert page.screen.section().notices.texts() == []
    assert page.screen.sidebar.button("identity").accessibleName() != "Identity, needs attention"
    page.go_to("identity")
    said = texts(page.find(f"identity_documents.row.{old.id}"))
    assert "Passport is not recognised in the host country (Latvia): it has no chip" in said


def test_the_source_of_a_warning_speaks_the_language_of_the_screen(
    stand: Make, office: Office, case: Case
) -> None:
    document = factory.document(office, case, chip="NOT")

    def sources() -> list[str]:
        page = stand("identity")
        said = texts(page.find(f"identity_documents.row.{document.id}"))
        return [words for words in said if words.startswith(("Source", "Источник"))]

    assert sources() == ["Source: gazeta.ru, 1 January 2026; RIA, 6 February 2026; as of 23 Nov 2026"]
    i18n.set_language("ru")
    (told,) = sources()
    assert told.startswith("Источник: gazeta.ru, 1 января 2026 г.; РИА «Новости», 6 февраля 2026 г.")


def test_what_is_not_verified_is_marked_to_be_checked(stand: Make, office: Office, case: Case) -> None:
    office.records.change(Case, case.id, country="NO")
    document = factory.document(office, case, chip="NOT")
    page = stand("identity")
    said = texts(page.find(f"identity_documents.row.{document.id}"))
    assert "Check: Passport is not recognised in the host country (Norway): it has no chip" in said
    assert any("Norway (check)" in words and "Latvia," in words for words in said)


def test_a_relative_has_documents_spellings_and_forms_of_their_own(
    stand: Make, office: Office, case: Case
) -> None:
    mother = factory.person(office, case)
    factory.document(office, case)
    page = stand("people")
    assert texts(page.find("identity_documents"))[0] == "Identity documents"
    page.click("identity_documents.add")
    page.fill("number", "63 7654321")
    (hers,) = [one for one in page.summary.documents if one.person_id == mother.id]
    assert (hers.number, hers.main) == ("63 7654321", True)
    page.click("people.add")
    assert not page.find("identity_documents").isVisible()
    page.screen.jump("identity_document", hers.id, "number")
    assert page.screen.place() == "people"
    assert page.focus == "field.number"


def test_forms_are_proposed_where_a_rule_is_certain_and_wait_for_a_confirmation(
    stand: Make, office: Office, case: Case
) -> None:
    page = stand("identity")
    page.click("name_forms.propose")
    (made,) = page.summary.name_forms
    assert (made.language, made.genitive) == ("ru", "Щукиной Евгении Андреевны")
    assert (made.confirmed_by, made.confirmed_on) == ("", None)
    assert not page.find("name_forms.propose").isVisible()
    row = page.find(f"name_forms.row.{made.id}")
    assert "Not confirmed" in texts(row)[1]
    office.records.change(NameForm, made.id, confirmed_by="Anna", confirmed_on=date(2026, 3, 2))
    page.screen.reload()
    assert texts(row)[1] == "Confirmed by Anna, 2 Mar 2026"


def test_a_changed_form_is_shown_unconfirmed_until_somebody_confirms_it_anew(
    stand: Make, office: Office, case: Case
) -> None:
    form = factory.name_form(office, case, confirmed_by="Anna")
    page = stand("identity")
    row = page.find(f"name_forms.row.{form.id}")
    assert texts(row)[1] == "Confirmed by Anna, 2 Mar 2026"
    page.click(f"name_forms.edit.{form.id}")
    panel = page.find("name_form")
    by, on = (panel.findChild(QLineEdit, f"field.{name}") for name in ("confirmed_by", "confirmed_on"))
    assert (by.text(), bool(on.text())) == ("Anna", True)
    page.fill("genitive", "Щукины Евгении Андреевны")
    assert "Not confirmed" in texts(row)[1]
    assert (by.text(), on.text()) == ("", "")
    changed = office.records.history(NameForm, form.id)[0].seq
    office.records.revert(NameForm, form.id, changed)
    page.screen.reload()
    assert texts(row)[1] == "Confirmed by Anna, 2 Mar 2026"
    assert (by.text(), bool(on.text())) == ("Anna", True)
    page.fill("genitive", "Щукины Евгении Андреевны")
    page.fill("confirmed_by", "Boris")
    page.fill("confirmed_on", "09.03.2026")
    assert texts(row)[1] == "Confirmed by Boris, 9 Mar 2026"


def test_the_emptied_confirmation_shows_although_the_keyboard_moved_into_it(
    stand: Make, office: Office, case: Case
) -> None:
    form = factory.name_form(office, case, confirmed_by="Anna")
    page = stand("identity")
    page.click(f"name_forms.edit.{form.id}")
    panel = page.find("name_form")
    last, by = (panel.findChild(QLineEdit, f"field.{name}") for name in ("prepositional", "confirmed_by"))
    last.setFocus()
    last.clear()
    keys(last, "Иначе")
    by.setFocus()
    settle()
    assert page.focus == "field.confirmed_by"
    assert by.text() == ""


def test_nothing_is_proposed_for_a_name_that_could_be_declined_otherwise(
    stand: Make, office: Office, case: Case
) -> None:
    office.records.change(Person, case.client_id or "", family="Шевчук")
    assert not stand("identity").find("name_forms.propose").isVisible()


def test_a_deleted_document_comes_back(stand: Make, office: Office, case: Case) -> None:
    document = factory.document(office, case)
    page = stand("identity")
    page.click(f"identity_documents.edit.{document.id}")
    page.click("identity_document.delete")
    assert page.summary.documents == []
    page.undo()
    assert [one.id for one in page.summary.documents] == [document.id]
    assert office.records.get(IdentityDocument, document.id).main
