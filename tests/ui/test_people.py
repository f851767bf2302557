"""The people of a case: the household as a picture and a list, ties, ways of reaching, cases of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSlider, QApplication, QLabel, QWidget

from caseapp import i18n
from caseapp.records import Case, IdentityDocument, Person, Tie
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.case_stand import CaseStand
from tests.ui.screen_stand import NARROW, SMALL, WIDE, cells, settle, unnamed
from ui.charts.card_marks import room_of
from ui.look import Look

Make = Callable[..., CaseStand]
SON = {"family": "Щукин", "given": "Лев", "latin_family": "Shchukin", "latin_given": "Lev"}


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(office)


@pytest.fixture
def mother(office: Office, case: Case) -> Person:
    return factory.person(office, case, consent="DAN")


@pytest.fixture
def son(office: Office, case: Case, mother: Person) -> Person:
    return factory.person(office, case, relation="CHI", in_russia="no", **SON)


@pytest.fixture
def stand(look: Look, office: Office, case: Case) -> Iterator[Make]:
    made: list[CaseStand] = []

    def make(**more: Any) -> CaseStand:
        made.append(CaseStand(look, office, case.id, **more))
        made[-1].go_to("people")
        return made[-1]

    yield make
    for one in made:
        one.close()


def said(view: Any) -> list[str]:
    """What a screen reader hears of each card."""
    model = view.model()
    return [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())
    ]


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def test_the_picture_says_who_everybody_is_and_who_is_in_russia(stand: Make, son: Person) -> None:
    page = stand()
    view = page.find("people.picture-view")
    assert said(view) == [
        "Olga Peskova, Parent, In Russia, consent: do not ask",
        "Evgeniia Shchukina, Client, 14 May 1987",
        "Lev Shchukin, Child",
    ]
    assert page.find("people.count").text() == "2 people · 1 in Russia"
    assert unnamed(page.window) == []


def test_the_keyboard_walks_the_picture_and_enter_opens_the_form(
    stand: Make, son: Person, mother: Person
) -> None:
    page = stand()
    view = page.find("people.picture-view")
    view.setFocus()
    view.select_id(mother.id)
    assert page.find("person.title").text() == "Olga Peskova"
    page.press(view, Qt.Key.Key_Down)
    assert view.current_id() == page.summary.case.client_id
    page.press(view, Qt.Key.Key_Down)
    assert view.current_id() == son.id
    assert page.find("person.title").text() == "Lev Shchukin"
    page.press(view, Qt.Key.Key_Home)
    assert view.current_id() == mother.id
    page.press(view, Qt.Key.Key_End)
    page.press(view, Qt.Key.Key_Return)
    assert page.focus == "field.relation"


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_picture_opens_with_the_client_in_sight_and_from_the_top(
    stand: Make, office: Office, case: Case, son: Person, mother: Person, size: tuple[int, int]
) -> None:
    oldest = factory.person(office, case, relation="GRP", given="Тамара")
    page = stand(size=size)
    view = page.find("people.picture-view")
    seen = view.viewport().rect()
    assert seen.contains(view.card_rect(case.client_id or ""))
    assert seen.contains(view.card_rect(oldest.id))
    assert view.current_id() == oldest.id
    assert page.find("person.title").text() == "Olga Peskova"
    view.select_id(son.id)
    assert seen.contains(view.card_rect(son.id)), "who is chosen comes into sight"


def test_the_client_comes_into_sight_where_not_all_rows_fit(
    stand: Make, office: Office, case: Case, son: Person, mother: Person
) -> None:
    factory.person(office, case, relation="GRP", given="Тамара")
    page = stand(size=SMALL)
    view = page.find("people.picture-view")
    assert view.verticalScrollBar().maximum() > 0
    assert view.viewport().rect().contains(view.card_rect(case.client_id or ""))
    page.screen.reload()
    page.window.resize(SMALL[0], SMALL[1] - 60)
    settle()
    assert view.viewport().rect().contains(view.card_rect(case.client_id or "")), "also once it is read anew"
    view.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    page.window.resize(SMALL[0] + 40, SMALL[1])
    settle()
    assert view.verticalScrollBar().value() == 0, "it stays where somebody moved it"


def test_in_a_window_from_right_to_left_the_arrows_follow_what_is_seen(
    stand: Make, office: Office, case: Case, qapp: Any
) -> None:
    spouse = factory.person(office, case, relation="SPO", **SON)
    page = stand()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle()
    view = page.find("people.picture-view")
    view.select_id(case.client_id or "")
    client, other = view.card_rect(case.client_id or ""), view.card_rect(spouse.id)
    assert other.left() < client.left(), "mirrored"
    view.setFocus()
    page.press(view, Qt.Key.Key_Left)
    assert view.current_id() == spouse.id


def test_the_client_in_the_picture_leads_to_identity(stand: Make, son: Person) -> None:
    page = stand()
    view = page.find("people.picture-view")
    view.select_id(page.summary.case.client_id or "")
    assert page.find("person.second").text() == "The client's own record stands under Identity."
    view.setFocus()
    page.press(view, Qt.Key.Key_Return)
    assert page.screen.sidebar.current() == "identity"


def test_picture_and_list_show_the_same_and_the_choice_is_kept(
    stand: Make, son: Person, mother: Person
) -> None:
    page = stand()
    page.find("people.picture-view").select_id(son.id)
    page.click("people.list-switch")
    table = page.find("people.list")
    assert table.isVisible()
    assert table.current_key() == son.id
    table.select_key(mother.id)
    assert page.find("person.title").text() == "Olga Peskova"
    again = stand()
    assert again.find("people.list").isVisible()


def test_hidden_names_leave_roles_alone(stand: Make, son: Person) -> None:
    page = stand()
    page.privacy.set_hidden(True)
    settle()
    shown = " ".join(said(page.find("people.picture-view")))
    assert "Parent" in shown
    assert "Child" in shown
    for name in ("Olga", "Peskova", "Lev", "Evgeniia", "1987"):
        assert name not in shown
    assert "Peskova" not in " ".join(texts(page.find("ties"))) + page.find("person.title").text()


def test_a_case_without_relatives_has_one_sentence_and_one_button(stand: Make) -> None:
    page = stand()
    page.click("people.empty.act")
    page.fill("family", "Новая")
    (added,) = [one for one in page.summary.persons if one.relation != "CLI"]
    assert page.find("people.picture-view").current_id() == added.id


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700), (800, 600)])
def test_fifteen_people_are_all_reached(
    stand: Make, office: Office, case: Case, size: tuple[int, int]
) -> None:
    for at, relation in enumerate(["SPO", "CHI", "PRN", "SIB", "GRP", "FRI", "COL"] * 2):
        factory.person(office, case, relation=relation, latin_given=f"No{at}")
    page = stand(size=size)
    view = page.find("people.picture-view")
    assert view.model().rowCount() == 15
    view.setFocus()
    page.press(view, Qt.Key.Key_Home)
    for _ in range(15):
        assert view.viewport().rect().contains(view.card_rect(view.current_id()).center())
        page.press(view, Qt.Key.Key_Right)


# Ties


def test_a_tie_is_said_once_and_seen_from_both_sides(
    stand: Make, office: Office, case: Case, son: Person, mother: Person
) -> None:
    father = factory.person(office, case, relation="PRN", given="Андрей", latin_given="Andrei")
    page = stand()
    view = page.find("people.picture-view")
    view.select_id(mother.id)
    page.find("ties.other").set_value(father.id)
    page.find("ties.relation").set_value("SPO")
    page.find("ties.relation").chosen.emit("SPO")
    page.click("ties.add")
    (tie,) = page.summary.ties
    assert (tie.person_id, tie.other_id, tie.relation) == (mother.id, father.id, "SPO")
    view.select_id(father.id)
    assert page.find(f"ties.line.{mother.id}.SPO").accessibleName() == "Olga Peskova: Spouse"
    assert "Lev Shchukin: Grandchild" in page.find("ties.follows").text()
    page.find("ties.other").set_value(mother.id)
    page.find("ties.relation").set_value("SPO")
    page.find("ties.relation").chosen.emit("SPO")
    page.click("ties.add")
    assert "holds both ways" in " ".join(texts(page.find("ties.wrong")))
    assert page.find("ties.other").value() == mother.id, "nothing chosen is lost"
    page.click(f"ties.delete.{tie.id}")
    assert page.summary.ties == []
    page.undo()
    assert [one.id for one in office.records.of_case(Tie, case.id)] == [tie.id]


def test_the_remark_of_a_tie_is_written_and_changed_by_keyboard_from_either_side(
    stand: Make, office: Office, case: Case, son: Person, mother: Person
) -> None:
    tie = factory.tie(office, mother, son, relation="CHI")
    page = stand()
    for person, words in ((mother, "adopted in 2009"), (son, "adopted in 2010, paper seen")):
        page.find("people.picture-view").select_id(person.id)
        settle()
        page.find(f"ties.note.{tie.id}").setFocus()
        page.press(page.find(f"ties.note.{tie.id}"), Qt.Key.Key_Space)
        assert page.focus == "field.note"
        page.type("field.note", words)
        page.press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert page.summary.ties[0].note == words
        assert page.find(f"ties.remark.{tie.id}").text() == words
        page.press(page.find("tie.done"), Qt.Key.Key_Space)
        assert page.focus == f"ties.note.{tie.id}"
    past = [each for each in office.records.history(Tie, tie.id) if each.field == "note" and each.after]
    assert [each.after for each in past] == ["adopted in 2010, paper seen", "adopted in 2009"]
    page.privacy.set_hidden(True)
    assert "adopted" not in " ".join(texts(page.find("ties")))


@pytest.mark.parametrize(
    ("relation", "told"),
    [("LAW", "Lawyer of Lev Shchukin"), ("ACT", "Person behind a threat of Lev Shchukin")],
)
def test_a_tie_without_a_word_for_the_other_side_is_seen_and_kept_from_there_as_well(
    stand: Make, office: Office, case: Case, son: Person, mother: Person, relation: str, told: str
) -> None:
    tie = factory.tie(office, son, mother, relation=relation)
    page = stand()
    view = page.find("people.picture-view")
    view.select_id(mother.id)
    settle()
    assert page.find(f"ties.of.{son.id}.{relation}").accessibleName() == told
    card = next(one for one in view.family.cards if one.id == mother.id)
    assert told[:1].lower() + told[1:] in card.says
    card = next(one for one in view.family.cards if one.id == son.id)
    assert "Olga Peskova" in card.says
    assert "tied" not in card.says
    page.click(f"ties.note.{tie.id}")
    page.type("field.note", "since May")
    page.press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert page.summary.ties[0].note == "since May"
    assert page.find(f"ties.of.{son.id}.{relation}").accessibleName() == f"{told}. since May"
    page.click(f"ties.delete.{tie.id}")
    assert page.summary.ties == []


def test_what_can_not_be_true_is_told_above_the_picture(
    stand: Make, office: Office, son: Person, mother: Person
) -> None:
    office.records.change(Person, mother.id, birth="1990")
    page = stand()
    assert page.find("people.notices").texts() == [
        "Evgeniia Shchukina would be born before Olga Peskova, the parent or grandparent."
    ]


# Ways of reaching


def test_a_way_that_is_not_safe_is_struck_and_the_quick_field_says_so(
    stand: Make, office: Office, mother: Person
) -> None:
    office.records.change(Person, mother.id, phone="+7 999 000-11-22")
    point = factory.contact_point(
        office, mother, safe="no", value="8 (999) 000 11 22", kind="TEL", never_say="That she left"
    )
    page = stand()
    row = page.find(f"contact_points.row.{point.id}")
    assert row.accessibleName().startswith("8 (999) 000 11 22, Do not use")
    first = next(label for label in row.findChildren(QLabel) if label.text() == point.value)
    assert first.font().strikeOut()
    assert page.find(f"reach.never.{point.id}").accessibleName() == "Never say: That she left"
    assert page.find("people.struck.0").accessibleName() == "Do not use: +7 999 000-11-22"


def test_a_way_of_reaching_is_added_for_the_person_shown(stand: Make, son: Person) -> None:
    page = stand()
    page.find("people.picture-view").select_id(son.id)
    page.click("contact_points.add")
    page.fill("value", "@quiet")
    (point,) = page.summary.contact_points
    assert (point.person_id, point.value) == (son.id, "@quiet")


# Cases of their own


def test_a_relative_with_a_case_of_their_own_is_linked_by_hand(
    stand: Make, office: Office, case: Case, son: Person
) -> None:
    other = factory.case(office, SON)
    page = stand()
    page.find("people.picture-view").select_id(son.id)
    settle()
    assert page.find(f"own-case.offer.{other.id}").accessibleName().startswith("A client has the same name")
    assert office.records.get(Person, son.id).own_case_id is None
    page.click(f"own-case.same.{other.id}")
    assert office.records.get(Person, son.id).own_case_id == other.id
    page.click("own-case.open")
    assert page.asked[-1][:2] == ("case", other.id)
    page.click("own-case.unlink")
    assert office.records.get(Person, son.id).own_case_id is None
    page.undo()
    assert office.records.get(Person, son.id).own_case_id == other.id


def test_another_case_is_found_by_typing(stand: Make, office: Office, mother: Person) -> None:
    other = factory.case(office, SON)
    page = stand()
    page.click("own-case.start")
    page.type("own-case.find", other.number)
    page.click(f"own-case.found.{other.id}")
    assert office.records.get(Person, mother.id).own_case_id == other.id


def test_the_other_case_shows_the_way_back(look: Look, office: Office, case: Case, mother: Person) -> None:
    other = factory.case(office, SON)
    office.records.change(Person, mother.id, own_case_id=other.id)
    page = CaseStand(look, office, other.id)
    try:
        factory.person(office, other)
        page.go_to("people")
        page.screen.reload()
        settle()
        page.click(f"elsewhere.open.{case.id}")
        assert page.asked[-1][:2] == ("case", case.id)
    finally:
        page.close()


def test_whoever_has_a_passport_that_is_of_no_use_is_marked_on_the_bar_and_among_the_people(
    stand: Make, office: Office, case: Case, son: Person
) -> None:
    factory.document(office, case, person_id=son.id, state="ANN")
    window = stand()
    assert window.find("case.passport").text() == "Child: Passport: annulled"
    household = window.find("people.household")
    card = next(one for one in household.view.family.cards if one.id == son.id)
    assert (card.warns, card.level) == ("Passport: annulled", "crit")
    assert "Passport: annulled" in card.says
    assert any("Passport: annulled" in said for said in cells(household.table, "name"))
    mine = factory.document(office, case, valid_until=office.clock.today() - timedelta(days=2))
    window.bus.publish({(IdentityDocument.KIND, mine.id)})
    settle()
    sign = window.find("case.passport")
    assert sign.text() == "Passport: expired"
    assert sign.accessibleName().startswith("Passport expired 2 days ago")


def test_what_a_card_warns_of_is_never_cut(look: Look, office: Office, case: Case, mother: Person) -> None:
    factory.document(office, case, person_id=mother.id, chip="NOT")
    i18n.set_language("ru")
    window = CaseStand(look, office, case.id, size=NARROW)
    try:
        window.go_to("people")
        view = window.find("people.household").view
        lines = view.marks[mother.id]
        said = " ".join(mark.words for line in lines for mark in line)
        assert said == "Родитель В России Паспорт: не признаётся не спрашивать"
        card = view.card_rect(mother.id)
        assert all(room_of(look, line) <= card.width() - 20 for line in lines)
        assert card.height() >= (1 + len(lines)) * look.tall(18)
    finally:
        window.close()
