"""The list of cases: filters, search, order, the pane beside it, new cases, hidden names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from caseapp import i18n
from caseapp.errors import NotFound
from caseapp.records import Case, Contact, Incident, Note, Spelling
from caseapp.services.cases import CaseFilter
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.screen_stand import NARROW, SMALL, Stand, cells, click_head, settle, unnamed
from ui.look import Look
from ui.screens.cases import CasesScreen
from ui.screens.cases.new_case import DRAFT
from ui.tasks import Runner
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import Words

Make = Callable[..., Stand]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    factory.furnish(opened)
    yield opened
    opened.close()


@pytest.fixture
def stand(look: Look, office: Office) -> Iterator[Make]:
    made: list[Stand] = []

    def make(**more: Any) -> Stand:
        made.append(Stand(look, office, CasesScreen, **more))
        return made[-1]

    yield make
    for one in made:
        one.close()


def add(office: Office, family: str, latin: str, **values: Any) -> str:
    """A case of a client by family name; the rest of the defaults stays."""
    client = {
        "family": family,
        "given": "Нина",
        "patronymic": "",
        "latin_family": latin,
        "latin_given": "Nina",
    }
    return factory.case(office, client, **values).id


@pytest.fixture
def five(office: Office, clock: FixedClock) -> dict[str, str]:
    """Five cases that differ in all that the filters ask for."""
    today = clock.today()
    return {
        "low": add(
            office, "Низкова", "Nizkova", risk="1", country="LV", deadline_on=today + timedelta(days=60)
        ),
        "crit": add(
            office,
            "Кузьминова",
            "Kuzminova",
            risk="4",
            country="GE",
            caseworker_id=office.me,
            deadline_on=today - timedelta(days=2),
            deadline_what="Missed check-in",
            last_contact=today,
            safe_contact="Signal only, after 18:00.",
        ),
        "high": add(
            office, "Высокова", "Vysokova", risk="3", country="AM", last_contact=today - timedelta(days=40)
        ),
        "none": add(
            office, "Иванова", "Ivanova", risk="", country="GE", deadline_on=today + timedelta(days=3)
        ),
        "shut": add(office, "Старова", "Starova", risk="4", country="DE", status="CLO"),
    }


def keys_shown(stand: Stand) -> list[str]:
    return [stand.screen.model.key_at(row) for row in range(stand.screen.model.rowCount())]


def choose(field: ChoiceField, code: str) -> None:
    """As a person chooses from the list that opens."""
    field.set_value(code)
    field.chosen.emit(code)


def names(stand: Stand) -> list[str]:
    return [said.split(",")[0] for said in cells(stand.screen.table, "name")]


def test_highest_risk_comes_first_and_closed_cases_stay_out(stand: Make, five: dict[str, str]) -> None:
    window = stand()
    assert names(window)[:3] == ["Nina Kuzminova", "Nina Vysokova", "Nina Nizkova"]
    assert cells(window.screen.table, "name")[0] == "Nina Kuzminova, Нина Кузьминова"
    assert cells(window.screen.table, "deadline")[0] == "14 Mar, 2 days late, Missed check-in"
    assert cells(window.screen.table, "contact")[:2] == ["Today", "4 Feb"]
    assert window.find("cases.head.sentence").text() == "4 of 5 · highest risk first"
    assert window.screen.table.current_key() == five["crit"]


@pytest.mark.parametrize(
    ("chip", "count", "left"),
    [
        ("open", 4, ["crit", "high", "low", "none", "shut"]),
        ("mine", 4, ["crit", "high", "low", "none"]),
        ("risk", 2, ["crit", "high"]),
        ("deadline", 2, ["crit", "none"]),
        ("silent", 3, ["high", "low", "none"]),
    ],
)
def test_chips_say_how_many_they_find_and_narrow_the_list(
    stand: Make, five: dict[str, str], chip: str, count: int, left: list[str]
) -> None:
    window = stand()
    button = window.find(f"cases.filter.{chip}")
    assert button.accessibleName().endswith(f", {count}")
    window.click(f"cases.filter.{chip}")
    keys = {window.screen.model.key_at(row) for row in range(window.screen.model.rowCount())}
    assert keys == {five[name] for name in left}


def test_a_chip_shows_the_cases_whose_passport_ends_within_half_a_year(
    stand: Make, office: Office, five: dict[str, str]
) -> None:
    today, case = office.clock.today(), office.records.get(Case, five["low"])
    factory.document(office, case, valid_until=today + timedelta(days=170))
    factory.document(office, office.records.get(Case, five["high"]), valid_until=today + timedelta(days=190))
    window = stand()
    assert window.find("cases.filter.passport").accessibleName() == "Passport ends soon, 1"
    window.click("cases.filter.passport")
    assert keys_shown(window) == [case.id]
    assert cells(window.screen.table, "passport") == ["5 months left, Passport"]
    told = window.find("cases.preview.paper.0").accessibleName()
    assert told.startswith("Passport ends in 5 months")
    field = window.screen.filters.passport
    assert field.value() == "6"
    choose(field, "12")
    assert not window.find("cases.filter.passport").isChecked()
    assert set(keys_shown(window)) == {five["low"], five["high"]}
    window.screen.show_only(CaseFilter(passport_within=6))
    assert keys_shown(window) == [case.id]


def test_cases_are_found_by_profile_beside_the_other_filters(
    stand: Make, office: Office, five: dict[str, str]
) -> None:
    for name, codes in (("low", ["JOUR", "ACT"]), ("crit", ["ACT"]), ("shut", ["JOUR"])):
        office.records.change(Case, five[name], profiles=codes)
    window = stand()
    window.click("cases.filter.more")
    field = window.screen.filters.profile
    choose(field, "JOUR")
    assert keys_shown(window) == [five["low"]]
    choose(field, "ACT")
    window.click("cases.filter.risk")
    assert keys_shown(window) == [five["crit"]]
    choose(field, "LAW")
    assert "Lawyer" in window.find("cases.unfound.sentence").text()
    window.click("cases.filter.more")
    assert keys_shown(window) == [five["crit"], five["high"]]


def test_more_filters_offer_the_countries_that_occur_and_any_status(
    stand: Make, five: dict[str, str]
) -> None:
    window = stand()
    window.click("cases.filter.more")
    country, status = window.find("cases.filter.country"), window.find("cases.filter.status")
    offered = [country.itemText(row) for row in range(1, country.count())]
    assert offered == ["Armenia", "Georgia", "Germany", "Latvia"]
    country.set_value("GE")
    country.chosen.emit("GE")
    assert set(names(window)) == {"Nina Kuzminova", "Nina Ivanova"}
    country.set_value("")
    status.set_value("CLO")
    status.chosen.emit("CLO")
    assert names(window) == ["Nina Starova"]
    assert not window.find("cases.filter.open").isChecked()
    window.click("cases.filter.more")
    assert window.screen.model.rowCount() == 5


@pytest.mark.parametrize("typed", ["Kuzminov", "Кузьмин", "Kuzmynova", "nina kuz", "NL-0002"])
def test_typing_finds_a_client_in_any_spelling(stand: Make, five: dict[str, str], typed: str) -> None:
    window = stand()
    window.screen.search.set_text(typed)
    assert window.screen.model.key_at(0) == five["crit"]
    assert window.screen.model.rowCount() == 1


def test_finding_nothing_names_what_was_asked_and_offers_to_clear_it(
    stand: Make, five: dict[str, str]
) -> None:
    window = stand()
    window.click("cases.filter.risk")
    window.screen.search.set_text("zzzzzz")
    said = window.find("cases.unfound.sentence")
    assert said.isVisible()
    assert said.text() == "No case fits “zzzzzz” and High or critical."
    assert not window.screen.preview.case_id
    window.click("cases.unfound.act")
    assert window.screen.model.rowCount() == 4
    assert window.screen.search.text() == ""


def test_a_head_sorts_and_a_second_click_turns_the_order_round(stand: Make, five: dict[str, str]) -> None:
    window = stand()
    click_head(window.screen.table, "name")
    assert names(window) == ["Nina Ivanova", "Nina Kuzminova", "Nina Nizkova", "Nina Vysokova"]
    assert window.find("cases.head.sentence").text() == "4 of 5 · by name"
    click_head(window.screen.table, "name")
    assert names(window)[0] == "Nina Vysokova"
    click_head(window.screen.table, "risk")
    assert names(window)[0] == "Nina Kuzminova"


def test_enter_opens_the_selected_case(stand: Make, five: dict[str, str]) -> None:
    window = stand()
    window.screen.table.setFocus()
    window.press(window.screen.table, Qt.Key.Key_Down)
    window.press(window.screen.table, Qt.Key.Key_Return)
    assert window.asked == [("case", five["high"])]


def test_enter_in_the_search_field_opens_the_first_hit_and_down_goes_into_the_list(
    stand: Make, five: dict[str, str]
) -> None:
    window = stand()
    window.screen.filter()
    assert QApplication.focusWidget() is window.screen.search.field
    window.type("cases.search", "Vysok")
    window.press(window.screen.search.field, Qt.Key.Key_Return)
    assert window.asked == [("case", five["high"])]
    window.press(window.screen.search.field, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is window.screen.table


def test_the_pane_tells_how_to_reach_the_client_and_what_was_last(
    stand: Make, office: Office, five: dict[str, str], clock: FixedClock
) -> None:
    case_id = five["crit"]
    client = office.cases.summary(case_id).client
    assert client is not None
    office.records.add(Spelling(case_id=case_id, person_id=client.id, given="ნინო", family="კუზმინოვა"))
    office.records.add(Incident(case_id=case_id, title="Followed home", kind="T03", happened="2026-03-15"))
    office.records.add(Incident(case_id=case_id, title="Older one", kind="T02", happened="2024"))
    office.records.add(Note(case_id=case_id, on=date(2026, 3, 1), channel="TEL", text="Called.\nMore."))
    office.records.add(Note(case_id=case_id, on=date(2026, 2, 1), channel="TEL", text="Too old to show."))
    window = stand()
    assert window.find("cases.preview.safe.text").text() == "Signal only, after 18:00."
    assert window.find("cases.preview.also.1").text() == "ნინო კუზმინოვა"
    assert window.find("cases.preview.next").accessibleName() == "14 Mar, 2 days late: Missed check-in"
    latest = [window.find(f"cases.preview.latest.{n}").accessibleName() for n in range(3)]
    assert latest[0].startswith("Followed home, 15 March 2026")
    assert latest[1].startswith("Called., 1 Mar")
    assert latest[2].startswith("Too old to show.")
    window.click("cases.preview.letter")
    window.click("cases.preview.open")
    assert window.asked == [("new letter", case_id), ("case", case_id)]


def test_the_pane_says_so_when_nothing_is_known_of_safe_contact(stand: Make, five: dict[str, str]) -> None:
    window = stand()
    window.screen.table.select_key(five["high"])
    assert window.find("cases.preview.safe.text").text().startswith("Nothing is written down yet.")


def test_a_narrow_window_has_no_pane_and_keeps_the_names_readable(stand: Make, five: dict[str, str]) -> None:
    window = stand(size=SMALL)
    table = window.screen.table
    assert not window.screen.preview.isVisible()
    assert table.columnWidth(0) >= 190
    contact = [column.id for column in window.screen.model.columns].index("contact")
    assert table.isColumnHidden(contact)
    window.window.resize(*NARROW)
    settle()
    assert not table.isColumnHidden(contact)


def test_deleting_can_be_undone_and_selects_no_stranger(
    stand: Make, office: Office, five: dict[str, str]
) -> None:
    window = stand()
    window.screen.table.setFocus()
    window.press(window.screen.table, Qt.Key.Key_Delete)
    assert window.told == ["Case deleted"]
    assert "Nina Kuzminova" not in names(window)
    with pytest.raises(NotFound):
        office.cases.summary(five["crit"])
    window.undo()
    assert "Nina Kuzminova" in names(window)
    assert office.cases.summary(five["crit"]).case.number == "NL-0002"


def test_what_changes_elsewhere_shows_and_the_place_is_kept(
    stand: Make, office: Office, five: dict[str, str]
) -> None:
    window = stand()
    window.screen.table.select_key(five["low"])
    changed = office.records.change(Case, five["low"], country="PL")
    window.bus.publish(changed.changes.records)
    settle()
    assert window.screen.table.current_key() == five["low"]
    assert "Poland" in cells(window.screen.table, "country")
    window.bus.publish(office.records.add(Contact(name="Somebody")).changes.records)
    assert window.screen.table.current_key() == five["low"]


def test_hidden_names_stand_nowhere_in_the_list_or_the_pane(stand: Make, five: dict[str, str]) -> None:
    window = stand()
    window.privacy.set_hidden(True)
    settle()
    assert cells(window.screen.table, "name") == ["NL-0002", "NL-0003", "NL-0001", "NL-0004"]
    shown = [words.text() for words in window.screen.preview.findChildren(Words) if words.isVisible()]
    assert not any("Kuzmin" in text or "Кузьмин" in text for text in shown)
    assert window.find("cases.preview.name").text() == "NL-0002"
    window.privacy.set_hidden(False)
    assert names(window)[0] == "Nina Kuzminova"


def test_a_russian_window_puts_the_original_script_first(stand: Make, five: dict[str, str]) -> None:
    i18n._Screen.code = "ru"
    window = stand()
    assert cells(window.screen.table, "name")[0] == "Нина Кузьминова, Nina Kuzminova"


def test_an_empty_store_offers_the_first_case(stand: Make) -> None:
    window = stand()
    assert window.find("cases.empty.sentence").isVisible()
    window.click("cases.empty.act")
    assert window.panel.objectName() == "new-case"


def test_far_rows_are_read_when_they_come_into_sight(stand: Make, office: Office) -> None:
    with office.store.write(office.me):
        for number in range(230):
            add(office, f"Тестова{number:03}", f"Testova{number:03}", risk="")
    window = stand()
    click_head(window.screen.table, "name")
    model = window.screen.model
    assert model.rowCount() == 230
    assert model.row(229) is None
    window.screen.table.scrollToBottom()
    settle()
    assert model.row(229).name == "Nina Testova229"
    assert model.row(150) is None


def test_the_list_is_read_off_the_windows_thread(
    look: Look, tmp_path: Path, clock: FixedClock, runner: Runner, qtbot: Any
) -> None:
    opened: list[tuple[Office, str]] = []

    def open_there() -> tuple[Office, str]:
        office = stores.new_office(tmp_path / "elsewhere", clock)
        return office, add(office, "Иванова", "Ivanova")

    runner.run(open_there, opened.append)
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    office, case_id = opened[0]
    window = Stand(look, office, CasesScreen, runner=runner)
    qtbot.waitUntil(lambda: bool(window.screen.preview.case_id == case_id))
    assert names(window) == ["Nina Ivanova"]
    window.close()
    closed: list[bool] = []
    runner.run(office.close, lambda _none: closed.append(True))
    qtbot.waitUntil(lambda: bool(closed))


def test_every_control_can_be_found(stand: Make, five: dict[str, str]) -> None:
    window = stand()
    window.click("cases.filter.more")
    assert unnamed(window.screen) == []


def test_a_letter_is_begun_for_the_selected_case(stand: Make, office: Office) -> None:
    case_id = add(office, "Примеров", "Primerov")
    window = stand()
    window.screen.new_letter()
    assert window.asked == [("new letter", case_id)]


@pytest.mark.parametrize("size", [NARROW, (1366, 768)])
def test_the_menu_of_a_row_is_about_that_row_also_without_the_pane(
    stand: Make, office: Office, size: tuple[int, int]
) -> None:
    case_id = add(office, "Примеров", "Primerov")
    window = stand(size=size)
    menu = window.screen.preview.menu(case_id)
    opening, letter, _, deleting = menu.actions()
    opening.trigger()
    letter.trigger()
    assert window.asked == [("case", case_id), ("new letter", case_id)]
    deleting.trigger()
    settle()
    assert office.records.all(Case) == []


def test_without_a_case_no_letter_is_begun(stand: Make) -> None:
    window = stand()
    window.screen.new_letter()
    assert window.asked == []


class TestNewCase:
    def open(self, stand: Make) -> Stand:
        window = stand()
        window.click("cases.new")
        return window

    def test_the_passport_spelling_is_proposed_and_the_case_opens(self, stand: Make, office: Office) -> None:
        window = self.open(stand)
        window.type("field.family", "Щукина")
        window.type("field.given", "Евгения")
        window.panel.names.flush()
        assert window.find("field.latin_family").text() == "Shchukina"
        assert window.find("field.latin_given").text() == "Evgeniia"
        window.type("field.known_since", "spring 2024")
        window.press(window.find("field.known_since"), Qt.Key.Key_Return)
        (kind, case_id) = window.asked[0]
        summary = office.cases.summary(case_id)
        assert kind == "case"
        assert summary.client is not None
        assert (summary.client.latin_family, summary.client.latin_given) == ("Shchukina", "Evgeniia")
        assert summary.case.number == "NL-0001"
        assert summary.case.known_since == "2024-21"
        assert summary.case.last_contact is None
        assert window.overlay.panel is None
        assert cells(window.screen.table, "name") == ["Evgeniia Shchukina, Евгения Щукина"]

    def test_a_day_of_first_contact_counts_as_the_last_contact(
        self, stand: Make, office: Office, clock: FixedClock
    ) -> None:
        window = self.open(stand)
        window.type("field.family", "Щукина")
        window.type("field.known_since", "yesterday")
        window.click("new-case.create")
        case = office.cases.summary(window.asked[0][1]).case
        assert case.last_contact == clock.today() - timedelta(days=1)
        assert case.known_since_words == "yesterday"

    def test_an_own_spelling_is_never_overwritten(self, stand: Make, office: Office) -> None:
        window = self.open(stand)
        window.type("field.family", "Щукина")
        window.panel.names.flush()
        window.type("field.latin_family", "Chtchoukina")
        window.panel.names.flush()
        window.type("field.given", "Евгения")
        window.panel.names.flush()
        assert window.find("field.latin_family").text() == "Chtchoukina"

    def test_another_official_spelling_is_one_click_away(self, stand: Make) -> None:
        window = self.open(stand)
        window.type("field.family", "Щукина")
        window.type("field.given", "Евгения")
        window.panel.names.flush()
        settle()
        link = window.find("new-case.spelling.0")
        words = link.text()
        window.click("new-case.spelling.0")
        given, family = window.find("field.latin_given").text(), window.find("field.latin_family").text()
        assert f"{given} {family}" == words
        assert words != "Evgeniia Shchukina"

    def test_no_spelling_is_offered_twice(self, stand: Make) -> None:
        window = self.open(stand)
        for name, text in (("family", "Кузьминов"), ("given", "Сергей"), ("patronymic", "Алексеевич")):
            window.type(f"field.{name}", text)
        window.panel.names.flush()
        settle()
        shown = [link for link in window.panel.findChildren(Button) if link.isVisible()]
        links = [link.text() for link in shown if "spelling." in link.objectName()]
        assert len(links) == len(set(links)) > 1

    def test_the_pop_up_grows_with_what_it_has_to_say_and_forgets_what_was_mended(self, stand: Make) -> None:
        window = self.open(stand)
        before = window.panel.height()
        window.click("new-case.create")
        assert window.panel.height() > before
        assert window.find("note.known_since").visibleRegion().boundingRect().height() > 0
        window.type("field.family", "Щукина")
        window.panel.names.flush()
        settle()
        assert not window.find("new-case.errors").isVisible()

    def test_without_any_name_nothing_is_created(self, stand: Make, office: Office) -> None:
        window = self.open(stand)
        window.click("new-case.create")
        assert "A name is needed" in window.find("note.family.text").text()
        assert window.find("new-case.errors").isVisible()
        assert office.records.all(Case) == []
        window.type("field.given", "Евгения")
        window.click("new-case.create")
        assert len(office.records.all(Case)) == 1

    def test_escape_keeps_a_draft_that_comes_back(self, stand: Make, office: Office) -> None:
        window = self.open(stand)
        window.type("field.family", "Щукина")
        window.press(window.find("field.family"), Qt.Key.Key_Escape)
        assert window.overlay.panel is None
        assert office.drafts.get(DRAFT)
        window.click("cases.new")
        assert window.find("field.family").text() == "Щукина"
        window.click("new-case.create")
        assert office.drafts.get(DRAFT) is None
        window.click("cases.new")
        assert window.find("field.family").text() == ""

    def test_locking_keeps_what_was_typed_a_moment_ago(self, stand: Make, office: Office) -> None:
        window = self.open(stand)
        window.type("field.given", "Евгения")
        window.overlay.close_panel()
        assert office.drafts.get(DRAFT)["given"] == "Евгения"

    def test_every_control_can_be_found(self, stand: Make) -> None:
        window = self.open(stand)
        assert unnamed(window.panel) == []
